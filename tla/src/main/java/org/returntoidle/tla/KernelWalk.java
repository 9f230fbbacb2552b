package org.returntoidle.tla;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.SetMultimap;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.StateGraph;
import org.returntoidle.model.TypeCorrect;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.StringValue;
import util.SimpleFilenameToStream;
import util.UniqueString;

/**
 * A process of its own that asks TLC's evaluator for every step from every type-correct state, and
 * Java for the same. It runs in a folder with the modules and {@code run.cfg}; its arguments are
 * platform, driver and application, and the class that is {@link JavaSide}. It prints the counts,
 * or the first difference.
 */
final class KernelWalk {
  static final String EQUAL = "equal: ";
  static final String ALL = "Everywhere";
  static final String DIFFERENT = "different: ";

  private final Protocol protocol;
  private final JavaSide java;
  private final FastTool tool;
  private final Constructor<ProtocolState> constructor;
  private final UniqueString[] variables;
  private final Map<String, Object> codes = new HashMap<>();
  private final List<Map<String, Object>> values;
  private final Set<ProtocolState> seen = new HashSet<>();
  private long edges;

  private KernelWalk(Protocol protocol, JavaSide java) throws ReflectiveOperationException {
    this.protocol = protocol;
    this.java = java;
    this.tool = new FastTool(TlaFiles.ROOT_MODULE, "run", new SimpleFilenameToStream("."));
    RecordComponent[] components = ProtocolState.class.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    this.constructor = ProtocolState.class.getDeclaredConstructor(types);
    this.variables =
        Arrays.stream(components)
            .map(component -> UniqueString.uniqueStringOf(component.getName()))
            .toArray(UniqueString[]::new);
    Stream.of(HResult.S_OK, HResult.S_FALSE, HResult.E_FAIL, HResult.E_ABORT, Protocol.FAULT)
        .forEach(code -> codes.put(code.toString(), code));
    this.values = Arrays.stream(components).map(this::valuesOf).toList();
  }

  /** What the strings of a variable mean in Java. */
  private Map<String, Object> valuesOf(RecordComponent component) {
    if (component.getType() == HResult.class) {
      return codes;
    }
    if (component.getType() == Optional.class) {
      Map<String, Object> results = new HashMap<>();
      codes.forEach((name, code) -> results.put(name, Optional.of(code)));
      results.put("None", Optional.empty());
      return results;
    }
    Object[] constants = component.getType().getEnumConstants();
    return constants == null
        ? ImmutableMap.of()
        : Arrays.stream(constants).collect(Collectors.toMap(Object::toString, c -> c));
  }

  public static void main(String[] args) throws ReflectiveOperationException {
    // TLC speaks on standard output; what this class has to say goes to the real one.
    PrintStream out = System.out;
    System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    Configuration configuration =
        new Configuration(
            Platform.of(args[0]),
            DriverKind.valueOf(args[1]),
            ApplicationKind.valueOf(args[2]),
            Bounds.NONE);
    JavaSide java =
        Class.forName(args[3]).asSubclass(JavaSide.class).getDeclaredConstructor().newInstance();
    KernelWalk walk = new KernelWalk(new Protocol(configuration), java);
    Optional<String> difference = walk.difference(args[4].equals(ALL));
    out.println(
        difference.isPresent()
            ? DIFFERENT + difference.get()
            : EQUAL + walk.seen.size() + " " + walk.edges);
    out.flush();
  }

  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Found(String difference) {
      super(difference);
    }
  }

  private Optional<String> difference(boolean all) {
    try {
      tool.getInitStates(
          state -> {
            compare(state);
            return null;
          });
    } catch (Found found) {
      return Optional.of(String.valueOf(found.getMessage()));
    }
    long expected = TypeCorrect.count(protocol.configuration());
    return seen.size() == expected || !all
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "TLA+ has %d type-correct states, Java has %d",
                seen.size(),
                expected));
  }

  private void compare(TLCState before) {
    ProtocolState state = decode(before);
    if (!seen.add(state)) {
      throw new Found("TLC gave the state twice: " + TlaText.of(state));
    }
    SetMultimap<String, ProtocolState> theirs = HashMultimap.create();
    for (Action action : tool.getActions()) {
      StateVec after = tool.getNextStates(action, before);
      for (int i = 0; i < after.size(); i++) {
        theirs.put(action.getName().toString(), decode(after.elementAt(i)));
      }
    }
    Map<String, ProtocolState> ours = java.steps(protocol, state);
    edges += theirs.size();
    boolean same = theirs.size() == ours.size();
    for (Map.Entry<String, ProtocolState> step : ours.entrySet()) {
      same &= theirs.containsEntry(step.getKey(), step.getValue());
    }
    if (!same) {
      throw new Found(
          Steps.difference(
              path(state), TlaText.of(state), text(theirs.entries()), text(ours.entrySet())));
    }
  }

  private static Set<Steps.Step> text(Set<Map.Entry<String, ProtocolState>> steps) {
    return steps.stream()
        .map(step -> new Steps.Step(step.getKey(), TlaText.of(step.getValue())))
        .collect(Collectors.toSet());
  }

  private String path(ProtocolState state) {
    StateGraph graph = Explorer.graph(protocol);
    int index = graph.states().indexOf(state);
    return index < 0 ? "not reachable" : "after " + graph.pathTo(index);
  }

  /** The state in Java; one that is not type-correct is a difference, too. */
  private ProtocolState decode(TLCState state) {
    Object[] arguments = new Object[variables.length];
    for (int i = 0; i < arguments.length; i++) {
      IValue value = state.lookup(variables[i]);
      if (value instanceof BoolValue bool) {
        arguments[i] = bool.val;
      } else if (value instanceof IntValue number) {
        arguments[i] = number.val;
      } else if (value instanceof StringValue string) {
        Object known = values.get(i).get(string.val.toString());
        if (known == null) {
          throw new Found("Java has no value " + string + " for " + variables[i]);
        }
        arguments[i] = known;
      } else {
        throw new Found("Java has no value " + value + " for " + variables[i]);
      }
    }
    try {
      ProtocolState decoded = constructor.newInstance(arguments);
      if (!TypeCorrect.test(protocol.configuration(), decoded)) {
        throw new Found("TLA+ leaves the type-correct states: " + TlaText.of(decoded));
      }
      return decoded;
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new Found("not a state in Java: " + state);
    }
  }
}
