package org.returntoidle.spec.examples.right;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Event sourcing: the driver keeps nothing but a log of its inputs; what it does next, and what it
 * returns, is a pure function of the log. Right, since the log has one order for all threads, and
 * is asked directly before each step.
 */
public final class EventLog extends AsynchronousDriver {
  private enum Kind {
    ENTERED,
    READ_ENDED,
    ANSWERED,
    LAST_ACKNOWLEDGED,
    CANCEL_IO,
    LEFT
  }

  private record Input(Kind kind, HResult code) {}

  private final ScannerDevice device;
  private final List<Input> log = new ArrayList<>();

  public EventLog(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (!enter()) {
      return HResult.WIA_ERROR_BUSY;
    }
    if (goesOn()) {
      device.start();
      while (goesOn()) {
        handle(device.read(), context);
      }
      device.stop();
    }
    return Codes.reported(leave(), context);
  }

  private void handle(ReadResult result, TransferContext context) {
    Codes.of(result).ifPresent(code -> add(Kind.READ_ENDED, code));
    Codes.band(result)
        .filter(band -> goesOn())
        .ifPresent(
            band -> {
              HResult answer = Codes.deliver(band, context);
              boolean acknowledged = band.last() && answer.equals(HResult.S_OK);
              add(acknowledged ? Kind.LAST_ACKNOWLEDGED : Kind.ANSWERED, answer);
            });
  }

  /** The code of the transfer that was entered last; empty as long as it goes on. */
  private static Optional<HResult> outcome(List<Input> log) {
    Optional<HResult> code = Optional.empty();
    for (Input input : log) {
      code = after(code, input);
    }
    return code;
  }

  private static Optional<HResult> after(Optional<HResult> code, Input input) {
    boolean canceled = code.map(HResult.S_FALSE::equals).orElse(false);
    boolean ok = input.code().equals(HResult.S_OK);
    return switch (input.kind()) {
      case ENTERED -> Optional.empty();
      case ANSWERED -> ok || (code.isPresent() && !canceled) ? code : Optional.of(input.code());
      case READ_ENDED, LAST_ACKNOWLEDGED, CANCEL_IO -> code.or(() -> Optional.of(input.code()));
      case LEFT -> code;
    };
  }

  private static boolean isBusy(List<Input> log) {
    return log.stream()
        .map(Input::kind)
        .filter(kind -> kind == Kind.ENTERED || kind == Kind.LEFT)
        .reduce(Kind.LEFT, (earlier, later) -> later)
        .equals(Kind.ENTERED);
  }

  private synchronized boolean enter() {
    return !isBusy(log) && log.add(new Input(Kind.ENTERED, HResult.S_OK));
  }

  private synchronized void add(Kind kind, HResult code) {
    log.add(new Input(kind, code));
  }

  private synchronized boolean goesOn() {
    return outcome(log).isEmpty();
  }

  private synchronized HResult leave() {
    log.add(new Input(Kind.LEFT, HResult.S_OK));
    return outcome(log).orElseThrow();
  }

  @Override
  void cancel() {
    add(Kind.CANCEL_IO, HResult.S_FALSE);
  }
}
