package org.returntoidle.tla.engine;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A state as text: its variables with their values, in alphabetical order. A state of Java is
 * written as TLC prints it; its components are the TLA+ variables.
 */
public final class StateText {
  /** A comma can stand in a value, too. */
  private static final Splitter VARIABLES = Splitter.on(Pattern.compile(", (?=\\w+ = )"));

  private StateText() {}

  /**
   * The text of a record with truth values, numbers, enum constants, codes and the like, and lists
   * of these; numbers can also be in sets. What is not there is the string None.
   */
  public static String of(Record state) {
    TreeSet<String> variables = new TreeSet<>();
    try {
      for (RecordComponent component : state.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        variables.add(component.getName() + " = " + value(component.getAccessor().invoke(state)));
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the state's components are not readable", e);
    }
    return String.join(", ", variables);
  }

  private static String value(Object value) {
    if (value instanceof Boolean b) {
      return b ? "TRUE" : "FALSE";
    }
    if (value instanceof Integer i) {
      return i.toString();
    }
    if (value instanceof Optional<?> optional) {
      return value(optional.isPresent() ? optional.get() : "None");
    }
    if (value instanceof List<?> list) {
      return "<<" + values(list) + ">>";
    }
    if (value instanceof Set<?> set) {
      // TLC sorts numbers; how it sorts strings depends on where it met them first.
      return "{" + values(ImmutableSortedSet.copyOf(set.toArray(Integer[]::new))) + "}";
    }
    return '"' + value.toString() + '"';
  }

  private static String values(Collection<?> values) {
    return values.stream().map(StateText::value).collect(Collectors.joining(", "));
  }

  /** {@code /\ x = 1\n/\ y = "a"} as {@code x = 1, y = "a"}, sorted by variable. */
  static String canonical(String label) {
    String plain = label.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    return String.join(
        ", ",
        new TreeSet<>(
            Arrays.stream(plain.split("\n", -1))
                .map(line -> line.strip().replaceFirst("^/\\\\ ", ""))
                .toList()));
  }

  /** Each variable with its value, as {@code name = value}. */
  public static List<String> variables(String state) {
    return VARIABLES.splitToList(state);
  }
}
