package org.returntoidle.tla;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.tla.engine.StateText;
import org.returntoidle.tla.engine.TlcResult;

/** TLC's counterexamples in the Java model: a second oracle. */
public final class Replay {
  private Replay() {}

  /**
   * Why {@code result}'s counterexample is no behaviour of the Java model, step by step, or does
   * not end where the claim says; empty if it is one, or if there is none.
   */
  public static Optional<String> difference(Claim claim, TlcResult result) {
    Protocol protocol = new Protocol(claim.configuration());
    ProtocolState state = ProtocolState.INITIAL;
    List<String> labels = result.counterexample();
    for (int i = 0; i < labels.size(); i++) {
      Optional<Action> action = Action.withLabel(labels.get(i));
      ProtocolState before = state;
      Optional<ProtocolState> after = action.flatMap(a -> protocol.next(before, a));
      if (after.isEmpty()) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "step %d of TLC's counterexample, %s, cannot happen in Java in %s",
                i + 1,
                labels.get(i),
                before));
      }
      state = after.get();
    }
    String last = result.lastState();
    if (!last.isEmpty() && !last.equals(StateText.of(state))) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "TLC's counterexample ends in %s, in Java in %s",
              last,
              StateText.of(state)));
    }
    for (Hazard hazard : Hazard.values()) {
      if (claim.name().equals("hazard-" + hazard) && !hazard.occurs(claim.configuration(), state)) {
        return Optional.of("TLC's counterexample does not show " + hazard + " in Java");
      }
    }
    return Optional.empty();
  }
}
