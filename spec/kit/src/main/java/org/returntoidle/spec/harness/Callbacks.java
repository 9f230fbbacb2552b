package org.returntoidle.spec.harness;

/** What is wrong with a callback before it is looked at: when it comes, and from where. */
final class Callbacks {
  private final Session session;
  private volatile boolean inFlight;

  Callbacks(Session session) {
    this.session = session;
  }

  /**
   * A callback comes; if it goes on, {@link #ends} is called.
   *
   * @param isOld whether it belongs to an earlier transfer than the one that runs
   * @param isCallers whether it comes from the thread that has called the driver
   * @return whether it goes on: whether a transfer runs
   */
  boolean begins(boolean isOld, boolean isCallers) {
    if (!session.inTransfer()) {
      session.noticed(
          Anomaly.CALLBACK_WHILE_IDLE, "a callback came after drvAcquireItemData had returned");
      return false;
    }
    if (isOld) {
      session.noticed(
          Anomaly.CALLBACK_WHILE_IDLE,
          "the callback of an earlier drvAcquireItemData was called, which has returned");
    }
    if (!isCallers) {
      session.noticed(
          Anomaly.CALLBACK_ON_OTHER_THREAD,
          "a callback came from another thread than the caller's");
    }
    if (inFlight) {
      session.noticed(Anomaly.CALLBACKS_OVERLAP, "a callback came while another was in flight");
    }
    inFlight = true;
    return true;
  }

  boolean areInFlight() {
    return inFlight;
  }

  void ends() {
    inFlight = false;
  }
}
