package org.returntoidle.spec.harness;

import org.jspecify.annotations.Nullable;

/** The thread of a {@link Worker}, and what is known of it beside what Java says. */
final class WorkerThread extends Thread {
  private volatile @Nullable KernelTask task;
  private volatile boolean waitsInSystem;

  WorkerThread(ThreadGroup group, Runnable work, String name) {
    super(group, work, name);
    setDaemon(true);
  }

  @Override
  public void run() {
    task = KernelTask.current();
    super.run();
  }

  /** The thread as the system knows it; null before it has begun. */
  @Nullable KernelTask task() {
    return task;
  }

  /** Whether the system tells about it. */
  boolean isKnown() {
    KernelTask known = task;
    return known != null && known.isKnown();
  }

  /** Says whether it waits as {@link SystemWait} means it; said by the thread itself. */
  void waitsInSystem(boolean waits) {
    waitsInSystem = waits;
  }

  boolean waitsInSystem() {
    return waitsInSystem;
  }
}
