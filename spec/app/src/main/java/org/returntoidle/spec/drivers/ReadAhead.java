package org.returntoidle.spec.drivers;

import com.google.common.util.concurrent.Uninterruptibles;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;

/** A device that a thread of its own reads ahead; whoever reads it gets what that thread has. */
class ReadAhead extends ForwardingDevice {
  private final BlockingQueue<ReadResult> results = new LinkedBlockingQueue<>();
  private Optional<Thread> reader = Optional.empty();

  @GuardedBy("this")
  private Optional<DeviceRead> inFlight = Optional.empty();

  @GuardedBy("this")
  private boolean over;

  ReadAhead(ScannerDevice device) {
    super(device);
  }

  @Override
  synchronized void begins() {
    over = false;
    results.clear();
  }

  @Override
  public DeviceRead submitRead() {
    if (reader.isEmpty()) {
      Thread thread = new Thread(this::readAhead, "reader");
      reader = Optional.of(thread);
      thread.start();
    }
    return new Wrapper.Read(() -> Uninterruptibles.takeUninterruptibly(results), this::giveUp);
  }

  @Override
  public void stop() {
    giveUp();
    reader.ifPresent(Uninterruptibles::joinUninterruptibly);
    reader = Optional.empty();
    super.stop();
  }

  private void readAhead() {
    boolean more = true;
    while (more) {
      ReadResult result = next().map(DeviceRead::await).orElseGet(ReadResult.Interrupted::new);
      results.add(result);
      more =
          result instanceof ReadResult.NotReady
              || (result instanceof ReadResult.Data data && !data.band().last());
    }
  }

  private synchronized Optional<DeviceRead> next() {
    inFlight = over ? Optional.empty() : Optional.of(super.submitRead());
    return inFlight;
  }

  private synchronized void giveUp() {
    over = true;
    inFlight.ifPresent(DeviceRead::interrupt);
  }
}
