package org.returntoidle.spec.harness;

/**
 * A wait inside the system, such as for a line in a pipe. Java says of a thread in it that it runs;
 * only Linux tells it from one that does. A thread that is seen to wait so counts as one that waits
 * without a time limit: only what stands at the other end can wake it.
 */
public final class SystemWait {
  private SystemWait() {}

  /**
   * Whether the current thread would be seen to wait: it is one that calls drivers, and the system
   * tells about it. Any other has to wait as Java knows it, or is taken for one that works.
   */
  public static boolean isSeen() {
    return Thread.currentThread() instanceof WorkerThread worker && worker.isKnown();
  }

  /** Says that the current thread is about to wait so; it has to be {@link #isSeen}. */
  public static void begin() {
    say(true);
  }

  /** The end of {@link #begin}. */
  public static void end() {
    say(false);
  }

  private static void say(boolean waits) {
    if (Thread.currentThread() instanceof WorkerThread worker) {
      worker.waitsInSystem(waits);
    }
  }

  /**
   * Whether {@code thread} has said that it waits so. It may just be about to, or be back: then it
   * is runnable, which {@link KernelTask} knows.
   */
  static boolean isIn(Thread thread) {
    return thread instanceof WorkerThread worker && worker.waitsInSystem();
  }
}
