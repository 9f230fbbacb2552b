package org.returntoidle.spec.harness;

import org.jspecify.annotations.Nullable;
import org.returntoidle.model.HResult;

/** Which of two calls that enter at once is the transfer; the other is to be answered BUSY. */
final class TwoCalls {
  static final String ACTED = "a second drvAcquireItemData used the device or the callback";

  private final Session session;

  /** The call that is the transfer; null while none is. */
  private @Nullable Thread transfer;

  /** The call that was the transfer until the other one began: all it has to do is to return. */
  private @Nullable Thread retired;

  TwoCalls(Session session) {
    this.session = session;
  }

  /**
   * One of the two does something.
   *
   * @return whether it becomes the transfer by that
   */
  boolean acts(Thread current) {
    if (transfer == current) {
      return false;
    }
    if (transfer == null) {
      transfer = current;
      return true;
    }
    if (session.hasStopped() && retired == null) {
      // It cannot do more. If it returns another code, that is told when it does.
      session.endTransfer(HResult.S_OK);
      retired = transfer;
      transfer = current;
      return true;
    }
    session.noticed(Anomaly.SECOND_CALL_ACTED, ACTED);
    return false;
  }

  /** One of the two has returned: whether that ends the transfer. */
  boolean returns(Thread current) {
    if (transfer != current) {
      return false;
    }
    transfer = null;
    return true;
  }

  /** Whether it was the transfer until the other one began. */
  boolean wasTransfer(Thread current) {
    return retired == current;
  }
}
