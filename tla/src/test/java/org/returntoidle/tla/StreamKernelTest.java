package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamItems;
import org.returntoidle.model.stream.StreamMessages;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.model.stream.StreamVariant;
import org.returntoidle.model.stream.StreamWords;
import org.returntoidle.tla.engine.Mirror;
import org.returntoidle.tla.engine.Tlc;

/** The stream protocol in Java and in TLA+ is the same in all type-correct states. */
class StreamKernelTest {
  private static final StreamConfiguration CONFIRMING =
      new StreamConfiguration(
          new StreamDriver(DriverKind.INTERRUPTIBLE, true),
          StreamApplication.BOTH,
          StreamBounds.NONE);

  private static final ImmutableSet<String> VARIABLES =
      StreamWords.VARIABLES.all().stream()
          .map(variable -> variable.name())
          .collect(ImmutableSet.toImmutableSet());

  static Stream<StreamConfiguration> everyKind() {
    return StreamConfiguration.all(StreamBounds.NONE);
  }

  static Stream<StreamConfiguration> pages() {
    return Stream.of(
        CONFIRMING.with(StreamFeeder.NUMBER).with(StreamItems.SERVICE),
        CONFIRMING.with(StreamFeeder.ALL).with(StreamMessages.UNHANDLED),
        CONFIRMING.with(StreamMessages.HANDLED));
  }

  /** Of these only each 11th state. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("pages")
  void soAreTheyWithPages(StreamConfiguration configuration) {
    Mirror.Result result =
        Mirrors.streams(
            new Tlc(1), TlaFiles.JAR, configuration, StreamSide.Model.class, 11, List.of());
    assertEquals(Optional.empty(), result.difference());
    assertTrue(result.states() > 50_000, () -> "" + result.states());
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("everyKind")
  void theStepsAreTheSame(StreamConfiguration configuration) {
    Mirror.Result result = Mirrors.everywhere(new Tlc(1), TlaFiles.JAR, configuration);
    assertEquals(Optional.empty(), result.difference());
    assertTrue(result.states() > 50_000, () -> "" + result.states());
  }

  /** In some of them, and what is claimed of each and of each step from it. */
  @Tag("ci")
  @ParameterizedTest
  @CsvSource({"NONE, DRIVER, HANDLED, 307", "NUMBER, SERVICE, NONE, 5003"})
  void someStepsAndPropertiesAreTheSame(
      StreamFeeder feeder, StreamItems items, StreamMessages messages, long each) {
    StreamConfiguration configuration = CONFIRMING.with(feeder).with(items).with(messages);
    List<Formula<StreamState>> claimed =
        new Streamed(configuration)
            .formulas(ImmutableSet.of()).values().stream()
                .filter(
                    formula ->
                        formula.set().equals(Optional.of(ClaimSet.RULES))
                            || formula.set().equals(Optional.of(ClaimSet.INDUCTION))
                            || formula.name().matches("NoH.*|Never_.*"))
                .toList();
    assertEquals(
        Optional.empty(),
        Mirrors.streams(
                new Tlc(1), TlaFiles.JAR, configuration, StreamSide.Model.class, each, claimed)
            .difference());
  }

  /** Differs only where nothing leads: an old band is written. */
  public static final class WritesOld implements StreamSide.Changed {
    @Override
    public StreamProtocol protocol(StreamProtocol right) {
      Row<StreamState> row = Objects.requireNonNull(right.rows().get(Action.WRITE_BAND));
      return right.with(
          Action.WRITE_BAND,
          row.withGuard(
              row.guard().stream()
                  .map(
                      part ->
                          part.toString().equals("HoldsBand")
                              ? Term.isNot(StreamWords.HELD, StreamState.Held.NONE)
                              : part)
                  .collect(ImmutableList.toImmutableList())));
    }
  }

  @Tag("ci")
  @Test
  void aDifferenceThatCannotBeReachedIsFound() {
    String difference =
        Mirrors.streams(new Tlc(1), TlaFiles.JAR, CONFIRMING, WritesOld.class, 1, List.of())
            .difference()
            .orElseThrow();
    assertTrue(difference.contains("only Java allows: WriteBand"), difference);
    assertTrue(difference.startsWith("not reachable"), difference);
  }

  /**
   * Why some states stand for all: an action's operator names no variable before the step but those
   * on which its row depends, and those that it leaves as they are.
   */
  @ParameterizedTest
  @EnumSource(StreamVariant.class)
  void anOperatorNamesNothingElse(StreamVariant variant) {
    namesNothingElse(CONFIRMING.with(variant));
    namesNothingElse(CONFIRMING.with(variant).with(StreamFeeder.NUMBER).with(StreamItems.SERVICE));
    namesNothingElse(CONFIRMING.with(variant).with(StreamMessages.HANDLED));
  }

  private static void namesNothingElse(StreamConfiguration configuration) {
    Map<String, String> definitions = definitions();
    new StreamProtocol(configuration)
        .rows()
        .forEach(
            (action, row) -> {
              Set<String> may =
                  StreamSide.dependsOn(row).stream()
                      .map(one -> one.name())
                      .collect(Collectors.toSet());
              Set<String> names = new HashSet<>();
              collect(action.label(), definitions, names, new HashSet<>());
              names.retainAll(VARIABLES);
              names.removeAll(may);
              assertEquals(Set.of(), names, action::label);
            });
  }

  private static void collect(
      String name, Map<String, String> definitions, Set<String> found, Set<String> seen) {
    String body = definitions.get(name);
    if (body == null || !seen.add(name)) {
      return;
    }
    // A variable after the step has a prime; a word stands in quotes.
    Matcher words = Pattern.compile("(?<![\\w\"])([A-Za-z]\\w*)(?![\\w'\"])").matcher(body);
    while (words.find()) {
      found.add(words.group(1));
      collect(words.group(1), definitions, found, seen);
    }
  }

  /** Without comments, and without what stays as it is. */
  private static Map<String, String> definitions() {
    Map<String, String> all = new TreeMap<>();
    for (String module : List.of("TransferMachine", "StreamProtocol")) {
      String text =
          String.valueOf(TlaFiles.JAR.streamModules().texts().get(module))
              .replaceAll("(?s)\\(\\*.*?\\*\\)", "")
              .replaceAll("\\\\\\*.*", "")
              .replaceAll("(?s)UNCHANGED\\s+(<<.*?>>|\\w+)", "");
      Matcher definition =
          Pattern.compile("(?ms)^(\\w+)(?:\\([^)]*\\))? ==(.*?)(?=^\\w|^-|^=|\\z)").matcher(text);
      while (definition.find()) {
        all.put(definition.group(1), definition.group(2));
      }
    }
    return all;
  }

  @Test
  void theOperatorsAreFound() {
    Set<String> names = new HashSet<>();
    collect("SendStatus", definitions(), names, new HashSet<>());
    names.retainAll(VARIABLES);
    assertEquals(Set.of("state", "complete", "step", "held", "confirm", "sheet"), names);
  }
}
