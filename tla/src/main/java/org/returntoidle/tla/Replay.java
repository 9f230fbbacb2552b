package org.returntoidle.tla;

import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.returntoidle.model.Action;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.engine.BranchingSystem;
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
    BranchingSystem<ProtocolState, Action> system =
        claim.inTransit().system(new Protocol(claim.configuration()));
    Set<ProtocolState> states = ImmutableSet.copyOf(system.initial());
    List<String> labels = result.counterexample();
    for (int i = 0; i < labels.size(); i++) {
      Set<ProtocolState> after = new LinkedHashSet<>();
      for (ProtocolState before : states) {
        String label = labels.get(i);
        system.steps(
            before,
            (action, t) -> {
              if (claim.inTransit().label(action).equals(label)) {
                after.add(t);
              }
            });
      }
      if (after.isEmpty()) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "step %d of TLC's counterexample, %s, cannot happen in Java in %s",
                i + 1,
                labels.get(i),
                text(states, ProtocolState::toString)));
      }
      states = after;
    }
    String last = result.lastState();
    if (!last.isEmpty() && states.stream().noneMatch(s -> StateText.of(s).equals(last))) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "TLC's counterexample ends in %s, in Java in %s",
              last,
              text(states, StateText::of)));
    }
    for (Hazard hazard : Hazard.values()) {
      if (claim.name().equals("hazard-" + hazard)
          && states.stream().noneMatch(s -> hazard.occurs(claim.configuration(), s))) {
        return Optional.of("TLC's counterexample does not show " + hazard + " in Java");
      }
    }
    return Optional.empty();
  }

  /** Where the same may lead to several states, each that it may have led to. */
  private static String text(Set<ProtocolState> states, Function<ProtocolState, String> text) {
    return states.stream().map(text).collect(Collectors.joining(" or "));
  }
}
