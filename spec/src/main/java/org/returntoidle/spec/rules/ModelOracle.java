package org.returntoidle.spec.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Happened;

/**
 * The model as the oracle: a run of the reference is, action by action, a behaviour of the
 * protocol. This is stricter than the rules; other correct drivers may call in another order.
 */
public final class ModelOracle {
  private ModelOracle() {}

  /** Why {@code run} is no behaviour of the protocol; empty if it is one. */
  public static Optional<String> difference(Run run) {
    AnyApplication protocol =
        new AnyApplication(
            run.platform(),
            run.asynchronous() ? DriverKind.INTERRUPTIBLE : DriverKind.NOT_ASYNCHRONOUS);
    ProtocolState state = ProtocolState.INITIAL;
    Map<HResult, HResult> actual = new HashMap<>();
    int position = 0;
    for (TraceEvent line : run.trace()) {
      position++;
      if (!(line instanceof Happened event)) {
        return Optional.of("step " + position + " is a misdeed: " + line);
      }
      remember(actual, event);
      Optional<ProtocolState> after = protocol.next(state, event.action());
      if (after.isEmpty()) {
        return Optional.of("step " + position + ", " + event + ", cannot happen in " + state);
      }
      state = after.get();
      if (event.action() == Action.RETURN_FROM_ACQUIRE) {
        Optional<HResult> expected = state.result().map(c -> actual.getOrDefault(c, c));
        if (!expected.equals(event.code())) {
          return Optional.of("step " + position + ", " + event + ", must return " + expected);
        }
        actual.clear();
      }
    }
    return Optional.empty();
  }

  /** The model has one code for every error of a callback and one for every fault. */
  private static void remember(Map<HResult, HResult> actual, Happened event) {
    event
        .code()
        .ifPresent(
            code -> {
              if (event.action() == Action.CALLBACK_FAILS_E_FAIL) {
                actual.put(HResult.E_FAIL, code);
              } else if (event.action() == Action.READ_FAULT) {
                actual.put(Protocol.FAULT, code);
              }
            });
  }
}
