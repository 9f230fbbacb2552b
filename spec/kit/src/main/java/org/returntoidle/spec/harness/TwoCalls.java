package org.returntoidle.spec.harness;

import org.jspecify.annotations.Nullable;
import org.returntoidle.model.HResult;

/** Which of two calls that enter at once is the transfer; the other is to be answered BUSY. */
final class TwoCalls {
  static final String ACTED = "a second drvAcquireItemData used the device or the callback";

  private final Session session;

  /** The call that is the transfer; null while none is, or nobody can tell. */
  private @Nullable Thread transfer;

  /** A thread of the driver's acts for one of the calls, which has done nothing itself yet. */
  private boolean untold;

  /** The call that was the transfer until the other one began: all it has to do is to return. */
  private @Nullable Thread retired;

  TwoCalls(Session session) {
    this.session = session;
  }

  /**
   * One of the two does something.
   *
   * @return whether a transfer begins by that
   */
  boolean acts(Thread current) {
    if (transfer == current) {
      return false;
    }
    if (transfer == null) {
      boolean begins = !untold;
      untold = false;
      transfer = current;
      return begins;
    }
    if (retires()) {
      transfer = current;
      return true;
    }
    session.noticed(Anomaly.SECOND_CALL_ACTED, ACTED);
    return false;
  }

  /**
   * A thread of the driver's does something for one of them.
   *
   * @param starts whether it starts the device
   * @return whether a transfer begins by that
   */
  boolean ownThreadActs(boolean starts) {
    boolean begins = transfer == null ? !untold : starts && retires();
    if (begins) {
      transfer = null;
      untold = true;
    }
    return begins;
  }

  /** The transfer cannot do more: the other one may begin, before it has returned. */
  private boolean retires() {
    if (!session.hasStopped() || retired != null) {
      return false;
    }
    session.endTransfer(HResult.S_OK); // If it returns another code, that is told when it does.
    retired = transfer;
    return true;
  }

  boolean isTransfer(Thread current) {
    return transfer == current;
  }

  /** One of the two has returned: whether that ends the transfer. */
  boolean returns(Thread current, @Nullable HResult result) {
    boolean wasUntold = untold && retired != current && !HResult.WIA_ERROR_BUSY.equals(result);
    if (transfer != current && !wasUntold) {
      return false;
    }
    transfer = null;
    untold = false;
    return true;
  }

  /** Whether it was the transfer until the other one began. */
  boolean wasTransfer(Thread current) {
    return retired == current;
  }
}
