package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamHazard;
import org.returntoidle.model.stream.StreamItems;
import org.returntoidle.model.stream.StreamMessages;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamRules;
import org.returntoidle.model.stream.StreamRules.Fair;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.model.stream.StreamVariant;
import org.returntoidle.tla.engine.Mirror;
import org.returntoidle.tla.engine.StateText;
import org.returntoidle.tla.engine.Steps;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcResult;

/** The stream protocol in Java and in TLA+: the same graph, and TLC finds that the rules hold. */
@Execution(ExecutionMode.CONCURRENT)
class StreamMirrorTest {
  private static final StreamConfiguration CONFIRMING =
      new StreamConfiguration(
          new StreamDriver(DriverKind.INTERRUPTIBLE, true),
          StreamApplication.BOTH,
          StreamBounds.NONE);

  private final Tlc tlc = new Tlc(1);

  static Stream<StreamConfiguration> unbounded() {
    return StreamConfiguration.all(StreamBounds.NONE);
  }

  static Stream<StreamConfiguration> bounded() {
    return Stream.of(StreamBounds.of(1, 2, 2, 1, 1, 1), StreamBounds.of(2, 1, 1, 2, 1, 1))
        .flatMap(StreamConfiguration::all)
        .filter(one -> one.application() == StreamApplication.BOTH);
  }

  /** Where a fault is told first. */
  static Stream<StreamConfiguration> messages() {
    return StreamConfiguration.all(StreamBounds.NONE)
        .flatMap(
            one ->
                Stream.of(
                    one.with(StreamMessages.UNHANDLED),
                    one.with(StreamMessages.HANDLED),
                    one.with(StreamMessages.HANDLED).with(StreamBounds.of(1, 2, 1, 1, 2, 1))));
  }

  /** With a feeder, with items that the service walks, and with both. */
  static Stream<StreamConfiguration> pages() {
    return Stream.of(
            new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false),
            new StreamDriver(DriverKind.INTERRUPTIBLE, false),
            new StreamDriver(DriverKind.INTERRUPTIBLE, true))
        .map(driver -> new StreamConfiguration(driver, StreamApplication.BOTH, StreamBounds.NONE))
        .flatMap(StreamMirrorTest::withPages)
        .flatMap(one -> Stream.of(one, one.with(StreamBounds.of(1, 2, 1, 1, 1, 1))));
  }

  /** Small ones. */
  static Stream<StreamConfiguration> somePages() {
    StreamConfiguration direct =
        new StreamConfiguration(
            new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false),
            StreamApplication.CALLBACK,
            StreamBounds.NONE);
    return Stream.of(
        direct.with(StreamFeeder.NUMBER).with(StreamItems.SERVICE).with(StreamMessages.UNHANDLED),
        direct.with(StreamMessages.HANDLED),
        direct.with(StreamFeeder.ALL).with(StreamVariant.ASKS_LATE),
        direct.with(StreamFeeder.ALL).with(StreamVariant.ASKS_ONCE),
        CONFIRMING
            .with(StreamFeeder.ALL)
            .with(StreamItems.SERVICE)
            .with(StreamBounds.of(1, 2, 1, 1, 1, 0)));
  }

  private static Stream<StreamConfiguration> withPages(StreamConfiguration one) {
    return Stream.of(
        one.with(StreamFeeder.NUMBER),
        one.with(StreamFeeder.ALL),
        one.with(StreamItems.SERVICE),
        one.with(StreamFeeder.ALL).with(StreamItems.SERVICE));
  }

  private static String cfg(StreamConfiguration configuration, String specification) {
    return String.join("\n", TlaFiles.constants(configuration))
        + "\nCHECK_DEADLOCK FALSE\nSPECIFICATION "
        + specification
        + "\n";
  }

  private static Steps steps(StreamProtocol protocol) {
    return Steps.of(StateGraph.of(protocol), StateText::of, Action::label);
  }

  private Mirror.Result mirror(StreamConfiguration configuration, StreamProtocol protocol) {
    return Mirror.check(
        tlc, TlaFiles.JAR.streamModules(), cfg(configuration, "Safe"), steps(protocol));
  }

  @Tag("ci")
  @Test
  void javaAndTlaHaveTheSameGraph() {
    haveTheSameGraph(CONFIRMING);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("unbounded")
  void soHaveTheyForEveryKind(StreamConfiguration configuration) {
    haveTheSameGraph(configuration);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("bounded")
  void soHaveTheyWithBounds(StreamConfiguration configuration) {
    haveTheSameGraph(configuration);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("pages")
  void soHaveTheyWithPages(StreamConfiguration configuration) {
    haveTheSameGraph(configuration);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("messages")
  void soHaveTheyWithMessages(StreamConfiguration configuration) {
    haveTheSameGraph(configuration);
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("somePages")
  void soHaveTheyWithSomePages(StreamConfiguration configuration) {
    haveTheSameGraph(configuration);
  }

  private void haveTheSameGraph(StreamConfiguration configuration) {
    StreamProtocol protocol = new StreamProtocol(configuration);
    Mirror.Result result = mirror(configuration, protocol);
    assertEquals(Optional.empty(), result.difference());
    assertTrue(result.equal());
    assertEquals(StateGraph.of(protocol).stateCount(), result.states());
  }

  @Tag("ci")
  @Test
  void aDifferenceIsFound() {
    StreamProtocol right = new StreamProtocol(CONFIRMING);
    Row<StreamState> release = Objects.requireNonNull(right.rows().get(Action.RELEASE_STREAM));
    StreamProtocol keeps = right.with(Action.RELEASE_STREAM, release.withGuard(ImmutableList.of()));
    String difference = mirror(CONFIRMING, keeps).difference().orElseThrow();
    assertTrue(difference.contains("only Java allows: ReleaseStream"), difference);
  }

  /** What ends some time where a device may be repaired for ever. */
  private static boolean holdsOf(Property<StreamState, Action> property, StreamMessages messages) {
    return messages != StreamMessages.HANDLED || property.name().matches("L[35]_.*");
  }

  /** What {@link StreamRules} says, by name, and what it leaves to TLC: the types. */
  private static String claims(StreamConfiguration configuration) {
    List<String> invariants = new ArrayList<>(List.of("TypeOK"));
    List<String> properties = new ArrayList<>(List.of("MachineSpec"));
    StreamRules.of(new StreamProtocol(configuration))
        .forEach(
            rule ->
                (rule.condition() instanceof Condition.OfStates ? invariants : properties)
                    .add(rule.name()));
    StreamRules.liveness(EnumSet.allOf(Fair.class)).stream()
        .filter(property -> holdsOf(property, configuration.messages()))
        .map(Property::name)
        .forEach(properties::add);
    return cfg(configuration, "Spec")
        + "INVARIANTS\n  "
        + String.join("\n  ", invariants)
        + "\nPROPERTIES\n  "
        + String.join("\n  ", properties)
        + "\n";
  }

  @Tag("long")
  @Test
  void tlcFindsThatTheRulesHold() {
    theRulesHold(CONFIRMING);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("unbounded")
  void soItDoesForEveryKind(StreamConfiguration configuration) {
    theRulesHold(configuration);
  }

  /** One of these has too many states for every run of the proof. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("pages")
  void soItDoesWithPages(StreamConfiguration configuration) {
    if (configuration.bounds().equals(StreamBounds.NONE)) {
      theRulesHold(configuration);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("messages")
  void soItDoesWithMessages(StreamConfiguration configuration) {
    if (configuration.bounds().equals(StreamBounds.NONE)) {
      theRulesHold(configuration);
    }
  }

  private void theRulesHold(StreamConfiguration configuration) {
    TlcResult result = tlc.check(TlaFiles.JAR.streamModules(), claims(configuration));
    assertEquals(TlcResult.Outcome.HOLDS, result.outcome(), result::toString);
  }

  /**
   * TLC needs as many steps to a hazard as the explorer; where one finds none, so does the other.
   */
  @Tag("ci")
  @ParameterizedTest
  @EnumSource(StreamHazard.class)
  void hazardsAreAsFarAwayInBoth(StreamHazard hazard) {
    StreamConfiguration direct =
        new StreamConfiguration(
                new StreamDriver(DriverKind.INTERRUPTIBLE, false),
                StreamApplication.CANCEL_TRANSFER,
                StreamBounds.NONE)
            .with(StreamMessages.HANDLED);
    TlcResult result =
        tlc.check(
            TlaFiles.JAR.streamModules(), cfg(direct, "Safe") + "PROPERTY No" + hazard + "\n");
    Optional<Integer> steps =
        StateGraph.of(new StreamProtocol(direct))
            .shortestPath(hazard.occurs(direct))
            .map(path -> path.actions().size());
    assertEquals(
        steps.isEmpty() ? TlcResult.Outcome.HOLDS : TlcResult.Outcome.VIOLATED,
        result.outcome(),
        result::toString);
    steps.ifPresent(length -> assertEquals(length, result.counterexample().size()));
  }

  /** What the modules claim and Java does not would never be looked at. */
  @Test
  void javaClaimsWhatTheModuleDefines() {
    Stream<String> properties =
        Stream.concat(
            StreamRules.of(new StreamProtocol(CONFIRMING)).stream().map(Property::name),
            StreamRules.liveness(EnumSet.allOf(Fair.class)).stream().map(Property::name));
    Stream<String> hazards = Stream.of(StreamHazard.values()).map(hazard -> "No" + hazard);
    String module = TlaFiles.JAR.streamModules().texts().get("StreamRules");
    assertEquals(
        Stream.concat(properties, hazards).collect(Collectors.toSet()),
        Pattern.compile("^(NoH\\w+|[A-Z]\\d+[a-c]?_\\w+) ==", Pattern.MULTILINE)
            .matcher(String.valueOf(module))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet()));
  }
}
