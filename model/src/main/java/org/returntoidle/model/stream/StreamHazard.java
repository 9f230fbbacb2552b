package org.returntoidle.model.stream;

import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.StepPredicate;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Marked;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Sheet;
import org.returntoidle.model.stream.StreamState.Step;

/**
 * What can go wrong though everybody keeps the rules: steps that should not be. In TLA+ each is an
 * action property, {@code NoH2} and so on, that TLC has to find violated where it occurs.
 */
public enum StreamHazard {
  /**
   * Unconnected paths: {@code Cancel} was called while a callback was still to come, and the image
   * is complete. Gone with any driver that asks after each write (V2).
   */
  H1((s, a, t) -> s.marked() == Marked.YES && !s.complete() && t.complete()),

  /**
   * Crossing cancel: a {@code CANCEL_IO} that was raised for another transfer, or for none, has
   * canceled this one. Gone with a confirming driver.
   */
  H2((s, a, t) -> returns(s, t) && s.cause() == Cause.CANCEL_IO && s.marked() == Marked.NO),

  /**
   * Completion race, first half: {@code Cancel} is called while the last message is in flight, and
   * that is answered {@code S_OK}. Gone with an application that does both.
   */
  H3_CROSSING((s, a, t) -> s.marked() == Marked.CROSSING && !s.complete() && t.complete()),

  /**
   * Completion race, second half: {@code Cancel} is called after the last message has returned.
   * Gone with callbacks only.
   */
  H3_LATE(
      (s, a, t) ->
          s.state() == TransferState.ACQUIRING
              && s.complete()
              && s.marked() == Marked.NO
              && t.marked() == Marked.YES),

  /**
   * Truncated page: the button or a fault cuts a page short, and its stream ends as that of a whole
   * page does.
   */
  H5((s, a, t) -> endsUnfinished(s, t) && s.device() != Device.OFF && s.sheet() != Sheet.REPORTED),

  /**
   * Cancel in an error box: {@code Cancel} was called while the message with a fault was in flight,
   * and the answer is the fault's code, so that the transfer ends as a failure. Gone with an error
   * handler that answers {@code S_FALSE} then.
   */
  H6(
      (s, a, t) ->
          s.step() == Step.REPORTING
              && t.step() != Step.REPORTING
              && s.marked() == Marked.CROSSING
              && t.state() == TransferState.ERROR
              && t.error().equals(Protocol.FAULT)),

  /**
   * Phantom page: a stream was asked for, and then the device or its feeder has nothing for it.
   * Gone with a driver that asks when the page's first band was read.
   */
  H7((s, a, t) -> (endsUnfinished(s, t) && s.device() == Device.OFF) || findsNoSheet(s, t)),

  /**
   * Foreign cancel: a {@code CANCEL_IO} that somebody else is the reason of cancels this transfer.
   * Gone with a confirming driver.
   */
  H8(H2.occurs, StreamVariant.FOREIGN_CANCEL);

  private final StepPredicate<StreamState, Action> occurs;
  private final Optional<StreamVariant> only;

  StreamHazard(StepPredicate<StreamState, Action> occurs) {
    this.occurs = occurs;
    this.only = Optional.empty();
  }

  StreamHazard(StepPredicate<StreamState, Action> occurs, StreamVariant only) {
    this.occurs = occurs;
    this.only = Optional.of(only);
  }

  /** The rule that describes it. */
  public Rule rule() {
    return Rule.valueOf(name().replaceFirst("_.*", ""));
  }

  /** True of the step that should not be, in {@code configuration}. */
  public Condition<StreamState, Action> occurs(StreamConfiguration configuration) {
    return new Condition.OfSteps<>(
        only.filter(variant -> variant != configuration.variant()).isPresent()
            ? (s, a, t) -> false
            : occurs);
  }

  private static boolean returns(StreamState before, StreamState after) {
    return before.step() != Step.RESTING && after.step() == Step.RESTING;
  }

  /** The stream of a page is released for which there was no sheet. */
  private static boolean findsNoSheet(StreamState s, StreamState t) {
    return s.stream() && !t.stream() && s.page() == Page.TAKEN && s.sheet() == Sheet.REPORTED;
  }

  /** The stream of a page is released that the device did not finish. */
  private static boolean endsUnfinished(StreamState s, StreamState t) {
    return s.stream()
        && !t.stream()
        && s.page() == Page.TAKEN
        && (s.cause() == Cause.BUTTON || s.cause() == Cause.FAULT);
  }
}
