package org.returntoidle.spec.examples.right;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * All calls of the device but the wait for a read are made under one fair lock, and a cancel stops
 * the device itself, in its turn. Right, since under the lock it is known whether the device is on:
 * it is stopped once (D13), and neither started nor read after a cancel (D22).
 */
public final class StopsInTurn extends AsynchronousDriver {
  private final ScannerDevice device;
  private final ReentrantLock turn = new ReentrantLock(true);
  private boolean busy;
  private boolean on;
  private HResult code = HResult.S_OK;

  public StopsInTurn(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (!inTurn(this::enter)) {
      return HResult.WIA_ERROR_BUSY;
    }
    inTurn(this::start);
    boolean more = true;
    while (more) {
      Optional<DeviceRead> read = inTurn(this::submit);
      more = read.isPresent() && handle(read.get().await(), context);
    }
    return Codes.reported(inTurn(this::leave), context);
  }

  /** Whether a read follows. */
  private boolean handle(ReadResult result, TransferContext context) {
    Codes.of(result).ifPresent(cause -> inTurn(() -> ends(cause)));
    Codes.band(result)
        .filter(band -> inTurn(() -> on))
        .map(band -> Codes.deliver(band, context))
        .filter(answer -> !answer.equals(HResult.S_OK))
        .ifPresent(answer -> inTurn(() -> answered(answer)));
    return !Codes.isLast(result);
  }

  private <T> T inTurn(Supplier<T> step) {
    turn.lock();
    try {
      return step.get();
    } finally {
      turn.unlock();
    }
  }

  private boolean enter() {
    boolean idle = !busy;
    if (idle) {
      busy = true;
      code = HResult.S_OK;
    }
    return idle;
  }

  private boolean start() {
    on = code.equals(HResult.S_OK);
    if (on) {
      device.start();
    }
    return on;
  }

  private Optional<DeviceRead> submit() {
    return on ? Optional.of(device.submitRead()) : Optional.empty();
  }

  /** The first cause decides, and stops the device. */
  private boolean ends(HResult cause) {
    code = code.equals(HResult.S_OK) ? cause : code;
    return stop();
  }

  private boolean answered(HResult answer) {
    code = code.equals(HResult.S_FALSE) ? answer : code; // An error still wins (D3).
    return ends(answer);
  }

  private boolean stop() {
    boolean wasOn = on;
    if (on) {
      on = false;
      device.stop();
    }
    return wasOn;
  }

  private HResult leave() {
    stop();
    busy = false;
    return code;
  }

  @Override
  void cancel() {
    inTurn(() -> busy && ends(HResult.S_FALSE));
  }
}
