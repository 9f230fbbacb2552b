package org.returntoidle.spec.harness;

/**
 * A wait of a driver's thread inside the harness. A driver may interrupt its threads at any time;
 * if it meets one that is in our hands, the interrupt is kept for the driver. Only if the threads
 * have been given up does it mean that they have to end.
 */
final class Patience implements AutoCloseable {
  private final DriverThreads threads;
  private final Session session;
  private boolean interrupted;

  Patience(DriverThreads threads, Session session) {
    this.threads = threads;
    this.session = session;
    threads.enterOurHands();
  }

  /**
   * Takes note of an interrupt.
   *
   * @throws AbortedException if it means that this thread has to end
   */
  void take(InterruptedException e) {
    interrupted = true;
    if (threads.isAbandoned()) {
      session.abort();
      AbortedException aborted = new AbortedException();
      aborted.addSuppressed(e);
      throw aborted;
    }
  }

  /** Hands the interrupt on. */
  @Override
  public void close() {
    threads.leaveOurHands();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
