package org.returntoidle.model.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.Property;
import org.returntoidle.model.engine.Search;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.model.stream.StreamRules.Fair;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Confirm;
import org.returntoidle.model.stream.StreamState.Download;
import org.returntoidle.model.stream.StreamState.Held;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Step;

/** The stream protocol keeps its rules; and each rule notices when something else can happen. */
class StreamProtocolTest {
  private static final StreamDriver CONFIRMING = new StreamDriver(DriverKind.INTERRUPTIBLE, true);

  private static StreamProtocol protocol(StreamDriver driver, StreamApplication application) {
    return new StreamProtocol(new StreamConfiguration(driver, application, StreamBounds.NONE));
  }

  static Stream<StreamConfiguration> everyKind() {
    return StreamConfiguration.all(StreamBounds.NONE);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everyRuleHolds(StreamConfiguration configuration) {
    StreamProtocol protocol = new StreamProtocol(configuration);
    assertEquals(Set.of(), violated(protocol, StreamRules.of(protocol)));
  }

  /** Facts; a changed count is a changed protocol. */
  @ParameterizedTest
  @CsvSource({
    "NOT_ASYNCHRONOUS, false, CALLBACK, 1728, 8980",
    "NOT_ASYNCHRONOUS, false, BOTH, 7040, 47104",
    "BLOCKING, false, BOTH, 11152, 75072",
    "INTERRUPTIBLE, false, CANCEL_TRANSFER, 10864, 72992",
    "INTERRUPTIBLE, false, BOTH, 11152, 75296",
    "BLOCKING, true, BOTH, 18304, 126644",
    "INTERRUPTIBLE, true, BOTH, 22928, 158104"
  })
  void soManyStatesAndSteps(
      DriverKind kind, boolean confirming, StreamApplication application, int states, int edges) {
    StateGraph<StreamState, StreamAction> graph =
        StateGraph.of(protocol(new StreamDriver(kind, confirming), application));
    assertEquals(List.of(states, edges), List.of(graph.stateCount(), graph.edgeCount()));
  }

  @Test
  void nothingIsStuckAndEverythingHappens() {
    Set<StreamAction> happened = EnumSet.noneOf(StreamAction.class);
    StateGraph<StreamState, StreamAction> graph =
        StateGraph.of(protocol(CONFIRMING, StreamApplication.BOTH));
    Set<Integer> from = new TreeSet<>();
    graph
        .edges()
        .forEach(
            edge -> {
              happened.add(edge.action());
              from.add(edge.from());
            });
    assertEquals(EnumSet.allOf(StreamAction.class), happened);
    assertEquals(graph.stateCount(), from.size());
  }

  private static Set<String> violated(
      StreamProtocol protocol, List<? extends Property<StreamState, StreamAction>> properties) {
    return Search.run(protocol, properties, 1, states -> {}).violations().stream()
        .map(violation -> violation.property().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Row<StreamState> row(StreamProtocol protocol, StreamAction action) {
    return Objects.requireNonNull(protocol.rows().get(action));
  }

  private static Arguments change(
      String rule, StreamAction action, UnaryOperator<Row<StreamState>> change) {
    return Arguments.of(rule, action, change);
  }

  private static UnaryOperator<Row<StreamState>> without(Term<StreamState> part) {
    return row -> {
      assertTrue(row.guard().contains(part), () -> row.guard() + " has no " + part);
      return row.withGuard(
          row.guard().stream()
              .filter(other -> !other.equals(part))
              .collect(ImmutableList.toImmutableList()));
    };
  }

  private static UnaryOperator<Row<StreamState>> instead(
      Term<StreamState> part, Term<StreamState> other) {
    return row ->
        row.withGuard(
            row.guard().stream()
                .map(one -> one.equals(part) ? other : one)
                .collect(ImmutableList.toImmutableList()));
  }

  private static UnaryOperator<Row<StreamState>> becomes(
      Variable<StreamState> variable, Object value) {
    return row -> row.withEffect(row.effect().with(variable, constant(value)));
  }

  private static UnaryOperator<Row<StreamState>> keeps(Variable<StreamState> variable) {
    return row -> row.withEffect(row.effect().with(variable, variable));
  }

  private static final Term<StreamState> WORKS = is(StreamWords.STEP, Step.WORKING);

  static Stream<Arguments> changes() {
    Row<StreamState> continues =
        row(protocol(CONFIRMING, StreamApplication.BOTH), StreamAction.CALLBACK_CONTINUES);
    return Stream.of(
        change(
            "D6_QuietAtRest",
            StreamAction.RETURN_FROM_ACQUIRE,
            without(isNot(StreamWords.DEVICE, Device.ON))),
        change(
            "V15_NoStreamAtRest",
            StreamAction.RETURN_FROM_ACQUIRE,
            without(not(StreamWords.STREAM))),
        change("D12_NoOldBand", StreamAction.RETURN_FROM_ACQUIRE, keeps(StreamWords.HELD)),
        change(
            "V2a_NoMarkWithoutTransfer",
            StreamAction.RETURN_FROM_ACQUIRE,
            keeps(StreamWords.MARKED)),
        change(
            "V3_SkippedIsNotWritten",
            StreamAction.WRITE_BAND,
            without(is(StreamWords.PAGE, Page.TAKEN))),
        change(
            "D7_SuccessHasNoCause",
            StreamAction.RETURN_FROM_ACQUIRE,
            becomes(StreamWords.RESULT, HResult.S_OK)),
        change(
            "V9_CancelIsSFalse",
            StreamAction.RETURN_FROM_ACQUIRE,
            becomes(StreamWords.RESULT, HResult.S_FALSE)),
        change(
            "V20_ErrorIsError",
            StreamAction.RETURN_FROM_ACQUIRE,
            becomes(StreamWords.RESULT, HResult.S_FALSE)),
        change("L4_Ready", StreamAction.DOWNLOAD, without(is(StreamWords.DOWNLOAD, Download.NONE))),
        change(
            "D26_EventIsNoCause",
            StreamAction.NOTIFY_CANCEL_IO,
            becomes(StreamWords.CAUSE, Cause.CANCEL_IO)),
        change(
            "V2_MarkedIsCanceled",
            StreamAction.SERVICE_CANCELS,
            row -> row.withEffect(continues.effect())),
        change(
            "V3a_SkipGoesOn",
            StreamAction.CALLBACK_SKIPS,
            becomes(StreamWords.CAUSE, Cause.CALLBACK_CANCEL)),
        change(
            "V8_IdleIgnoresCancel",
            StreamAction.NOTIFY_CANCEL_IO,
            becomes(StreamWords.CONFIRM, Confirm.YES)),
        change(
            "V10_SFalseIsTheResult",
            StreamAction.CALLBACK_CANCELS,
            becomes(StreamWords.STATE, TransferState.ACQUIRING)),
        change("V12_NoCallbackAfterCause", StreamAction.SEND_STATUS, without(StreamWords.GOES_ON)),
        change(
            "V16_NoWriteAfterCause", StreamAction.WRITE_BAND, instead(StreamWords.BEGINS, WORKS)),
        change("D22_NothingBegins", StreamAction.SUBMIT_READ, instead(StreamWords.BEGINS, WORKS)),
        change(
            "V15_ReleasedBeforeNext",
            StreamAction.GET_NEXT_STREAM,
            without(not(StreamWords.STREAM))),
        change("V19_FailedWriteIsError", StreamAction.STREAM_FAILS, keeps(StreamWords.STATE)),
        change(
            "D26_AsksFirst",
            StreamAction.WRITE_BAND,
            instead(StreamWords.BEGINS, and(WORKS, StreamWords.GOES_ON))),
        change("D13_StoppedOnce", StreamAction.STOP_DEVICE, without(StreamWords.ON)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void eachRuleNotices(String rule, StreamAction action, UnaryOperator<Row<StreamState>> change) {
    StreamProtocol right = protocol(CONFIRMING, StreamApplication.BOTH);
    StreamProtocol wrong = right.with(action, change.apply(row(right, action)));
    Set<String> violated = violated(wrong, StreamRules.of(wrong));
    assertTrue(violated.contains(rule), () -> "violated: " + violated);
  }

  @Test
  void everyRuleIsAmongThem() {
    Set<String> tried =
        changes()
            .map(each -> (String) each.get()[0])
            .collect(Collectors.toCollection(TreeSet::new));
    StreamProtocol protocol = protocol(CONFIRMING, StreamApplication.BOTH);
    assertEquals(
        StreamRules.of(protocol).stream()
            .map(Property::name)
            .collect(Collectors.toCollection(TreeSet::new)),
        tried);
  }

  /** How many steps a shortest way to each hazard takes; none where it is gone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_ASYNCHRONOUS|false|BOTH           |H3_LATE 13",
        "INTERRUPTIBLE   |false|CANCEL_TRANSFER|H2 5, H3_CROSSING 13, H3_LATE 13",
        "INTERRUPTIBLE   |false|CALLBACK       |''",
        "INTERRUPTIBLE   |false|BOTH           |H2 5, H3_LATE 13",
        "BLOCKING        |true |CANCEL_TRANSFER|H3_CROSSING 13, H3_LATE 13",
        "INTERRUPTIBLE   |true |BOTH           |H3_LATE 13"
      })
  void hazardsAreReproducedOrGone(
      DriverKind kind, boolean confirming, StreamApplication application, String shortest) {
    StateGraph<StreamState, StreamAction> graph =
        StateGraph.of(protocol(new StreamDriver(kind, confirming), application));
    assertEquals(
        shortest,
        Stream.of(StreamHazard.values())
            .flatMap(
                hazard ->
                    graph.shortestPath(hazard.occurs()).stream()
                        .map(path -> hazard + " " + path.actions().size()))
            .collect(Collectors.joining(", ")));
  }

  /** H1 is gone since a message follows the last write; without that it is back. */
  @Test
  void aDriverThatDoesNotAskAfterTheLastWriteBringsBackH1() {
    StreamProtocol right = protocol(CONFIRMING, StreamApplication.BOTH);
    Row<StreamState> takes = row(right, StreamAction.STREAM_TAKES);
    StreamProtocol once =
        right.with(
            StreamAction.STREAM_TAKES,
            takes.withEffect(
                takes
                    .effect()
                    .with(
                        StreamWords.COMPLETE,
                        and(is(StreamWords.HELD, Held.LAST_BAND), StreamWords.LAST_PAGE))));
    ImmutableList<StreamAction> path =
        StateGraph.of(once).shortestPath(StreamHazard.H1.occurs()).orElseThrow().actions();
    assertTrue(path.contains(StreamAction.CANCEL_TRANSFER), path::toString);
    assertEquals(StreamAction.STREAM_TAKES, path.get(path.size() - 1));
  }

  /**
   * Which components each property needs; without one of them it fails. A call of {@code Cancel}
   * ends the transfer even where the application never answers again: it is not asked any more.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_ASYNCHRONOUS|false|DRIVER",
        "BLOCKING        |false|DRIVER, DEVICE, APPLICATION, SERVICE, STREAM",
        "INTERRUPTIBLE   |false|DRIVER, APPLICATION, SERVICE, STREAM",
        "BLOCKING        |true |DRIVER, DEVICE, APPLICATION, SERVICE, STREAM",
        "INTERRUPTIBLE   |true |DRIVER, APPLICATION, SERVICE, STREAM"
      })
  void eachAssumptionIsNeeded(DriverKind kind, boolean confirming, String cancelReturnsToIdle) {
    StreamProtocol protocol = protocol(new StreamDriver(kind, confirming), StreamApplication.BOTH);
    EnumSet<Fair> all = EnumSet.allOf(Fair.class);
    assertEquals(Set.of(), violated(protocol, StreamRules.liveness(all)));
    Map<String, Set<Fair>> needs = new TreeMap<>();
    for (Fair one : Fair.values()) {
      violated(protocol, StreamRules.liveness(Sets.difference(all, EnumSet.of(one))))
          .forEach(name -> needs.computeIfAbsent(name, any -> EnumSet.noneOf(Fair.class)).add(one));
    }
    assertEquals(
        Map.of(
            "L1_ReturnToIdle",
            all.toString(),
            "L3_CancelTransferEnds",
            "[DRIVER, DEVICE, SERVICE, STREAM]",
            "L5_CancelReturnsToIdle",
            "[" + cancelReturnsToIdle + "]"),
        Maps.transformValues(needs, Set::toString));
  }
}
