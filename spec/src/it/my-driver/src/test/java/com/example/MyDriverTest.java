package com.example;

import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ScannerDevice;
import org.returntoidle.spec.kit.CancellationContract;

class MyDriverTest implements CancellationContract {
  @Override
  public MiniDriver driver(ScannerDevice device) {
    return new MyDriver(device);
  }
}
