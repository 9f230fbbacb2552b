package org.returntoidle.model;

import java.util.function.Predicate;
import org.returntoidle.model.ProtocolState.Cause;

/**
 * What must happen in the end: whenever one thing is so, another is so then or later. Which
 * fairness each needs is in the claims of {@code claims.json}.
 */
public enum Liveness {
  L1_RETURN_TO_IDLE("L1_ReturnToIdle", Rule.L1, s -> !idle(s), Liveness::idle),
  L2_CALL_RETURNS(
      "L2_CallReturns", Rule.L2, ProtocolState::inCall, s -> !s.inCall() && s.result().isPresent()),
  L3_CANCEL_ENDS_TRANSFER(
      "L3_CancelEndsTransfer",
      Rule.L3,
      s -> s.cause().isCancel(),
      s -> !s.inCall() && s.result().isPresent() && !succeeded(s)),
  L4_UNDISTURBED_SUCCEEDS(
      "L4_UndisturbedSucceeds",
      Rule.L4,
      ProtocolState::inCall,
      s -> succeeded(s) || s.cause() != Cause.NONE),
  L5_CANCEL_RETURNS_TO_IDLE(
      "L5_CancelReturnsToIdle", Rule.L5, s -> s.cause() != Cause.NONE, Liveness::idle);

  private final String label;
  private final Rule rule;
  private final Predicate<ProtocolState> from;
  private final Predicate<ProtocolState> to;

  Liveness(String label, Rule rule, Predicate<ProtocolState> from, Predicate<ProtocolState> to) {
    this.label = label;
    this.rule = rule;
    this.from = from;
    this.to = to;
  }

  /** The rule that asks for it. */
  public Rule rule() {
    return rule;
  }

  /** When it is owed. */
  public Predicate<ProtocolState> from() {
    return from;
  }

  /** What is owed then. */
  public Predicate<ProtocolState> to() {
    return to;
  }

  private static boolean idle(ProtocolState s) {
    return s.state() == TransferState.IDLE;
  }

  private static boolean succeeded(ProtocolState s) {
    return s.result().filter(HResult.S_OK::equals).isPresent();
  }

  /** The name of the TLA+ operator. */
  @Override
  public String toString() {
    return label;
  }
}
