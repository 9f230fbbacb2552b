package org.returntoidle.spec.examples.right;

import com.google.common.collect.ImmutableTable;
import java.util.Optional;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * The machine is a table of enums, in which a missing cell means that the state stays. Right, since
 * one monitor guards the state, and the read with it; it is held while the device is started or a
 * read submitted, which return at once, and not while anything is waited for (D8).
 */
public final class StateTable extends AsynchronousDriver {
  private enum State {
    IDLE,
    ACQUIRING,
    CANCELING,
    ERROR,
    COMPLETE
  }

  private enum Input {
    READ_FAILED,
    ANSWERED_WITH_ERROR,
    CANCELED,
    LAST_ACKNOWLEDGED
  }

  private static final ImmutableTable<State, Input, State> TABLE =
      ImmutableTable.<State, Input, State>builder()
          .put(State.ACQUIRING, Input.READ_FAILED, State.ERROR)
          .put(State.ACQUIRING, Input.ANSWERED_WITH_ERROR, State.ERROR)
          .put(State.ACQUIRING, Input.CANCELED, State.CANCELING)
          .put(State.ACQUIRING, Input.LAST_ACKNOWLEDGED, State.COMPLETE)
          .put(State.CANCELING, Input.ANSWERED_WITH_ERROR, State.ERROR)
          .buildOrThrow();

  private final ScannerDevice device;
  private State state = State.IDLE;
  private HResult code = HResult.S_OK;
  private Optional<DeviceRead> inFlight = Optional.empty();

  public StateTable(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    synchronized (this) {
      if (state != State.IDLE) {
        return HResult.WIA_ERROR_BUSY;
      }
      state = State.ACQUIRING;
      device.start();
    }
    for (Optional<DeviceRead> read = submit(); read.isPresent(); read = submit()) {
      handle(read.get().await(), context);
    }
    device.stop();
    synchronized (this) {
      state = State.IDLE;
      return Codes.reported(code, context);
    }
  }

  private void handle(ReadResult result, TransferContext context) {
    if (result instanceof ReadResult.Button) {
      change(Input.CANCELED, HResult.S_FALSE);
    } else if (result instanceof ReadResult.Fault fault) {
      change(Input.READ_FAILED, fault.code());
    } else if (result instanceof ReadResult.Data data && isAcquiring()) {
      HResult answer = Codes.deliver(data.band(), context);
      if (answer.equals(HResult.S_FALSE)) {
        change(Input.CANCELED, answer);
      } else if (!answer.equals(HResult.S_OK)) {
        change(Input.ANSWERED_WITH_ERROR, answer);
      } else if (data.band().last()) {
        change(Input.LAST_ACKNOWLEDGED, answer);
      }
    }
  }

  private synchronized boolean isAcquiring() {
    return state == State.ACQUIRING;
  }

  private synchronized Optional<DeviceRead> submit() {
    inFlight = isAcquiring() ? Optional.of(device.submitRead()) : Optional.empty();
    return inFlight;
  }

  private synchronized void change(Input input, HResult outcome) {
    if (TABLE.contains(state, input)) {
      state = TABLE.row(state).getOrDefault(input, state);
      code = outcome;
    }
  }

  @Override
  synchronized void cancel() {
    change(Input.CANCELED, HResult.S_FALSE);
    if (state == State.CANCELING) {
      inFlight.ifPresent(DeviceRead::interrupt);
    }
  }
}
