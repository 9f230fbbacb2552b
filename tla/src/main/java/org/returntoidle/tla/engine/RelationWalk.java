package org.returntoidle.tla.engine;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import util.SimpleFilenameToStream;

/**
 * A process of its own that asks TLC's evaluator for every step from every initial state, and for
 * what the configuration claims of them, and Java for the same. It runs in a folder with the
 * modules and {@code run.cfg}; its arguments are the root module, the class that is {@link
 * RelationSide}, and the arguments of that. It prints the counts, or the first difference.
 */
final class RelationWalk<S extends Record> {
  static final String EQUAL = "equal: ";
  static final String DIFFERENT = "different: ";

  private final RelationSide<S> java;
  private final FastTool tool;
  private final TlcStates<S> states;
  private final Set<S> seen = new HashSet<>();
  private long edges;

  private RelationWalk(String root, RelationSide<S> java) throws ReflectiveOperationException {
    this.java = java;
    this.tool = new FastTool(root, "run", new SimpleFilenameToStream("."));
    this.states = new TlcStates<>(java);
  }

  public static void main(String[] args) throws ReflectiveOperationException {
    // TLC speaks on standard output; what this class has to say goes to the real one.
    PrintStream out = System.out;
    System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    List<String> arguments = List.of(args);
    Constructor<?> side = Class.forName(arguments.get(1)).getDeclaredConstructor(List.class);
    side.setAccessible(true);
    RelationSide<?> java =
        (RelationSide<?>) side.newInstance(arguments.subList(2, arguments.size()));
    out.println(new RelationWalk<>(arguments.get(0), java).answer());
    out.flush();
  }

  private String answer() {
    return difference()
        .map(difference -> DIFFERENT + difference)
        .orElseGet(() -> EQUAL + seen.size() + " " + edges);
  }

  private Optional<String> difference() {
    try {
      java.some().forEach(state -> compare(states.inTla(state)));
      if (seen.isEmpty()) {
        tool.getInitStates(
            state -> {
              compare(state);
              return null;
            });
      }
    } catch (Difference found) {
      return Optional.of(String.valueOf(found.getMessage()));
    }
    long expected = java.count().orElse(seen.size());
    return seen.size() == expected
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "TLA+ has %d type-correct states, Java has %d",
                seen.size(),
                expected));
  }

  private record Step<S>(String action, S to) {}

  private void compare(TLCState before) {
    S state = states.inJava(before);
    if (!seen.add(state)) {
      throw new Difference("TLC gave the state twice: " + StateText.of(state));
    }
    Multiset<Step<S>> theirs = HashMultiset.create();
    Map<S, TLCState> after = new LinkedHashMap<>();
    for (Action action : tool.getActions()) {
      StateVec found = tool.getNextStates(action, before);
      for (int i = 0; i < found.size(); i++) {
        S to = states.inJava(found.elementAt(i));
        theirs.add(new Step<>(action.getName().toString(), to));
        after.putIfAbsent(to, found.elementAt(i));
      }
    }
    Multiset<Step<S>> ours = HashMultiset.create();
    for (Map.Entry<String, S> step : java.steps(state).entries()) {
      ours.add(new Step<>(step.getKey(), step.getValue()));
    }
    edges += theirs.size();
    if (!theirs.equals(ours)) {
      throw new Difference(
          Steps.difference(java.path(state), StateText.of(state), text(theirs), text(ours)));
    }
    compareClaims(state, before);
    after.forEach((to, next) -> compareClaims(state, before, ours, to, next));
  }

  private void compareClaims(S state, TLCState inTla) {
    String[] names = tool.getInvNames();
    Action[] claims = tool.getInvariants();
    for (int i = 0; i < claims.length; i++) {
      boolean theirs = tool.isValid(claims[i], inTla);
      if (theirs != java.holds(names[i], state)) {
        throw new Difference(said(names[i], state, "in it", theirs));
      }
    }
  }

  /** TLA+ sees two states and not who leads there, so in Java it must be true of whoever does. */
  private void compareClaims(
      S state, TLCState before, Multiset<Step<S>> steps, S to, TLCState after) {
    Set<String> actions =
        steps.elementSet().stream()
            .filter(step -> step.to().equals(to))
            .map(Step::action)
            .collect(Collectors.toCollection(TreeSet::new));
    String[] names = tool.getImpliedActNames();
    Action[] claims = tool.getImpliedActions();
    for (int i = 0; i < claims.length; i++) {
      String name = names[i];
      boolean theirs = tool.isValid(claims[i], before, after);
      if (theirs != actions.stream().allMatch(by -> java.holds(name, state, by, to))) {
        String step = Steps.text(String.join(", ", actions), StateText.of(state), StateText.of(to));
        throw new Difference(said(name, state, "at the step " + step, theirs));
      }
    }
  }

  private String said(String property, S state, String where, boolean theirs) {
    return String.format(
        Locale.ROOT,
        "%s, in the state %s:%n  %s %s is true in %s and false in %s",
        java.path(state),
        StateText.of(state),
        where,
        property,
        theirs ? "TLA+" : "Java",
        theirs ? "Java" : "TLA+");
  }

  private static <S extends Record> Multiset<Steps.Step> text(Multiset<Step<S>> steps) {
    return steps.stream()
        .map(step -> new Steps.Step(step.action(), StateText.of(step.to())))
        .collect(ImmutableMultiset.toImmutableMultiset());
  }
}
