package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.TraceEvent.Remark;

/** What comes a second time is compared with what came first. */
class TwiceTest {
  private static final Schedule ONE = Schedule.ORDINARY;

  private final Twice twice = new Twice();

  @Test
  void theSameTwiceSettles() {
    assertEquals(Order.SETTLES, twice.order(ONE, run("a", Order.SETTLES)));
    assertEquals(Order.SETTLES, twice.order(ONE, run("a", Order.SETTLES)));
  }

  @Test
  void somethingElseIsTimed() {
    assertEquals(Order.SETTLES, twice.order(ONE, run("a", Order.SETTLES)));
    assertEquals(Order.TIMED, twice.order(ONE, run("b", Order.SETTLES)));
  }

  /** It is the first that counts. */
  @Test
  void afterSomethingElseTheFirstIsTheSameStill() {
    twice.order(ONE, run("a", Order.SETTLES));
    twice.order(ONE, run("b", Order.SETTLES));
    assertEquals(Order.SETTLES, twice.order(ONE, run("a", Order.SETTLES)));
    assertEquals(Order.TIMED, twice.order(ONE, run("b", Order.SETTLES)));
  }

  @Test
  void anotherScheduleIsAnotherRun() {
    twice.order(ONE, run("a", Order.SETTLES));
    assertEquals(Order.SETTLES, twice.order(schedule(1), run("b", Order.SETTLES)));
  }

  /** Of one thread nothing is compared, and what is timed once is timed. */
  @Test
  void onlyWhatSettlesIsCompared() {
    for (Order order : new Order[] {Order.ONE_THREAD, Order.TIMED}) {
      assertEquals(order, twice.order(ONE, run("a", order)));
      assertEquals(order, twice.order(ONE, run("b", order)));
    }
    assertEquals(Order.SETTLES, twice.order(ONE, run("c", Order.SETTLES)));
  }

  @Test
  void theFirstThousandAreKept() {
    for (int i = 1; i <= 1_001; i++) {
      twice.order(schedule(i), run("a", Order.SETTLES));
    }
    assertEquals(Order.TIMED, twice.order(schedule(1_000), run("b", Order.SETTLES)));
    assertEquals(Order.SETTLES, twice.order(schedule(1_001), run("b", Order.SETTLES)));
  }

  private static Schedule schedule(int number) {
    return ONE.plus(new Point(number, Point.Kind.READ, 1), Move.NOTIFY_CANCEL_IO);
  }

  private static Execution run(String says, Order order) {
    return new Execution(
        Platform.XP,
        true,
        false,
        true,
        ImmutableList.of(new Remark(1, says)),
        ImmutableList.of(),
        false,
        order);
  }
}
