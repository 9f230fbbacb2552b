package org.returntoidle.tla.engine;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.SimpleFilenameToStream;
import util.UniqueString;

/**
 * A process of its own that asks TLC's evaluator for every step from every initial state, and Java
 * for the same. It runs in a folder with the modules and {@code run.cfg}; its arguments are the
 * root module, the class that is {@link RelationSide}, and the arguments of that. It prints the
 * counts, or the first difference.
 */
final class RelationWalk<S extends Record> {
  static final String EQUAL = "equal: ";
  static final String DIFFERENT = "different: ";

  private final RelationSide<S> java;
  private final FastTool tool;
  private final Constructor<S> constructor;
  private final UniqueString[] variables;
  private final List<ImmutableMap<String, ?>> words;
  private final Set<S> seen = new HashSet<>();
  private long edges;

  private RelationWalk(String root, RelationSide<S> java) throws ReflectiveOperationException {
    this.java = java;
    this.tool = new FastTool(root, "run", new SimpleFilenameToStream("."));
    RecordComponent[] components = java.type().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    this.constructor = java.type().getDeclaredConstructor(types);
    constructor.setAccessible(true);
    this.variables =
        Arrays.stream(components)
            .map(component -> UniqueString.uniqueStringOf(component.getName()))
            .toArray(UniqueString[]::new);
    this.words = Arrays.stream(components).<ImmutableMap<String, ?>>map(java::words).toList();
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

  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Found(String difference) {
      super(difference);
    }
  }

  private String answer() {
    return difference()
        .map(difference -> DIFFERENT + difference)
        .orElseGet(() -> EQUAL + seen.size() + " " + edges);
  }

  private Optional<String> difference() {
    try {
      tool.getInitStates(
          state -> {
            compare(state);
            return null;
          });
    } catch (Found found) {
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
    S state = decode(before);
    if (!seen.add(state)) {
      throw new Found("TLC gave the state twice: " + StateText.of(state));
    }
    Multiset<Step<S>> theirs = HashMultiset.create();
    for (Action action : tool.getActions()) {
      StateVec after = tool.getNextStates(action, before);
      for (int i = 0; i < after.size(); i++) {
        theirs.add(new Step<>(action.getName().toString(), decode(after.elementAt(i))));
      }
    }
    Multiset<Step<S>> ours = HashMultiset.create();
    for (Map.Entry<String, S> step : java.steps(state).entries()) {
      ours.add(new Step<>(step.getKey(), step.getValue()));
    }
    edges += theirs.size();
    if (!theirs.equals(ours)) {
      throw new Found(
          Steps.difference(java.path(state), StateText.of(state), text(theirs), text(ours)));
    }
  }

  private static <S extends Record> Multiset<Steps.Step> text(Multiset<Step<S>> steps) {
    return steps.stream()
        .map(step -> new Steps.Step(step.action(), StateText.of(step.to())))
        .collect(ImmutableMultiset.toImmutableMultiset());
  }

  /** The state in Java; one that is not type-correct is a difference, too. */
  private S decode(TLCState state) {
    Object[] arguments = new Object[variables.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = decode((Value) state.lookup(variables[i]), i);
    }
    try {
      S decoded = constructor.newInstance(arguments);
      if (!java.isTypeCorrect(decoded)) {
        throw new Found("TLA+ leaves the type-correct states: " + StateText.of(decoded));
      }
      return decoded;
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new Found("not a state in Java: " + state);
    }
  }

  /** The value of a variable, or a part of it: a sequence is a list in Java, a set a set. */
  private Object decode(Value value, int variable) {
    if (value instanceof BoolValue bool) {
      return bool.val;
    }
    if (value instanceof IntValue number) {
      return number.val;
    }
    if (value instanceof StringValue string) {
      Object known = words.get(variable).get(string.val.toString());
      if (known != null) {
        return known;
      }
    } else if (value.toTuple() instanceof TupleValue tuple) {
      return Arrays.stream(tuple.elems)
          .map(element -> decode(element, variable))
          .collect(ImmutableList.toImmutableList());
    } else if (value.toSetEnum() instanceof SetEnumValue set) {
      return IntStream.range(0, set.elems.size())
          .mapToObj(set.elems::elementAt)
          .map(element -> decode(element, variable))
          .collect(ImmutableSet.toImmutableSet());
    }
    throw new Found("Java has no value " + value + " for " + variables[variable]);
  }
}
