package org.returntoidle.model.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.Property;
import org.returntoidle.model.engine.Search;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.engine.TransitionSystem;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.model.stream.StreamRules.Fair;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Confirm;
import org.returntoidle.model.stream.StreamState.Download;
import org.returntoidle.model.stream.StreamState.Marked;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Sheet;
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
    StateGraph<StreamState, Action> graph =
        StateGraph.of(protocol(new StreamDriver(kind, confirming), application));
    assertEquals(List.of(states, edges), List.of(graph.stateCount(), graph.edgeCount()));
  }

  /** With a feeder, and where the service goes from item to item; both cost little or nothing. */
  @ParameterizedTest
  @CsvSource({
    "NOT_ASYNCHRONOUS, NUMBER, DRIVER, 27856, 192456",
    "NOT_ASYNCHRONOUS, ALL, DRIVER, 18904, 127316",
    "NOT_ASYNCHRONOUS, NONE, SERVICE, 7040, 47296"
  })
  void soManyWithAFeederAndItems(
      DriverKind kind, StreamFeeder feeder, StreamItems items, int states, int edges) {
    StreamProtocol protocol =
        new StreamProtocol(
            protocol(new StreamDriver(kind, false), StreamApplication.BOTH)
                .configuration()
                .with(feeder)
                .with(items));
    StateGraph<StreamState, Action> graph = StateGraph.of(protocol);
    assertEquals(List.of(states, edges), List.of(graph.stateCount(), graph.edgeCount()));
    assertEquals(Set.of(), violated(protocol, StreamRules.of(protocol)));
    assertEquals(Set.of(), violated(protocol, StreamRules.liveness(EnumSet.allOf(Fair.class))));
  }

  @Tag("ci")
  @ParameterizedTest
  @CsvSource({
    "INTERRUPTIBLE, NUMBER, DRIVER, 44400, 309496",
    "INTERRUPTIBLE, ALL, DRIVER, 30296, 205764",
    "INTERRUPTIBLE, NONE, SERVICE, 11152, 75584",
    "INTERRUPTIBLE, ALL, SERVICE, 30296, 206068"
  })
  void soManyWhereAnEventIsHeard(
      DriverKind kind, StreamFeeder feeder, StreamItems items, int states, int edges) {
    soManyWithAFeederAndItems(kind, feeder, items, states, edges);
  }

  /**
   * Where a fault is told first. The device may jam and be repaired for ever, so that a call need
   * not return; whatever ends or is canceled returns all the same.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_ASYNCHRONOUS|false|CALLBACK|UNHANDLED|2000|10420|",
        "NOT_ASYNCHRONOUS|false|CALLBACK|HANDLED  |2096|11092|L1 L2 L4",
        "NOT_ASYNCHRONOUS|false|BOTH    |HANDLED  |8640|58336|L1 L2 L4"
      })
  void soManyWithMessages(
      DriverKind kind,
      boolean confirming,
      StreamApplication application,
      StreamMessages messages,
      int states,
      int edges,
      String lively) {
    StreamProtocol protocol =
        new StreamProtocol(
            protocol(new StreamDriver(kind, confirming), application)
                .configuration()
                .with(messages));
    StateGraph<StreamState, Action> graph = StateGraph.of(protocol);
    assertEquals(List.of(states, edges), List.of(graph.stateCount(), graph.edgeCount()));
    assertEquals(Set.of(), violated(protocol, StreamRules.of(protocol)));
    EnumSet<Fair> all = EnumSet.allOf(Fair.class);
    assertEquals(
        Optional.ofNullable(lively).orElse(""),
        violated(protocol, StreamRules.liveness(all)).stream()
            .map(name -> name.replaceFirst("_.*", ""))
            .collect(Collectors.joining(" ")));
    assertTrue(
        StreamRules.liveness(all).stream()
            .allMatch(
                each ->
                    graph.leadsTo(
                        each.trigger(),
                        each.goal(),
                        Set.of(Action.HANDLER_RESOLVES),
                        each.fair())));
  }

  @Tag("ci")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTERRUPTIBLE|false|CANCEL_TRANSFER|UNHANDLED|14224|95136|",
        "INTERRUPTIBLE|false|BOTH           |HANDLED  |15136|102752|L1 L2 L4",
        "INTERRUPTIBLE|true |BOTH           |HANDLED  |27664|192160|L1 L2 L4"
      })
  void soManyWithMessagesWhereAnEventIsHeard(
      DriverKind kind,
      boolean confirming,
      StreamApplication application,
      StreamMessages messages,
      int states,
      int edges,
      String lively) {
    soManyWithMessages(kind, confirming, application, messages, states, edges, lively);
  }

  /** What is repaired only so often returns to idle, whoever handles errors. */
  @Test
  void aBoundEndsRepairs() {
    StreamProtocol protocol =
        new StreamProtocol(
            protocol(new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false), StreamApplication.BOTH)
                .configuration()
                .with(StreamMessages.HANDLED)
                .with(
                    new StreamBounds(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.of(2),
                        OptionalInt.empty())));
    assertEquals(Set.of(), violated(protocol, StreamRules.of(protocol)));
    assertEquals(Set.of(), violated(protocol, StreamRules.liveness(EnumSet.allOf(Fair.class))));
  }

  @ParameterizedTest
  @EnumSource(StreamFeeder.class)
  void nothingIsStuckAndEverythingHappens(StreamFeeder feeder) {
    Set<Action> happened = EnumSet.noneOf(Action.class);
    StateGraph<StreamState, Action> graph =
        StateGraph.of(
            new StreamProtocol(
                protocol(new StreamDriver(DriverKind.INTERRUPTIBLE, false), StreamApplication.BOTH)
                    .configuration()
                    .with(feeder)
                    .with(StreamItems.SERVICE)
                    .with(StreamMessages.HANDLED)));
    Set<Integer> from = new TreeSet<>();
    graph
        .edges()
        .forEach(
            edge -> {
              happened.add(edge.action());
              from.add(edge.from());
            });
    Set<Action> never =
        switch (feeder) {
          case NONE -> Set.of(Action.FEEDER_EMPTIES, Action.READ_FEEDER_EMPTY);
          case NUMBER -> Set.of();
          case ALL -> Set.of(Action.JOB_ENDS);
        };
    assertEquals(Sets.difference(Action.STREAMS, never), happened);
    assertEquals(graph.stateCount(), from.size());
  }

  private static Set<String> violated(
      StreamProtocol protocol, List<? extends Property<StreamState, Action>> properties) {
    return Search.run(protocol, properties, 1, states -> {}).violations().stream()
        .map(violation -> violation.property().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Row<StreamState> row(StreamProtocol protocol, Action action) {
    return Objects.requireNonNull(protocol.rows().get(action));
  }

  private static Arguments change(
      String rule, Action action, UnaryOperator<Row<StreamState>> change) {
    return change(rule, protocol(CONFIRMING, StreamApplication.BOTH), action, change);
  }

  private static Arguments change(
      String rule, StreamProtocol right, Action action, UnaryOperator<Row<StreamState>> change) {
    return Arguments.of(rule, right, action, change);
  }

  private static UnaryOperator<Row<StreamState>> withoutWhatSays(String word) {
    return row ->
        row.withGuard(
            row.guard().stream()
                .filter(part -> !part.toString().startsWith(word))
                .collect(ImmutableList.toImmutableList()));
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

  /** Of a feeder, and of items that the service walks. */
  private static Stream<Arguments> changesOfPages() {
    StreamConfiguration flatbed =
        protocol(new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false), StreamApplication.CALLBACK)
            .configuration();
    StreamProtocol fed = new StreamProtocol(flatbed.with(StreamFeeder.NUMBER));
    StreamProtocol walks =
        new StreamProtocol(
            protocol(new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false), StreamApplication.BOTH)
                .configuration()
                .with(StreamItems.SERVICE));
    Term<StreamState> hasSheet = not(StreamWords.FEEDER_IS_EMPTY);
    return Stream.of(
        change(
            "V5_FewerPagesIsEndOfMedia",
            fed,
            Action.RETURN_FROM_ACQUIRE,
            becomes(StreamWords.RESULT, HResult.S_OK)),
        change("V5_EmptyAtOnceIsError", fed, Action.READ_FEEDER_EMPTY, keeps(StreamWords.STATE)),
        change(
            "V5_EmptyAfterAPageIsNone",
            fed,
            Action.READ_FEEDER_EMPTY,
            becomes(StreamWords.CAUSE, Cause.FAULT)),
        change(
            "V5_EmptyIsRead",
            fed,
            Action.READ_FEEDER_EMPTY,
            without(is(StreamWords.SHEET, Sheet.OUT))),
        change("V5_JobOrFeederEnds", fed, Action.JOB_ENDS, without(StreamWords.MAY_FEED)),
        change("V5_BandHasASheet", fed, Action.READ_BAND, without(hasSheet)),
        change("V5_NotReadyHasASheet", fed, Action.READ_NOT_READY, without(hasSheet)),
        change("V5_EachPageHasASheet", fed, Action.CALLBACK_CONTINUES, keeps(StreamWords.SHEET)),
        change(
            "V5_NothingBeginsOnEmptyFeeder",
            fed,
            Action.SUBMIT_READ,
            instead(StreamWords.BEGINS, and(WORKS, StreamWords.GOES_ON))),
        change("V5_OnlyPagesCount", fed, Action.READ_BAND, becomes(StreamWords.GOT, true)),
        change("V5_PageCounts", fed, Action.CALLBACK_CONTINUES, keeps(StreamWords.GOT)),
        change(
            "V5c_SkippedCounts",
            fed,
            Action.CALLBACK_CONTINUES,
            row ->
                row.withEffect(
                    row.effect()
                        .with(
                            StreamWords.GOT,
                            new Term.If<>(
                                is(StreamWords.PAGE, Page.SKIPPED),
                                StreamWords.GOT,
                                row.effect().after(StreamWords.GOT))))),
        change(
            "V5a_OnlyEmptyEndsAll",
            new StreamProtocol(flatbed.with(StreamFeeder.ALL)),
            Action.JOB_ENDS,
            withoutWhatSays("Feeder")),
        change(
            "V7_MarkSpansItems",
            walks,
            Action.RETURN_FROM_ACQUIRE,
            becomes(StreamWords.MARKED, Marked.NO)),
        change(
            "V7_ServiceGoesOnAfterSuccess",
            walks,
            Action.RETURN_FROM_ACQUIRE,
            becomes(StreamWords.DOWNLOAD, Download.NONE)),
        change(
            "V7_ServiceEnds",
            new StreamProtocol(flatbed),
            Action.END_OF_TRANSFER,
            withoutWhatSays("Items")));
  }

  /** Of messages with a fault. */
  private static Stream<Arguments> changesOfMessages() {
    StreamConfiguration direct =
        protocol(new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false), StreamApplication.BOTH)
            .configuration();
    StreamProtocol told = new StreamProtocol(direct.with(StreamMessages.HANDLED));
    Row<StreamState> unsaid = row(new StreamProtocol(direct), Action.READ_FAULT);
    return Stream.of(
        change(
            "V31_FaultIsToldFirst",
            told,
            Action.READ_FAULT,
            row -> row.withEffect(unsaid.effect())),
        change(
            "V31_FaultIsThere",
            told,
            Action.READ_NOT_READY,
            becomes(StreamWords.STEP, Step.FAULTED)),
        change(
            "V31_NothingElseIsToldOrBegins",
            told,
            Action.SEND_STATUS,
            row -> row.withGuard(ImmutableList.of(FAULTED))),
        change(
            "V31_ToldOnce",
            told,
            Action.REPORT_DEVICE_STATUS,
            instead(FAULTED, or(FAULTED, is(StreamWords.STEP, Step.WAITING)))),
        change(
            "V32_ResolvedGoesOn",
            told,
            Action.HANDLER_RESOLVES,
            becomes(StreamWords.PAGE, Page.SKIPPED)),
        change(
            "V33_StatusIsTheResult",
            told,
            Action.HANDLER_GIVES_UP,
            becomes(StreamWords.ERROR, HResult.E_FAIL)),
        change(
            "V34_AsksWhileItWaits",
            told,
            Action.SUBMIT_READ,
            instead(
                StreamWords.BEGINS,
                or(
                    StreamWords.BEGINS,
                    and(is(StreamWords.STEP, Step.WAITING), StreamWords.GOES_ON)))),
        change(
            "V35_UnhandledIsTheStatus",
            new StreamProtocol(direct.with(StreamMessages.UNHANDLED)),
            Action.HANDLER_RESOLVES,
            withoutWhatSays("Handled")));
  }

  private static final Term<StreamState> FAULTED = is(StreamWords.STEP, Step.FAULTED);

  static Stream<Arguments> changes() {
    return Stream.of(changesOfOnePage(), changesOfPages(), changesOfMessages()).flatMap(one -> one);
  }

  private static Stream<Arguments> changesOfOnePage() {
    Row<StreamState> continues =
        row(protocol(CONFIRMING, StreamApplication.BOTH), Action.CALLBACK_CONTINUES);
    return Stream.of(
        change(
            "D6_QuietAtRest",
            Action.RETURN_FROM_ACQUIRE,
            without(isNot(StreamWords.DEVICE, Device.ON))),
        change("V15_NoStreamAtRest", Action.RETURN_FROM_ACQUIRE, without(not(StreamWords.STREAM))),
        change("D12_NoOldBand", Action.RETURN_FROM_ACQUIRE, keeps(StreamWords.HELD)),
        change("V2a_NoMarkWithoutTransfer", Action.RETURN_FROM_ACQUIRE, keeps(StreamWords.MARKED)),
        change(
            "V3_SkippedIsNotWritten", Action.WRITE_BAND, without(is(StreamWords.PAGE, Page.TAKEN))),
        change(
            "D7_SuccessHasNoCause",
            Action.RETURN_FROM_ACQUIRE,
            becomes(StreamWords.RESULT, HResult.S_OK)),
        change(
            "V9_CancelIsSFalse",
            Action.RETURN_FROM_ACQUIRE,
            becomes(StreamWords.RESULT, HResult.S_FALSE)),
        change(
            "V20_ErrorIsError",
            Action.RETURN_FROM_ACQUIRE,
            becomes(StreamWords.RESULT, HResult.S_FALSE)),
        change("L4_Ready", Action.DOWNLOAD, without(is(StreamWords.DOWNLOAD, Download.NONE))),
        change(
            "D26_EventIsNoCause",
            Action.NOTIFY_CANCEL_IO,
            becomes(StreamWords.CAUSE, Cause.CANCEL_IO)),
        change(
            "V2_MarkedIsCanceled",
            Action.SERVICE_CANCELS,
            row -> row.withEffect(continues.effect())),
        change(
            "V3a_SkipGoesOn",
            Action.CALLBACK_SKIPS,
            becomes(StreamWords.CAUSE, Cause.CALLBACK_CANCEL)),
        change(
            "V8_IdleIgnoresCancel",
            Action.NOTIFY_CANCEL_IO,
            becomes(StreamWords.CONFIRM, Confirm.YES)),
        change(
            "V10_SFalseIsTheResult",
            Action.CALLBACK_CANCELS,
            becomes(StreamWords.STATE, TransferState.ACQUIRING)),
        change("V12_NoCallbackAfterCause", Action.SEND_STATUS, without(StreamWords.GOES_ON)),
        change("V16_NoWriteAfterCause", Action.WRITE_BAND, instead(StreamWords.BEGINS, WORKS)),
        change("D22_NothingBegins", Action.SUBMIT_READ, instead(StreamWords.BEGINS, WORKS)),
        change("V15_ReleasedBeforeNext", Action.GET_NEXT_STREAM, without(not(StreamWords.STREAM))),
        change("V19_FailedWriteIsError", Action.STREAM_FAILS, keeps(StreamWords.STATE)),
        change(
            "D26_AsksFirst",
            Action.WRITE_BAND,
            instead(StreamWords.BEGINS, and(WORKS, StreamWords.GOES_ON))),
        change("A4_IdleIsReady", Action.RETURN_FROM_ACQUIRE, keeps(StreamWords.COMPLETE)),
        change("A4_RunsWithTheCall", Action.RETURN_FROM_ACQUIRE, keeps(StreamWords.DOWNLOAD)),
        change("D7_LastIsLast", Action.READ_LAST_BAND, without(StreamWords.ENDING)),
        change(
            "A4_EnteredForATransfer",
            Action.ACQUIRE_ITEM_DATA,
            without(is(StreamWords.DOWNLOAD, Download.BEGUN))),
        change("D1_NothingIsLeftOver", Action.ACQUIRE_ITEM_DATA, keeps(StreamWords.BUTTON)),
        change("D6_NothingInFlight", Action.RETURN_FROM_ACQUIRE, without(StreamWords.IN_CONTROL)),
        change(
            "D7_TakenIsWritten", Action.DISCARD_BAND, without(is(StreamWords.PAGE, Page.SKIPPED))),
        change("D7_NewPageHasItsOwnEnd", Action.CALLBACK_CONTINUES, keeps(StreamWords.ENDING)),
        change("D10_FaultIsReported", Action.READ_FAULT, without(StreamWords.FAULT)),
        change("V6_ButtonIsReported", Action.READ_BUTTON, keeps(StreamWords.BUTTON)),
        change(
            "V1_BothWaysCancel",
            Action.CALLBACK_SKIPS,
            row ->
                row.withGuard(
                    row.guard().stream()
                        .filter(part -> !part.toString().equals("~MustCancel"))
                        .collect(ImmutableList.toImmutableList()))),
        change("V2_CrossingIsOver", Action.CALLBACK_CANCELS, keeps(StreamWords.MARKED)),
        change(
            "V3_AnswerComesFirst",
            Action.START_DEVICE,
            row -> row.withGuard(ImmutableList.of(StreamWords.BEGINS))),
        change("V3_AnswerDecidesThePage", Action.CALLBACK_CONTINUES, keeps(StreamWords.PAGE)),
        change("V16_DropsWhatItHolds", Action.CALLBACK_CANCELS, keeps(StreamWords.HELD)),
        change("D26_AskedOnce", Action.CALLBACK_CANCELS, keeps(StreamWords.CONFIRM)),
        change("D13_StoppedInControl", Action.STOP_DEVICE, without(StreamWords.IN_CONTROL)),
        change("D13_StoppedOnce", Action.STOP_DEVICE, without(StreamWords.ON)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void eachRuleNotices(
      String rule, StreamProtocol right, Action action, UnaryOperator<Row<StreamState>> change) {
    StreamProtocol wrong = right.with(action, change.apply(row(right, action)));
    Set<String> violated = violated(wrong, StreamRules.of(wrong));
    assertTrue(violated.contains(rule), () -> "violated: " + violated);
  }

  @Test
  void anApplicationThatChangesItsWayIsNoticed() {
    StreamProtocol right = protocol(CONFIRMING, StreamApplication.CANCEL_TRANSFER);
    Row<StreamState> row = row(right, Action.CALLBACK_CANCELS);
    StreamProtocol wrong =
        right.with(Action.CALLBACK_CANCELS, withoutWhatSays("Application").apply(row));
    assertTrue(violated(wrong, StreamRules.of(wrong)).contains("V1_ApplicationKeepsItsWay"));
  }

  @Test
  void everyRuleIsAmongThem() {
    Set<String> tried =
        changes()
            .map(each -> (String) each.get()[0])
            .collect(Collectors.toCollection(TreeSet::new));
    StreamProtocol protocol = protocol(CONFIRMING, StreamApplication.BOTH);
    tried.add("V1_ApplicationKeepsItsWay"); // Of another application, below.
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
        "NOT_ASYNCHRONOUS|false|BOTH           |H3_LATE 13, H5 9, H7 7",
        "INTERRUPTIBLE   |false|CANCEL_TRANSFER|H2 5, H3_CROSSING 13, H3_LATE 13, H5 9, H7 7",
        "INTERRUPTIBLE   |false|CALLBACK       |H5 9, H7 7",
        "INTERRUPTIBLE   |false|BOTH           |H2 5, H3_LATE 13, H5 9, H7 7",
        "BLOCKING        |true |CANCEL_TRANSFER|H3_CROSSING 13, H3_LATE 13, H5 9, H7 7",
        "INTERRUPTIBLE   |true |BOTH           |H3_LATE 13, H5 9, H7 7"
      })
  void hazardsAreReproducedOrGone(
      DriverKind kind, boolean confirming, StreamApplication application, String shortest) {
    assertEquals(
        shortest,
        shortest(protocol(new StreamDriver(kind, confirming), application).configuration()));
  }

  /**
   * H1 is gone since a message follows each write and each band that is thrown away; without that
   * it is back. A driver that asks late leaves no phantom page, and one that confirms is not
   * canceled by somebody else.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ASKS_ONCE        |NOT_ASYNCHRONOUS|false|H1 12, H3_LATE 12, H5 9, H7 7",
        "ASKS_ONCE        |INTERRUPTIBLE   |true |H1 12, H3_LATE 12, H5 9, H7 7",
        "DISCARDS_SILENTLY|NOT_ASYNCHRONOUS|false|H1 11, H3_LATE 11, H5 9, H7 7",
        "DISCARDS_SILENTLY|INTERRUPTIBLE   |true |H1 11, H3_LATE 11, H5 9, H7 7",
        "ASKS_LATE        |INTERRUPTIBLE   |false|H2 5, H3_LATE 13, H5 15",
        "FOREIGN_CANCEL   |INTERRUPTIBLE   |false|H2 5, H5 9, H7 7, H8 5",
        "FOREIGN_CANCEL   |INTERRUPTIBLE   |true |H5 9, H7 7"
      })
  void variantsShowOtherHazards(
      StreamVariant variant, DriverKind kind, boolean confirming, String shortest) {
    assertEquals(
        shortest,
        shortest(
            new StreamConfiguration(
                new StreamDriver(kind, confirming),
                StreamApplication.BOTH,
                StreamBounds.NONE,
                variant)));
  }

  /**
   * An empty feeder leads to H1 where the driver asks once: with all pages wanted nothing else
   * completes a transfer. The phantom page is nearer than that; a driver that asks late has none.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NONE             |ALL   |H3_LATE 19, H5 9, H7 7",
        "ASKS_ONCE        |ALL   |H1 17, H3_LATE 17, H5 9, H7 7",
        "DISCARDS_SILENTLY|ALL   |H3_LATE 17, H5 9, H7 7",
        "ASKS_LATE        |ALL   |H3_LATE 17, H5 15",
        "NONE             |NUMBER|H3_LATE 13, H5 9, H7 7"
      })
  void anEmptyFeederShowsThem(StreamVariant variant, StreamFeeder feeder, String shortest) {
    assertEquals(
        shortest,
        shortest(
            new StreamConfiguration(
                new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false),
                StreamApplication.BOTH,
                StreamBounds.NONE,
                variant,
                feeder,
                StreamItems.DRIVER)));
  }

  /** The phantom page of an empty feeder, which needs no fault of the device. */
  @Test
  void aFeederThatIsEmptyAtOnceIsAPhantomPage() {
    StreamConfiguration configuration =
        protocol(new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false), StreamApplication.BOTH)
            .configuration()
            .with(StreamFeeder.ALL)
            .with(
                new StreamBounds(
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalInt.of(0),
                    OptionalInt.of(0),
                    OptionalInt.empty()));
    assertEquals("H7 9", shortest(configuration));
  }

  /** The service makes a cancel that crosses to the next item right, and leaves H2 as it is. */
  @ParameterizedTest
  @CsvSource({"false, 'H2 5, H3_LATE 13, H5 9, H7 7'", "true, 'H3_LATE 13, H5 9, H7 7'"})
  void itemsChangeNoHazard(boolean confirming, String shortest) {
    assertEquals(
        shortest,
        shortest(
            protocol(new StreamDriver(DriverKind.INTERRUPTIBLE, confirming), StreamApplication.BOTH)
                .configuration()
                .with(StreamItems.SERVICE)));
  }

  /**
   * The user cancels while an error is shown, and that looks like a failure; not with a handler
   * that answers S_FALSE, and not where callbacks are the only way to cancel.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NONE     |CANCEL_TRANSFER|H3_CROSSING 13, H3_LATE 13, H5 9, H7 7",
        "UNHANDLED|CANCEL_TRANSFER|H3_CROSSING 13, H3_LATE 13, H5 9, H6 9, H7 9",
        "UNHANDLED|BOTH           |H3_LATE 13, H5 9, H6 9, H7 9",
        "UNHANDLED|CALLBACK       |H5 9, H7 9",
        "HANDLED  |CANCEL_TRANSFER|H3_CROSSING 13, H3_LATE 13, H5 9, H6 9, H7 9",
        "HANDLED  |BOTH           |H3_LATE 13, H5 9, H7 9",
        "HANDLED  |CALLBACK       |H5 9, H7 9"
      })
  void messagesShowTheErrorBox(
      StreamMessages messages, StreamApplication application, String shortest) {
    assertEquals(
        shortest,
        shortest(
            protocol(new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false), application)
                .configuration()
                .with(messages)));
  }

  /** A bound blocks nobody: also a bounded transfer ends, whichever pages are wanted. */
  @ParameterizedTest
  @EnumSource(StreamFeeder.class)
  void aBoundEndsEveryTransfer(StreamFeeder feeder) {
    for (StreamVariant variant : StreamVariant.values()) {
      if (feeder != StreamFeeder.NONE && variant == StreamVariant.ASKS_LATE) {
        continue;
      }
      StreamProtocol protocol =
          new StreamProtocol(
              new StreamConfiguration(
                  new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false),
                  StreamApplication.CALLBACK,
                  StreamBounds.of(2, 2, 1, 1, 0, 1),
                  variant,
                  feeder,
                  StreamItems.DRIVER));
      assertEquals(
          Set.of(),
          violated(protocol, StreamRules.liveness(EnumSet.allOf(Fair.class))),
          variant::toString);
    }
  }

  @Test
  void aBoundThatWouldBlockIsNone() {
    StreamConfiguration late =
        protocol(CONFIRMING, StreamApplication.BOTH)
            .configuration()
            .with(StreamVariant.ASKS_LATE)
            .with(StreamFeeder.ALL);
    StreamBounds bounds = StreamBounds.of(1, 1, 1, 1, 1, 1);
    assertEquals(
        "a driver that asks late takes what the feeder has: pages have no bound",
        assertThrows(IllegalArgumentException.class, () -> late.with(bounds)).getMessage());
  }

  /** Each keeps the rules: no rule forbids the hazard. */
  @ParameterizedTest
  @EnumSource(StreamVariant.class)
  void variantsKeepTheRules(StreamVariant variant) {
    StreamProtocol protocol =
        new StreamProtocol(
            protocol(CONFIRMING, StreamApplication.BOTH).configuration().with(variant));
    assertEquals(Set.of(), violated(protocol, StreamRules.of(protocol)));
  }

  private static String shortest(StreamConfiguration configuration) {
    StateGraph<StreamState, Action> graph = StateGraph.of(new StreamProtocol(configuration));
    return Stream.of(StreamHazard.values())
        .flatMap(
            hazard ->
                graph.shortestPath(hazard.occurs(configuration)).stream()
                    .map(path -> hazard + " " + path.actions().size()))
        .collect(Collectors.joining(", "));
  }

  /** What is only counted may be counted fast: that changes nothing. */
  @Test
  void countersChangeNothing() {
    StreamProtocol protocol =
        new StreamProtocol(
            protocol(CONFIRMING, StreamApplication.BOTH)
                .configuration()
                .with(StreamBounds.of(2, 2, 1, 2, 1, 1)));
    TransitionSystem<StreamState, Action> plain =
        new TransitionSystem<>() {
          @Override
          public ImmutableList<StreamState> initial() {
            return protocol.initial();
          }

          @Override
          public ImmutableList<Action> actions() {
            return protocol.actions();
          }

          @Override
          public ImmutableMap<Action, StreamState> successors(StreamState state) {
            return protocol.successors(state);
          }
        };
    StateGraph<StreamState, Action> counted = StateGraph.of(protocol);
    StateGraph<StreamState, Action> all = StateGraph.of(plain);
    assertEquals(Set.copyOf(all.states()), Set.copyOf(counted.states()));
    assertEquals(all.edgeCount(), counted.edgeCount());
    assertEquals(all.depth(), counted.depth());
    assertEquals(7, protocol.counters().size());
  }

  @Test
  void eachSituationIsReached() {
    StreamProtocol direct =
        protocol(new StreamDriver(DriverKind.INTERRUPTIBLE, false), StreamApplication.BOTH);
    List<StateGraph<StreamState, Action>> graphs =
        Stream.of(
                new StreamProtocol(direct.configuration().with(StreamMessages.HANDLED)),
                new StreamProtocol(
                    protocol(CONFIRMING, StreamApplication.BOTH)
                        .configuration()
                        .with(StreamMessages.HANDLED)),
                new StreamProtocol(
                    direct.configuration().with(StreamFeeder.ALL).with(StreamItems.SERVICE)),
                new StreamProtocol(
                    protocol(
                            new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false),
                            StreamApplication.CALLBACK)
                        .configuration()
                        .with(StreamFeeder.NUMBER)))
            .map(StateGraph::of)
            .toList();
    assertEquals(
        List.of(),
        Stream.of(StreamSituation.values())
            .filter(
                each ->
                    graphs.stream()
                        .noneMatch(
                            graph -> graph.shortestPath(each.claim().condition()).isPresent()))
            .toList());
  }

  /** With a feeder the job ends or the feeder empties: that is one component, and as needed. */
  @Tag("ci")
  @ParameterizedTest
  @CsvSource({"NUMBER", "ALL"})
  void eachAssumptionIsNeededWithAFeeder(StreamFeeder feeder) {
    StreamProtocol protocol =
        new StreamProtocol(
            protocol(new StreamDriver(DriverKind.INTERRUPTIBLE, false), StreamApplication.CALLBACK)
                .configuration()
                .with(feeder));
    EnumSet<Fair> all = EnumSet.allOf(Fair.class);
    assertEquals(Set.of(), violated(protocol, StreamRules.liveness(all)));
    for (Fair one : EnumSet.complementOf(EnumSet.of(Fair.SERVICE))) {
      assertTrue(
          violated(protocol, StreamRules.liveness(Sets.difference(all, EnumSet.of(one))))
              .containsAll(Set.of("L1_ReturnToIdle", "L2_CallReturns", "L4_UndisturbedSucceeds")),
          one::toString);
    }
  }

  /**
   * Which components each property needs; without one of them it fails. A call of {@code Cancel}
   * ends the transfer even where the application never answers again: it is not asked any more.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_ASYNCHRONOUS|false|driver",
        "BLOCKING        |false|driver, device, application, service, stream",
        "INTERRUPTIBLE   |false|driver, application, service, stream",
        "BLOCKING        |true |driver, device, application, service, stream",
        "INTERRUPTIBLE   |true |driver, application, service, stream"
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
            "L2_CallReturns",
            all.toString(),
            "L4_UndisturbedSucceeds",
            all.toString(),
            "L3_CancelTransferEnds",
            "[driver, device, service, stream]",
            "L5_CancelReturnsToIdle",
            "[" + cancelReturnsToIdle + "]"),
        Maps.transformValues(needs, Set::toString));
  }
}
