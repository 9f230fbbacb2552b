package org.returntoidle.tla.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the guards and effects of a module, to take each away. They are the conjuncts of its
 * operators, one below the other with two spaces before each, or all in one line.
 *
 * @param notSwept operators that are no action: types, initial states, fairness
 * @param effects what leaves out an effect that is not written {@code x' = ...}: the change, by an
 *     expression that matches the effect
 */
public record Sweep(Pattern notSwept, ImmutableMap<String, String> effects) {
  private static final Pattern DEFINITION = Pattern.compile("^(\\w+)(\\(\\w+\\))? ==(.*)$");
  private static final Pattern ASSIGNMENT = Pattern.compile("^(\\w+)' = .*");

  /** Each change of a module, in the order of its text. */
  public ImmutableList<Mutation> of(String module, List<String> lines) {
    ImmutableList.Builder<Mutation> found = ImmutableList.builder();
    String operator = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher definition = DEFINITION.matcher(lines.get(i));
      if (definition.matches()) {
        operator = definition.group(1);
      }
      if (notSwept.matcher(operator).matches()) {
        continue;
      }
      if (definition.matches()) {
        String body = definition.group(3).strip();
        if (body.matches("\\S.* /\\\\ .*") && !body.endsWith("TRUE")) {
          found.addAll(ofOneLine(module, operator, lines, i, body));
        }
      } else if (lines.get(i).startsWith("  /\\ ")) {
        int end = i + 1;
        while (end < lines.size() && lines.get(end).matches(" {3,}\\S.*")) {
          end++;
        }
        String conjunct = oneLine(lines.subList(i, end));
        String change = changed(conjunct);
        if (!change.isEmpty()) {
          found.add(with(module, operator, conjunct, change, lines, i, end));
        }
      }
    }
    return found.build();
  }

  /** {@code Reads == a /\ b}: each part is left out. */
  private static List<Mutation> ofOneLine(
      String module, String operator, List<String> lines, int at, String body) {
    List<Mutation> found = new ArrayList<>();
    List<String> parts = List.of(body.split(" /\\\\ ", -1));
    for (String part : parts) {
      String rest = String.join(" /\\ ", parts.stream().filter(p -> !p.equals(part)).toList());
      List<String> copy = new ArrayList<>(lines);
      copy.set(at, operator + " == " + rest);
      found.add(new Mutation(module, operator, part, "TRUE", String.join("\n", copy) + "\n"));
    }
    return found;
  }

  private static Mutation with(
      String module,
      String operator,
      String conjunct,
      String change,
      List<String> lines,
      int from,
      int to) {
    List<String> copy = new ArrayList<>(lines.subList(0, from));
    copy.add("  /\\ " + change);
    copy.addAll(lines.subList(to, lines.size()));
    return new Mutation(module, operator, conjunct, change, String.join("\n", copy) + "\n");
  }

  private static String oneLine(List<String> lines) {
    return String.join(" ", lines.stream().map(String::strip).toList()).replaceFirst("^/\\\\ ", "");
  }

  /** What stands there instead; empty for a frame condition, which is no effect. */
  private String changed(String conjunct) {
    Matcher assignment = ASSIGNMENT.matcher(conjunct);
    if (assignment.matches()) {
      return assignment.group(1) + "' = " + assignment.group(1);
    }
    if (conjunct.startsWith("UNCHANGED")) {
      return "";
    }
    return effects.entrySet().stream()
        .filter(effect -> conjunct.matches(effect.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("TRUE");
  }
}
