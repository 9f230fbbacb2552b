package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/**
 * A driver that is said to survive exceptions (D21), whatever it says itself.
 *
 * @param driver does everything
 */
public record Surviving(MiniDriver driver) implements MiniDriver {
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
  public boolean cancelsByItself() {
    return driver.cancelsByItself();
  }

  @Override
  public boolean survivesExceptions() {
    return true;
  }
}
