package org.returntoidle.model.stream;

import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.StepPredicate;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Marked;
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
              && t.marked() == Marked.YES);

  private final Condition<StreamState, StreamAction> occurs;

  StreamHazard(StepPredicate<StreamState, StreamAction> occurs) {
    this.occurs = new Condition.OfSteps<>(occurs);
  }

  /** True of the step that should not be. */
  public Condition<StreamState, StreamAction> occurs() {
    return occurs;
  }

  private static boolean returns(StreamState before, StreamState after) {
    return before.step() != Step.RESTING && after.step() == Step.RESTING;
  }
}
