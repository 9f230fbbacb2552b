package org.returntoidle.tla;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
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
    return difference(claim, claim.subject(), result);
  }

  private static <S extends Record> Optional<String> difference(
      Claim claim, Subject<S> subject, TlcResult result) {
    BranchingSystem<S, Action> system = subject.system();
    ImmutableMap<String, Formula<S>> formulas = subject.formulas(ImmutableSet.of());
    boolean[] shown = {false};
    Set<S> states = ImmutableSet.copyOf(system.initial());
    List<String> labels = result.counterexample();
    for (int i = 0; i < labels.size(); i++) {
      Set<S> after = new LinkedHashSet<>();
      shown[0] = false;
      for (S before : states) {
        String label = labels.get(i);
        system.steps(
            before,
            (action, t) -> {
              if (subject.label(action).equals(label)) {
                after.add(t);
                shown[0] |= breaks(claim, formulas, before, action, t);
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
                text(states, S::toString)));
      }
      states = after;
    }
    String last = result.lastState().orElse("");
    if (!last.isEmpty() && states.stream().noneMatch(s -> StateText.of(s).equals(last))) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "TLC's counterexample ends in %s, in Java in %s",
              last,
              text(states, StateText::of)));
    }
    if (claim.name().startsWith("hazard-") && !labels.isEmpty() && !shown[0]) {
      return Optional.of(
          "TLC's counterexample does not show "
              + claim.name().replaceFirst("^hazard-", "")
              + " in Java");
    }
    return Optional.empty();
  }

  /** Whether the step does not keep what is claimed of states or of steps. */
  private static <S> boolean breaks(
      Claim claim, ImmutableMap<String, Formula<S>> formulas, S before, Action action, S after) {
    return claim.claimed().stream()
        .flatMap(name -> Stream.ofNullable(formulas.get(name)))
        .flatMap(formula -> formula.always().stream())
        .anyMatch(always -> !always.condition().test(before, action, after));
  }

  /** Where the same may lead to several states, each that it may have led to. */
  private static <S> String text(Set<S> states, Function<S, String> text) {
    return states.stream().map(text).collect(Collectors.joining(" or "));
  }
}
