package org.returntoidle.spec.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/**
 * The model as the oracle: a run of the reference is, action by action, a behaviour of the
 * protocol. This is stricter than the rules; other correct drivers may call in another order.
 */
public final class ModelOracle {
  private ModelOracle() {}

  /**
   * How far a run is a behaviour of a protocol.
   *
   * @param steps how many of its steps are
   * @param why the next one is not, in a few words; empty if all are
   * @param difference the same with the step and the state; empty if all are
   */
  public record Followed(int steps, String why, Optional<String> difference) {}

  /** Why {@code run} is no behaviour of the protocol; empty if it is one. */
  public static Optional<String> difference(Execution run) {
    AnyApplication protocol =
        new AnyApplication(
            run.platform(),
            run.asynchronous() ? DriverKind.INTERRUPTIBLE : DriverKind.NOT_ASYNCHRONOUS);
    return follow(run, protocol::next).difference();
  }

  /**
   * Follows {@code run} as long as it is a behaviour of a protocol.
   *
   * @param protocol the state after an action; empty if it cannot happen
   */
  public static Followed follow(
      Execution run, BiFunction<ProtocolState, Action, Optional<ProtocolState>> protocol) {
    ProtocolState state = ProtocolState.INITIAL;
    Map<HResult, HResult> actual = new HashMap<>();
    int steps = 0;
    for (TraceEvent line : run.trace()) {
      String step = "step " + (steps + 1);
      if (line instanceof Threw || (isOtherEvent(line) && !state.inCall())) {
        continue; // What is thrown means something next, an other event while idle nothing.
      }
      Optional<Action> action = action(line);
      if (action.isEmpty()) {
        return new Followed(
            steps, "it is wrong by itself", Optional.of(step + " is an anomaly: " + line));
      }
      remember(actual, line);
      Optional<ProtocolState> after = protocol.apply(state, action.get());
      if (after.isEmpty()) {
        return new Followed(
            steps,
            "it cannot happen here",
            Optional.of(step + ", " + line + ", cannot happen in " + state));
      }
      state = after.get();
      if (line instanceof Happened event && event.action() == Action.RETURN_FROM_ACQUIRE) {
        Optional<HResult> expected = state.result().map(c -> actual.getOrDefault(c, c));
        if (!expected.equals(event.code())) {
          String must = "must return " + expected.map(HResult::toString).orElse("nothing");
          return new Followed(steps, "it " + must, Optional.of(step + ", " + event + ", " + must));
        }
        actual.clear();
      }
      steps++;
    }
    return new Followed(steps, "", Optional.empty());
  }

  private static boolean isOtherEvent(TraceEvent line) {
    return line instanceof Happened event && event.action() == Action.NOTIFY_OTHER_EVENT;
  }

  /** The model has one code for every error of a callback and one for every fault. */
  private static void remember(Map<HResult, HResult> actual, TraceEvent event) {
    if (event instanceof Answered answered
        && Answer.action(answered.code()) == Action.CALLBACK_FAILS_E_FAIL) {
      actual.put(HResult.E_FAIL, answered.code());
    } else if (event instanceof Happened fault && Action.FAULT_REPORTS.contains(fault.action())) {
      fault.code().ifPresent(code -> actual.put(Protocol.FAULT, code));
    }
  }

  /** The model's action for what happened; empty if it has none. */
  public static Optional<Action> action(TraceEvent event) {
    if (event instanceof Answered answered) {
      return Optional.of(Answer.action(answered.code()));
    }
    return event instanceof Happened happened ? Optional.of(happened.action()) : Optional.empty();
  }
}
