package org.returntoidle.spec.drivers;

import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/**
 * A driver that is said to survive exceptions (D21), whatever it says itself.
 *
 * @param driver does everything
 */
public record SurvivingStreams(StreamMiniDriver driver) implements StreamMiniDriver {
  @Override
  public HResult drvAcquireItemData(StreamTransferContext context) {
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
