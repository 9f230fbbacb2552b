package org.returntoidle.spec.harness;

import java.util.Optional;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;

/**
 * The drivers of another factory, of which it is known what they can do.
 *
 * @param banded whether they deliver bands
 * @param streams whether they write to streams
 */
public record Offering(DriverFactory factory, boolean banded, boolean streams)
    implements DriverFactory {
  /** Stream drivers. */
  public static DriverFactory streams(DriverFactory factory) {
    return new Offering(factory, false, true);
  }

  @Override
  public WiaDriver create(ScannerDevice device) {
    return factory.create(device);
  }

  @Override
  public Optional<DriverFactory> inFreshClasses() {
    return factory.inFreshClasses().map(fresh -> new Offering(fresh, banded, streams));
  }
}
