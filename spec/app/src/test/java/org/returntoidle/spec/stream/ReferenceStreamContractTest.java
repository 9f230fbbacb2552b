package org.returntoidle.spec.stream;

import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.impl.ReferenceStreamDriver;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.kit.StreamContract;

/** The contract of stream drivers, as a driver author writes it. */
class ReferenceStreamContractTest implements StreamContract {
  @Override
  public StreamMiniDriver driver(ScannerDevice device) {
    return new ReferenceStreamDriver(device);
  }

  /** The whole of it is run elsewhere. */
  @Override
  public Scope scope() {
    return Scope.together(2, 2, 1).withPages(2);
  }
}
