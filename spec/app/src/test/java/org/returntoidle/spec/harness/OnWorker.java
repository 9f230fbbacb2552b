package org.returntoidle.spec.harness;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** A thread as the harness calls drivers on it, for tests of what they wait for. */
public final class OnWorker implements AutoCloseable {
  private final Worker worker = new Worker(Thread.currentThread().getThreadGroup(), "of a test");

  /** Does {@code work} there. */
  public <T> FutureTask<T> submit(Callable<T> work) {
    return worker.submit(work);
  }

  /** Comes back when it waits in the system. */
  public void awaitWait() {
    while (!SystemWait.isIn(worker.thread()) || isRunnable()) {
      Thread.onSpinWait();
    }
  }

  private boolean isRunnable() {
    KernelTask task = worker.task();
    return task == null || task.isRunnable();
  }

  /** Comes back when what it does sleeps as Java knows it. */
  public void awaitSleep() {
    while (worker.thread().getState() != Thread.State.WAITING
        || LockSupport.getBlocker(worker.thread()) == worker) { // It has not begun.
      Thread.onSpinWait();
    }
  }

  /** Interrupts it. */
  public void interrupt() {
    worker.thread().interrupt();
  }

  @Override
  public void close() {
    worker.abandon();
  }
}
