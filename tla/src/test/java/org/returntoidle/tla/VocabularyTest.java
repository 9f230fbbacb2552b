package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.Sets;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Liveness;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Mark;
import org.returntoidle.model.monitor.Monitor;
import org.returntoidle.model.monitor.MonitorState;
import org.returntoidle.model.monitor.Shown;

/** One vocabulary: actions, variables and properties have the same names in Java and TLA+. */
class VocabularyTest {
  private static final Pattern RULE_NAME = Pattern.compile("(?m)^([ABDLH]\\d+_\\w+) ==");

  @Test
  void actionsHaveTheSameNames() {
    String module = TlaFiles.JAR.read("CancelProtocol.tla");
    Set<String> next =
        Pattern.compile("(?m)^  \\\\/ (\\w+)$")
            .matcher(module)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toSet());
    next.removeAll(Set.of("DriverNext", "EnvironmentNext", "DeviceAnswers", "CallbackAnswers"));
    assertEquals(Action.BANDED.stream().map(Action::label).collect(Collectors.toSet()), next);
  }

  /** The module reads like the document that it formalises. */
  @Test
  void everyActionHasAParagraphThatNamesItsRules() {
    String module = TlaFiles.JAR.read("CancelProtocol.tla");
    for (Action action : Action.BANDED) {
      assertTrue(citesARule(module, action.label()), action.label());
    }
    assertFalse(citesARule("(* Nothing. *)\nStartDevice ==\n", "StartDevice"));
    assertFalse(citesARule("(* As D5 has it. *)\n\nStartDevice ==\n", "StartDevice"));
  }

  private static boolean citesARule(String module, String action) {
    return Pattern.compile("(?m)((?:^\\(\\*.*\\*\\)\\R)+)" + action + " ==")
        .matcher(module)
        .results()
        .anyMatch(found -> found.group(1).matches("(?s).*\\b[ABDLH]\\d+\\b.*"));
  }

  @Test
  void variablesAreTheComponentsOfTheState() {
    String module = TlaFiles.JAR.read("CancelProtocol.tla");
    assertEquals(components(ProtocolState.class), tuple(module, "vars"));
  }

  @Test
  void propertiesHaveTheSameNamesAndAreAllChecked() {
    Protocol free = new Protocol(Configuration.DEFAULT.with(Bounds.NONE));
    Protocol bounded = new Protocol(Configuration.DEFAULT);
    Set<String> java =
        Stream.of(
                Properties.of(bounded),
                new Induction(bounded).properties(),
                new Induction(free).properties())
            .flatMap(List::stream)
            .map(Property::name)
            .collect(Collectors.toSet());
    java.remove("Inductive");
    Set<String> tla =
        RULE_NAME
            .matcher(TlaFiles.JAR.read("CancelRules.tla") + TlaFiles.JAR.read("CancelProof.tla"))
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toSet());
    Set<String> claimed =
        TlaFiles.JAR.claims().stream()
            .flatMap(c -> c.claimed().stream())
            .collect(Collectors.toSet());
    assertEquals(Set.of(), Sets.difference(java, tla), "only in Java");
    assertEquals(Set.of(), Sets.difference(tla, claimed), "in TLA+ but in no configuration");
    assertEquals(
        Stream.of(Liveness.values()).map(Liveness::toString).collect(Collectors.toSet()),
        Sets.difference(tla, java));
  }

  /** The monitor of traces: each variable and each operator has its twin. */
  @Test
  void theMonitorIsCutTheSameWay() {
    String module = TlaFiles.JAR.read("Monitor.tla");
    assertEquals(components(MonitorState.class), tuple(module, "own"));
    assertEquals(components(Shown.class), tuple(module, "shown"));
    String other = module.replace("\nshown == <<", "\nshown == <<more, ");
    assertNotEquals(components(Shown.class), tuple(other, "shown"));
    assertEquals(Set.of(), onlyOnOneSide(module));
    assertEquals(
        Set.of("seenbusy", "seenbusier"),
        onlyOnOneSide(module.replace("\nSeenBusy ==", "\nSeenBusier ==")));
    assertEquals(Set.of("atentry"), onlyOnOneSide(module.replace("\nAtEntry ==", "\n\\* ")));
  }

  /** What an event means is in three parts of the module; before them and behind is the trace. */
  private static Set<String> onlyOnOneSide(String module) {
    List<String> parts = Splitter.on("\n" + "-".repeat(77) + "\n").splitToList(module);
    Set<String> tla =
        Pattern.compile("(?m)^(\\w+)(\\(\\w+\\))? ==")
            .matcher(String.join("\n", parts.subList(1, 4)))
            .results()
            .map(m -> Ascii.toLowerCase(m.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));
    tla.removeAll(
        Set.of("entry", "ofdriver", "others", "completions", "readends")); // Abbreviations.
    Set<String> java = methods(Shown.class);
    java.retainAll(tla); // Numbers and codes have steps of their own in Java.
    java.addAll(methods(Monitor.class));
    Stream.of(Mark.values()).map(mark -> Ascii.toLowerCase(mark.toString())).forEach(java::add);
    return Sets.symmetricDifference(tla, java);
  }

  private static Set<String> methods(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(method -> Ascii.toLowerCase(method.getName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> components(Class<?> type) {
    return Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static List<String> tuple(String module, String name) {
    String tuple = module.substring(module.indexOf("\n" + name + " == <<") + name.length() + 7);
    return Arrays.asList(tuple.substring(0, tuple.indexOf(">>")).strip().split(",\\s*"));
  }

  @Test
  void hazardsHaveTheSameNames() {
    for (Hazard hazard : Hazard.values()) {
      assertEquals(Rule.valueOf(hazard.name()), hazard.rule());
      assertEquals(true, TlaFiles.JAR.read("CancelRules.tla").contains("\nNo" + hazard + " =="));
    }
  }
}
