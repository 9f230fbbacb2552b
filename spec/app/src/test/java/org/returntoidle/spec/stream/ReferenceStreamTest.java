package org.returntoidle.spec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceStreamDriver;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Act;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;

/** The reference stream driver keeps every rule, and every run of it is one of the model's. */
class ReferenceStreamTest {
  private static final Duration HANG = Duration.ofSeconds(10);

  private static SearchResult enumerated(Scope scope) {
    try (Harness harness =
        new Harness(ReferenceStreamDriver::new, Platform.VISTA, new Limits(scope, HANG))) {
      return Enumeration.search(harness, Tally.of(Reading.PERMISSIVE));
    }
  }

  private static void holds(SearchResult result) {
    assertEquals(Optional.empty(), result.counterexample().map(found -> found.finding()));
    assertTrue(result.extent().finished());
  }

  @Test
  void keepsEveryRule() {
    SearchResult result = enumerated(Scope.together(2, 1, 1).withPages(2));
    holds(result);
    assertEquals(
        Set.of(Rule.B4, Rule.D3, Rule.D14, Rule.D21, Rule.V3b, Rule.V30, Rule.V34),
        Sets.difference(Judge.applicable(Platform.VISTA, true), result.checks().keySet()));
  }

  static List<Scope> firsts() {
    return IterativeDeepening.firsts(Platform.VISTA);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("firsts")
  void keepsEveryRuleInEveryLadder(Scope scope) {
    holds(enumerated(scope));
  }

  /** Why a run of some driver is none of the model's; empty if all are. */
  private static Optional<String> difference(DriverFactory driver, Scope scope) {
    String[] wrong = new String[1];
    try (Harness harness = new Harness(driver, Platform.VISTA, new Limits(scope, HANG))) {
      Enumeration.walk(
          harness,
          (schedule, run) -> {
            wrong[0] = isOfTheModel(schedule) ? differs(schedule, run) : null;
            return wrong[0] == null;
          },
          () -> true);
    }
    return Optional.ofNullable(wrong[0]);
  }

  /**
   * What the model does not know: a write that takes some bytes only, one stream for all, and what
   * becomes of the device beyond the transfer.
   */
  private static final Set<Act> NOT_OF_THE_MODEL =
      Set.of(
          Act.STREAM_TAKES_LESS, Act.ONE_STREAM, Act.SERVICE_DIES, Act.DEVICE_GOES, Act.STOPS_LATE);

  private static boolean isOfTheModel(Schedule schedule) {
    return schedule.moves().values().stream()
        .noneMatch(move -> NOT_OF_THE_MODEL.contains(move.act()));
  }

  private static String differs(Schedule schedule, Execution run) {
    return StreamOracle.difference(run)
        .map(why -> schedule.lines() + ": " + why + "\n" + run.trace())
        .orElse(null);
  }

  @Test
  void everyRunIsOneOfTheModels() {
    assertEquals(
        Optional.empty(),
        difference(ReferenceStreamDriver::new, Scope.together(2, 1, 1).withPages(2)));
  }

  /** Also where the service goes on to the next item, under the same mark (V7). */
  @Test
  void everyRunWithSeveralItemsIsOneOfTheModels() {
    assertEquals(
        Optional.empty(),
        difference(ReferenceStreamDriver::new, Scope.together(1, 2, 2).withNotReady(0)));
  }

  /** V7, V2a: a cancel holds for the whole transfer of the application, and no longer. */
  @ParameterizedTest
  @CsvSource({"ACQUIRE_NEXT_ITEM, S_FALSE", "ACQUIRE_ITEM_DATA, S_OK"})
  void aMarkHoldsFromItemToItem(Act next, String result) {
    Schedule schedule =
        Schedule.ORDINARY
            .plus(new Point(1, Point.Kind.STOPPED, 1), Move.CANCEL_TRANSFER)
            .plus(new Point(2, Point.Kind.NEXT, 1), new Move(next, HResult.S_OK));
    Limits limits = new Limits(Scope.together(1, 2, 2), HANG);
    try (Harness harness = new Harness(ReferenceStreamDriver::new, Platform.VISTA, limits)) {
      Execution run = harness.run(Scheduler.following(schedule));
      List<String> returned =
          run.trace().stream()
              .map(TraceEvent::toString)
              .filter(event -> event.startsWith("ReturnFromAcquire"))
              .toList();
      assertEquals(
          List.of("ReturnFromAcquire(S_OK)", "ReturnFromAcquire(" + result + ")"), returned);
      boolean byService = run.trace().toString().contains(Action.SERVICE_CANCELS.label());
      assertEquals(result.equals("S_FALSE"), byService);
      assertEquals(Optional.empty(), StreamOracle.difference(run));
    }
  }

  @Tag("long")
  @Test
  void everyRunWithTwoEventsIsOneOfTheModels() {
    assertEquals(
        Optional.empty(),
        difference(ReferenceStreamDriver::new, Scope.together(2, 1, 2).withPages(2)));
  }

  @Test
  void thatOfAnotherDriverIsNot() {
    String why = difference(CancelsAsSuccess::new, Scope.together(1, 1, 1)).orElse("");
    assertTrue(why.contains("must return Optional[S_FALSE]"), why);
  }

  /** The reference, but for its results. */
  private static final class CancelsAsSuccess implements StreamMiniDriver {
    private final StreamMiniDriver reference;

    CancelsAsSuccess(ScannerDevice device) {
      reference = new ReferenceStreamDriver(device);
    }

    @Override
    public HResult drvAcquireItemData(StreamTransferContext context) {
      HResult result = reference.drvAcquireItemData(context);
      return result.equals(HResult.S_FALSE) ? HResult.S_OK : result;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return reference.drvNotifyPnpEvent(event);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }
}
