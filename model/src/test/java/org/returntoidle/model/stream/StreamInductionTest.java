package org.returntoidle.model.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.returntoidle.model.rows.Term.is;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.engine.Search;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.stream.StreamState.Held;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Step;

/** V13 and L5 in numbers, from every state that the invariant allows. */
class StreamInductionTest {
  private static StreamProtocol protocol(
      DriverKind kind, boolean confirming, StreamApplication application) {
    return new StreamProtocol(
        new StreamConfiguration(
            new StreamDriver(kind, confirming), application, StreamBounds.NONE));
  }

  private static Set<String> broken(StreamProtocol protocol) {
    StreamInduction induction = new StreamInduction(protocol);
    return Search.from(induction.states(), protocol, induction.properties()).broken().stream()
        .map(broken -> broken.name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Stream<StreamConfiguration> everyKind() {
    return StreamConfiguration.all(StreamBounds.NONE);
  }

  @Test
  void theInvariantIsKeptAndTheRanksDecreaseInOneKind() {
    assertEquals(
        Set.of(),
        broken(protocol(DriverKind.INTERRUPTIBLE, true, StreamApplication.CANCEL_TRANSFER)));
  }

  /**
   * With an empty feeder the driver asks once more, and it tells of a fault: that is no read, no
   * write and no more steps.
   */
  @ParameterizedTest
  @CsvSource({"NUMBER, DRIVER, NONE", "ALL, DRIVER, NONE", "NONE, SERVICE, HANDLED"})
  void soTheyDoWithPagesAndMessages(
      StreamFeeder feeder, StreamItems items, StreamMessages messages) {
    assertEquals(
        Set.of(),
        broken(
            new StreamProtocol(
                protocol(DriverKind.INTERRUPTIBLE, false, StreamApplication.CALLBACK)
                    .configuration()
                    .with(feeder)
                    .with(items)
                    .with(messages))));
  }

  static Stream<StreamConfiguration> pages() {
    return Stream.of(
            protocol(DriverKind.NOT_ASYNCHRONOUS, false, StreamApplication.BOTH),
            protocol(DriverKind.INTERRUPTIBLE, false, StreamApplication.BOTH),
            protocol(DriverKind.INTERRUPTIBLE, true, StreamApplication.BOTH))
        .map(StreamProtocol::configuration)
        .flatMap(
            one ->
                Stream.of(
                    one.with(StreamFeeder.NUMBER).with(StreamItems.SERVICE),
                    one.with(StreamFeeder.ALL),
                    one.with(StreamMessages.UNHANDLED),
                    one.with(StreamMessages.HANDLED)));
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("pages")
  void soTheyDoInEveryKindWithPages(StreamConfiguration configuration) {
    assertEquals(Set.of(), broken(new StreamProtocol(configuration)));
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("everyKind")
  void theInvariantIsKeptAndTheRanksDecrease(StreamConfiguration configuration) {
    assertEquals(Set.of(), broken(new StreamProtocol(configuration)));
  }

  /** So many steps from there to idle, and no fewer would do. */
  @ParameterizedTest
  @CsvSource({
    "NOT_ASYNCHRONOUS, false, 3",
    "BLOCKING, false, 4",
    "INTERRUPTIBLE, false, 4",
    "BLOCKING, true, 4",
    "INTERRUPTIBLE, true, 5"
  })
  void soManyStepsLeadToIdle(DriverKind kind, boolean confirming, int steps) {
    StreamProtocol protocol = protocol(kind, confirming, StreamApplication.BOTH);
    assertEquals(steps, new StreamInduction(protocol).mostToIdle());
    assertEquals(steps, longest(protocol, StreamInductionTest::ends));
  }

  /** So many from a call of Cancel to the end that it makes. */
  @Test
  void soManyStepsLeadFromAMarkToItsEnd() {
    StreamProtocol protocol = protocol(DriverKind.BLOCKING, false, StreamApplication.BOTH);
    assertEquals(7, new StreamInduction(protocol).mostToEnd());
  }

  private static boolean ends(StreamState s) {
    return StreamWords.ENDS.test(s);
  }

  /** The greatest rank that is reached, found by its property. */
  private static int longest(StreamProtocol protocol, Predicate<StreamState> which) {
    StreamInduction induction = new StreamInduction(protocol);
    return StateGraph.of(protocol).states().stream()
        .filter(which)
        .mapToInt(induction::stepsToIdle)
        .max()
        .orElseThrow();
  }

  @Test
  void reachableStatesAreAmongThem() {
    StreamProtocol protocol = protocol(DriverKind.INTERRUPTIBLE, true, StreamApplication.BOTH);
    Set<StreamState> allowed = new StreamInduction(protocol).states().collect(Collectors.toSet());
    assertTrue(allowed.containsAll(StateGraph.of(protocol).states()));
    assertTrue(allowed.stream().allMatch(StreamTypes.test(protocol.configuration())));
  }

  private static Arguments change(
      String property, Action action, UnaryOperator<Row<StreamState>> change) {
    return Arguments.of(property, action, change);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("Inductive", Action.STOP_DEVICE, row -> row.withGuard(ImmutableList.of())),
        change(
            "L5_RankDecreases",
            Action.RELEASE_STREAM,
            row ->
                row.withEffect(
                    row.effect()
                        .with(StreamWords.BANDS, StreamWords.BANDS)
                        .with(StreamWords.STREAM, StreamWords.STREAM)
                        .with(StreamWords.BUTTON, Term.not(StreamWords.BUTTON)))),
        change(
            "L5_RankNeverGrows",
            Action.NOTIFY_OTHER_EVENT,
            row -> row.withEffect(row.effect().with(StreamWords.STREAM, Term.constant(true)))),
        change(
            "L5_NeverStuck",
            Action.RELEASE_STREAM,
            row -> row.withGuard(ImmutableList.of(is(StreamWords.STEP, Step.RESTING)))),
        change(
            "V13_RankDecreases",
            Action.SEND_STATUS,
            row ->
                row.withEffect(row.effect().with(StreamWords.STEP, Term.constant(Step.WORKING)))),
        change(
            "V13_RankNeverGrows",
            Action.NOTIFY_OTHER_EVENT,
            row -> row.withEffect(row.effect().with(StreamWords.HELD, Term.constant(Held.NONE)))),
        change(
            "V13_NeverStuck",
            Action.WRITE_BAND,
            row -> row.withGuard(ImmutableList.of(is(StreamWords.PAGE, Page.NEW)))),
        change(
            "V13_OneReadOneWrite",
            Action.WRITE_BAND,
            row -> row.withGuard(ImmutableList.of(StreamWords.BEGINS))));
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("changes")
  void eachPropertyNotices(String property, Action action, UnaryOperator<Row<StreamState>> change) {
    StreamProtocol right = protocol(DriverKind.INTERRUPTIBLE, true, StreamApplication.BOTH);
    StreamProtocol wrong =
        right.with(action, change.apply(Objects.requireNonNull(right.rows().get(action))));
    Set<String> broken = broken(wrong);
    assertTrue(broken.contains(property), broken::toString);
  }
}
