package org.returntoidle.spec.examples.right;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/** A driver that {@code CANCEL_IO} cancels, and no other event (B4, D20). */
abstract class AsynchronousDriver implements MiniDriver {
  /** Cancels the transfer that runs; does nothing if none does (D1). */
  abstract void cancel();

  @Override
  public final HResult drvNotifyPnpEvent(WiaEvent event) {
    if (event == WiaEvent.CANCEL_IO) {
      cancel();
    }
    return HResult.S_OK;
  }

  @Override
  public final boolean cancelsAsynchronously() {
    return true;
  }
}
