package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change of the specification: a guard that is removed, or an effect that is left out.
 *
 * @param module that is changed
 * @param operator in it
 * @param conjunct the text that is changed, in one line
 * @param change what stands there instead
 * @param text the whole module with the change
 */
record Mutation(String module, String operator, String conjunct, String change, String text) {
  private static final ImmutableList<String> MODULES =
      ImmutableList.of("TransferMachine", "CancelProtocol");
  private static final Pattern DEFINITION = Pattern.compile("^(\\w+)(\\(\\w+\\))? ==(.*)$");
  private static final Pattern ASSIGNMENT = Pattern.compile("^(\\w+)' = .*");

  /** Definitions that are no action and no input: types, initial states, fairness, helpers. */
  private static final Pattern NOT_SWEPT =
      Pattern.compile(
          ".*(TypeOK|Init)|MachineNext|MachineSpec|FairMachineSpec|MachineEnds|Next|\\w+Next"
              + "|DeviceAnswers|CallbackAnswers");

  /** All of them, in the order of the modules. */
  static ImmutableList<Mutation> all() {
    ImmutableList.Builder<Mutation> found = ImmutableList.builder();
    for (String module : MODULES) {
      found.addAll(of(module, TlaFiles.JAR.read(module + ".tla").lines().toList()));
    }
    return found.build();
  }

  static List<Mutation> of(String module, List<String> lines) {
    List<Mutation> found = new ArrayList<>();
    String operator = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher definition = DEFINITION.matcher(lines.get(i));
      if (definition.matches()) {
        operator = definition.group(1);
        String body = definition.group(3).strip();
        if (body.matches("\\S.* /\\\\ .*") && !body.endsWith("TRUE") && !isFair(operator)) {
          found.addAll(ofOneLine(module, operator, lines, i, body));
        }
        continue;
      }
      if (lines.get(i).startsWith("  /\\ ") && !NOT_SWEPT.matcher(operator).matches()) {
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
    return found;
  }

  private static boolean isFair(String operator) {
    return operator.endsWith("Spec") || operator.startsWith("Fair") || operator.equals("Safe");
  }

  /** {@code Reads == a /\ b}: each part is left out. */
  private static List<Mutation> ofOneLine(
      String module, String operator, List<String> lines, int at, String body) {
    List<Mutation> found = new ArrayList<>();
    if (NOT_SWEPT.matcher(operator).matches()) {
      return found;
    }
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
  private static String changed(String conjunct) {
    Matcher assignment = ASSIGNMENT.matcher(conjunct);
    if (assignment.matches()) {
      return assignment.group(1) + "' = " + assignment.group(1);
    }
    if (conjunct.startsWith("UNCHANGED")) {
      return "";
    }
    if (conjunct.startsWith("Input")) {
      return "UNCHANGED machine";
    }
    if (conjunct.startsWith("Observed")) {
      return "UNCHANGED cause";
    }
    if (conjunct.startsWith("CallbackReturns")) {
      return "UNCHANGED <<step, held, answer>>";
    }
    if (conjunct.contains("InputCancelIO")) {
      return "UNCHANGED <<machine, cause>>";
    }
    return "TRUE";
  }

  @Override
  public String toString() {
    return "%s: %s -> %s".formatted(operator, conjunct, change);
  }
}
