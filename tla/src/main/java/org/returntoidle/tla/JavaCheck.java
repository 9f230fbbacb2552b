package org.returntoidle.tla;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Search;
import org.returntoidle.model.engine.StateGraph;

/** The claims, checked without TLC: on the graph of the Java model. */
public final class JavaCheck<S extends Record> {
  /**
   * What the Java model says about a claim.
   *
   * @param holds whether every claim holds
   * @param states how many states were looked at
   * @param edges how many steps
   * @param depth length of the longest of the shortest paths; 0 where every state is an initial one
   * @param steps length of a shortest finite counterexample, where there is one
   */
  public record Verdict(boolean holds, long states, long edges, int depth, OptionalInt steps) {}

  private final Claim claim;
  private final Subject<S> subject;
  private final ImmutableMap<String, Formula<S>> formulas;

  private JavaCheck(Claim claim, Subject<S> subject) {
    this.claim = claim;
    this.subject = subject;
    this.formulas = subject.formulas(claim.fairness());
  }

  /**
   * Checks one claim.
   *
   * @throws TlaFilesException if it claims something that Java does not know
   */
  public static Verdict of(Claim claim) {
    return new JavaCheck<>(claim, claim.subject()).check();
  }

  /** How this verdict differs from what the claim says of TLC; empty if it does not. */
  public static Optional<String> difference(Claim claim, Verdict java) {
    if (java.holds() != claim.mustHold()) {
      return Optional.of("in Java it " + (java.holds() ? "holds" : "is violated"));
    }
    Figures tlc = claim.figures();
    if (java.steps().isPresent() && tlc.steps() != null && tlc.steps() != java.steps().getAsInt()) {
      return Optional.of("in Java the shortest counterexample has " + java.steps().getAsInt());
    }
    if (tlc.distinctStates() != null
        && (tlc.distinctStates() != java.states()
            || !Long.valueOf(java.edges()).equals(tlc.generatedSteps())
            || !Integer.valueOf(java.depth()).equals(tlc.depth()))) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "Java counts %d states, %d edges, depth %d",
              java.states(),
              java.edges(),
              java.depth()));
    }
    return Optional.empty();
  }

  private Verdict check() {
    List<Always<S, Action>> always =
        claimed().flatMap(formula -> formula.always().stream()).toList();
    return subject
        .beginnings(claim.specification())
        .map(states -> fromEach(states, always))
        .orElseGet(() -> reachable(always));
  }

  private Stream<Formula<S>> claimed() {
    return claim.claimed().stream()
        .map(
            name ->
                Optional.ofNullable(formulas.get(name))
                    .orElseThrow(
                        () ->
                            new TlaFilesException(
                                claim.name() + " claims " + name + ", which Java does not know")));
  }

  private Verdict fromEach(Stream<S> states, List<Always<S, Action>> claims) {
    Search.FoundFrom<S, Action> found = Search.from(states, subject.system(), claims);
    return new Verdict(
        found.broken().isEmpty(), found.states(), found.edges(), 0, OptionalInt.empty());
  }

  private Verdict reachable(List<Always<S, Action>> claims) {
    StateGraph<S, Action> graph = StateGraph.of(subject.system());
    OptionalInt steps =
        claims.stream()
            .flatMap(each -> graph.shortestPath(each.condition().negate()).stream())
            .mapToInt(path -> path.actions().size())
            .min();
    boolean behaviours =
        claimed().flatMap(f -> f.behaviours().stream()).allMatch(holds -> holds.test(graph));
    return new Verdict(
        steps.isEmpty() && behaviours, graph.stateCount(), graph.edgeCount(), graph.depth(), steps);
  }
}
