package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/**
 * A driver that says that it may cancel by its own decision (A1).
 *
 * @param driver does everything
 */
record CancelsByItself(MiniDriver driver) implements MiniDriver {
  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    return driver.drvAcquireItemData(context);
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    return driver.drvNotifyPnpEvent(event);
  }

  @Override
  public boolean cancelsAsynchronously() {
    return driver.cancelsAsynchronously();
  }

  @Override
  public boolean survivesExceptions() {
    return driver.survivesExceptions();
  }

  @Override
  public boolean cancelsByItself() {
    return true;
  }
}
