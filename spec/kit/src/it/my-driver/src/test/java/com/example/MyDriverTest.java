package com.example;

import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.spec.kit.StreamContract;

class MyDriverTest implements StreamContract {
  @Override
  public StreamMiniDriver driver(ScannerDevice device) {
    return new MyDriver(device);
  }
}
