package org.returntoidle.spec.examples.right;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * A state machine without a lock: every change of state is one compare-and-set, and so is the
 * question which cause came first (D3). Its reads are blocking. Right, since it looks at the state
 * directly before each start, read and callback: a cancel meets at most the one that it overlaps.
 */
public final class CasStates extends AsynchronousDriver {
  private enum State {
    IDLE,
    SCANNING,
    CANCELED,
    ENDED
  }

  private final ScannerDevice device;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  public CasStates(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (!state.compareAndSet(State.IDLE, State.SCANNING)) {
      return HResult.WIA_ERROR_BUSY;
    }
    HResult code = HResult.S_FALSE;
    if (isScanning()) {
      device.start();
      code = scan(context);
      device.stop();
    }
    state.set(State.IDLE);
    return Codes.reported(code, context);
  }

  private HResult scan(TransferContext context) {
    while (isScanning()) {
      ReadResult result = device.read();
      Optional<HResult> cause = Codes.of(result);
      if (cause.isPresent()) {
        return unlessCanceled(cause.get());
      }
      Optional<Band> band = Codes.band(result).filter(b -> isScanning());
      if (band.isPresent()) {
        HResult answer = Codes.deliver(band.get(), context);
        if (!answer.equals(HResult.S_OK)) {
          return answer; // Also after a cancel: an error wins, and S_FALSE is one more cancel.
        }
        if (band.get().last()) {
          return unlessCanceled(HResult.S_OK);
        }
      }
    }
    return HResult.S_FALSE;
  }

  private boolean isScanning() {
    return state.get() == State.SCANNING;
  }

  private HResult unlessCanceled(HResult code) {
    return state.compareAndSet(State.SCANNING, State.ENDED) ? code : HResult.S_FALSE;
  }

  @Override
  void cancel() {
    state.compareAndSet(State.SCANNING, State.CANCELED);
  }
}
