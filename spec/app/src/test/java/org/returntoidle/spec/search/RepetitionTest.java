package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;

/** One transfer, many times over. */
class RepetitionTest {
  private static final Duration HANG = Duration.ofSeconds(30);
  private static final int TRANSFERS = 4;

  private static final Move CANCEL = Move.CALLBACK_CANCELS;
  private static final Schedule CANCELED = cancels(1);

  @Test
  void itHappensInEachTransfer() {
    Schedule twice = cancels(1).plus(next(2), Move.ACQUIRE_ITEM_DATA).plus(callback(2), CANCEL);
    assertEquals(twice, Repetition.repeated(CANCELED, 2, 1));
  }

  @Test
  void orInEverySecondOne() {
    Schedule twice =
        cancels(1)
            .plus(next(2), Move.ACQUIRE_ITEM_DATA)
            .plus(next(3), Move.ACQUIRE_ITEM_DATA)
            .plus(callback(3), CANCEL)
            .plus(next(4), Move.ACQUIRE_ITEM_DATA);
    assertEquals(twice, Repetition.repeated(CANCELED, 4, 2));
  }

  /** What comes while idle before the next transfer comes there again. */
  @Test
  void whatBelongsToTheNextTransferStaysThere() {
    Schedule idle = Schedule.ORDINARY.plus(callback(2), CANCEL);
    assertEquals(
        Optional.of(CANCEL),
        Optional.ofNullable(Repetition.repeated(idle, 2, 1).moves().get(callback(3))));
  }

  @Test
  void whatIsUsedUpIsFound() {
    SearchResult result = search(BuiltInDriver.USES_UP.factory(), Deadline.NEVER);
    Counterexample found = result.counterexample().orElseThrow();
    assertEquals(Rule.D14, found.finding().rule());
    assertEquals(3, found.schedule().transfers());
    assertFalse(result.extent().finished());
    assertEquals(Optional.of(found), Repetition.within(result, 3));
    assertEquals(Optional.empty(), Repetition.within(result, 2));
  }

  @Test
  void theReferenceUsesUpNothing() {
    SearchResult result = search(ReferenceMiniDriver::new, Deadline.NEVER);
    assertEquals(Optional.empty(), result.counterexample());
    assertTrue(result.extent().finished());
    assertTrue(result.checks().containsKey(Rule.D14), result::toString);
  }

  @Test
  void whatHadNoTimeIsNotFinished() {
    Deadline over = Deadline.within(Duration.ZERO, Ticker.systemTicker());
    SearchResult result = search(ReferenceMiniDriver::new, over);
    assertFalse(result.extent().finished());
    assertTrue(result.isCut());
  }

  private static Schedule cancels(int transfer) {
    return Schedule.ORDINARY.plus(callback(transfer), CANCEL);
  }

  private static Point callback(int transfer) {
    return new Point(transfer, Point.Kind.CODE, 1);
  }

  private static Point next(int transfer) {
    return new Point(transfer, Point.Kind.NEXT, 1);
  }

  private static SearchResult search(DriverFactory driver, Deadline deadline) {
    return Repetition.search(
        limits -> new Harness(driver, Platform.XP, limits),
        Scope.together(1, 1, 1),
        HANG,
        TRANSFERS,
        Tally.of(Reading.PERMISSIVE),
        1,
        deadline,
        count -> {});
  }
}
