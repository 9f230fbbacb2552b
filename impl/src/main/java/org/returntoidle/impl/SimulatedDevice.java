package org.returntoidle.impl;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.model.HResult;

/**
 * A scanner in memory: warms up, waits for paper, delivers an image in bands, has a cancel button
 * and can fail. Safe for several threads.
 */
public final class SimulatedDevice implements ScannerDevice {
  private final int bands;
  private final int warmUpReads;

  @GuardedBy("this")
  private boolean paper = true;

  @GuardedBy("this")
  private boolean on;

  @GuardedBy("this")
  private int transfer;

  @GuardedBy("this")
  private int reads;

  @GuardedBy("this")
  private Optional<ReadResult> report = Optional.empty();

  /** Why the next start fails. */
  @GuardedBy("this")
  private Optional<ReadResult.Fault> broken = Optional.empty();

  /**
   * A device with paper in it.
   *
   * @param bands bands of each image, at least 1
   * @param warmUpReads reads at the begin of each transfer that report "not ready", at least 0
   * @throws IllegalArgumentException if one of them is less
   */
  public SimulatedDevice(int bands, int warmUpReads) {
    if (bands < 1 || warmUpReads < 0) {
      throw new IllegalArgumentException(
          bands + " bands and " + warmUpReads + " warm-up reads; at least 1 and 0 are needed");
    }
    this.bands = bands;
    this.warmUpReads = warmUpReads;
  }

  /** Takes the paper out: from now on a read after warm-up stays in flight. */
  public synchronized void removePaper() {
    paper = false;
  }

  /** Puts paper in. */
  public synchronized void insertPaper() {
    paper = true;
    notifyAll();
  }

  /** Presses the cancel button; the next read reports it, if it comes in this transfer (D1). */
  public synchronized void pressCancelButton() {
    report(new ReadResult.Button());
  }

  /** Fails; the next read reports {@code code}, if it comes in this transfer. */
  public synchronized void fail(HResult code) {
    report(new ReadResult.Fault(code));
  }

  /**
   * Fails while it is off: the next {@link #tryStart()} says {@code code}, and after {@link
   * #start()} the first read does.
   */
  public synchronized void failToStart(HResult code) {
    broken = Optional.of(new ReadResult.Fault(code));
  }

  /** Whether a scan has begun and not ended. */
  public synchronized boolean isOn() {
    return on;
  }

  @Override
  public synchronized void start() {
    if (on) {
      throw new IllegalStateException("the device is on already");
    }
    on = true;
    transfer++;
    reads = 0;
    report = broken.map(fault -> fault);
    broken = Optional.empty();
  }

  @Override
  public synchronized Optional<ReadResult.Fault> tryStart() {
    if (on || broken.isEmpty()) {
      start();
      return Optional.empty();
    }
    Optional<ReadResult.Fault> fault = broken;
    broken = Optional.empty();
    return fault;
  }

  @Override
  public synchronized DeviceRead submitRead() {
    if (!on) {
      throw new IllegalStateException("the device is off");
    }
    return new Read();
  }

  @Override
  public synchronized void stop() {
    if (!on) {
      throw new IllegalStateException("the device is off already");
    }
    on = false;
    notifyAll();
  }

  private synchronized void report(ReadResult result) {
    report = Optional.of(result);
    notifyAll();
  }

  private synchronized ReadResult await(Read read) {
    boolean threadInterrupted = false;
    while (!read.interrupted && on && report.isEmpty() && !paper && reads >= warmUpReads) {
      try {
        wait();
      } catch (InterruptedException e) {
        threadInterrupted = true; // No cancel: only interrupt() gives a read up.
      }
    }
    if (threadInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (read.interrupted || !on) {
      return new ReadResult.Interrupted();
    }
    if (report.isPresent()) {
      ReadResult result = report.get();
      report = Optional.empty();
      return result;
    }
    reads++;
    return reads <= warmUpReads
        ? new ReadResult.NotReady()
        : new ReadResult.Data(band(reads - warmUpReads));
  }

  private synchronized void interrupt(Read read) {
    read.interrupted = true;
    notifyAll();
  }

  @GuardedBy("this")
  private Band band(int number) {
    String text = "transfer " + transfer + ", band " + number + "\n";
    return new Band(
        transfer,
        number,
        number == bands,
        ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private final class Read implements DeviceRead {
    private boolean interrupted;

    @Override
    public ReadResult await() {
      return SimulatedDevice.this.await(this);
    }

    @Override
    public void interrupt() {
      SimulatedDevice.this.interrupt(this);
    }
  }
}
