package org.returntoidle.spec.examples.right;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * All that two threads share is one immutable record, replaced as a whole. Right, since a cancel
 * and the read that it gives up are in the same record: whoever comes second sees both, and
 * interrupts.
 */
public final class RecordState extends AsynchronousDriver {
  private record State(boolean busy, HResult code, Optional<DeviceRead> read) {
    static final State IDLE = new State(false, HResult.S_OK, Optional.empty());
    static final State ENTERED = new State(true, HResult.S_OK, Optional.empty());

    boolean goesOn() {
      return code.equals(HResult.S_OK);
    }

    State reads(DeviceRead submitted) {
      return new State(busy, code, Optional.of(submitted));
    }

    State ends(HResult cause) {
      return busy && goesOn() ? new State(busy, cause, read) : this;
    }

    State answered(HResult answer) {
      boolean wins = code.equals(HResult.S_FALSE) && !answer.equals(HResult.S_OK);
      return wins ? new State(busy, answer, read) : ends(answer);
    }
  }

  private final ScannerDevice device;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  public RecordState(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (state.getAndUpdate(s -> s.busy() ? s : State.ENTERED).busy()) {
      return HResult.WIA_ERROR_BUSY;
    }
    if (goesOn()) {
      device.start();
      scan(context);
      device.stop();
    }
    return Codes.reported(state.getAndSet(State.IDLE).code(), context);
  }

  private void scan(TransferContext context) {
    boolean more = true;
    while (more && goesOn()) {
      DeviceRead read = device.submitRead();
      giveUpIfOver(s -> s.reads(read));
      ReadResult result = read.await();
      Codes.of(result).ifPresent(cause -> state.updateAndGet(s -> s.ends(cause)));
      Codes.band(result)
          .filter(band -> goesOn())
          .map(band -> Codes.deliver(band, context))
          .ifPresent(answer -> state.updateAndGet(s -> s.answered(answer)));
      more = !Codes.isLast(result);
    }
  }

  private boolean goesOn() {
    return Objects.requireNonNull(state.get()).goesOn();
  }

  private void giveUpIfOver(UnaryOperator<State> change) {
    State now = state.updateAndGet(change);
    now.read().filter(read -> !now.goesOn()).ifPresent(DeviceRead::interrupt);
  }

  @Override
  void cancel() {
    giveUpIfOver(s -> s.ends(HResult.S_FALSE));
  }
}
