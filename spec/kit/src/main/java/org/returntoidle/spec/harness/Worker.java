package org.returntoidle.spec.harness;

import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread that does one thing at a time for another. Before they sleep, both offer their turn to
 * others for a moment: thousands of calls change hands every second, most of them take
 * microseconds, and on the same core the other one can begin at once.
 */
final class Worker {
  private static final int OFFERS = 5;

  private final WorkerThread thread;
  private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
  private volatile boolean abandoned;
  private volatile boolean busy;

  Worker(ThreadGroup group, String name) {
    thread = new WorkerThread(group, this::work, name);
    thread.start();
  }

  Thread thread() {
    return thread;
  }

  /** Whether {@code thread} is that of a worker. */
  static boolean isOne(Thread thread) {
    return thread instanceof WorkerThread;
  }

  /** The thread as the system knows it; null before it has begun. */
  @Nullable KernelTask task() {
    return thread.task();
  }

  /** Whether it has something to do. */
  boolean isBusy() {
    return busy || !tasks.isEmpty();
  }

  /** Runs {@code task} when those before it have come to their end. */
  <T> FutureTask<T> submit(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(() -> wrapped(task));
    tasks.add(future);
    LockSupport.unpark(thread);
    return future;
  }

  /**
   * Something foreign was thrown. Unlike others that wrap it, this one does not ask what it says.
   */
  private static final class ForeignException extends Exception {
    private static final long serialVersionUID = 1L;

    ForeignException(Throwable cause) {
      super(null, cause);
    }
  }

  private static <T> T wrapped(Callable<T> task) throws ForeignException {
    try {
      return task.call();
    } catch (Throwable e) {
      throw new ForeignException(e);
    }
  }

  /**
   * What {@code call} returns; waits for it.
   *
   * @throws ExecutionException if it threw something, which is the cause
   */
  static <T> T get(FutureTask<T> call, long time, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (int i = 0; i < OFFERS && !call.isDone(); i++) {
      Turns.offer();
    }
    try {
      return call.get(time, unit);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ForeignException foreign
          ? new ExecutionException(null, foreign.getCause())
          : e;
    }
  }

  /** Ends the thread, as far as what it does lets itself be ended. */
  void abandon() {
    abandoned = true;
    thread.interrupt();
  }

  /** The next task; there is no moment at which it is neither waiting nor being done. */
  private @Nullable FutureTask<?> poll() {
    busy = !tasks.isEmpty();
    return tasks.poll();
  }

  private void work() {
    while (!abandoned) {
      FutureTask<?> next = poll();
      for (int i = 0; i < OFFERS && next == null; i++) {
        Turns.offer();
        next = poll();
      }
      if (next == null) {
        LockSupport.park(this);
      } else {
        next.run();
        busy = false;
      }
      if (!abandoned) {
        Thread.interrupted(); // Left behind by a driver, it would keep this thread from resting.
      }
    }
  }
}
