package com.example;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.spec.kit.CancellationContract;

class MyDriverTest implements CancellationContract {
  @Override
  public MiniDriver driver(ScannerDevice device) {
    return new MyDriver(device);
  }
}
