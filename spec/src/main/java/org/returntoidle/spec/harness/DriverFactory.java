package org.returntoidle.spec.harness;

import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ScannerDevice;

/** Makes the driver under test, a new one for each run. */
@FunctionalInterface
public interface DriverFactory extends AutoCloseable {
  /** A driver for {@code device}. */
  MiniDriver create(ScannerDevice device);

  /** Gives back what the drivers were made with; no driver is used afterwards. */
  @Override
  default void close() {}
}
