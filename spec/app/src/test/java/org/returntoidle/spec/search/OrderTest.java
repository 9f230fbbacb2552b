package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.examples.right.FuturePerRead;
import org.returntoidle.spec.examples.right.PollsForResult;
import org.returntoidle.spec.examples.right.QueuedReader;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;

/** Who decides what comes first is told from what a driver does. */
class OrderTest {
  private static final Limits LIMITS =
      new Limits(Scope.together(1, 1, 1).withNotReady(0), Duration.ofSeconds(30));

  @Test
  void oneThread() {
    assertEquals(Order.ONE_THREAD, order(ReferenceMiniDriver::new));
  }

  @Test
  void settles() {
    assertEquals(Order.SETTLES, order(QueuedReader::new));
  }

  /** What settles does the same again, however busy the machine is. */
  @Test
  void whatSettlesRepeatsItself() {
    Map<Schedule, Execution> first = new HashMap<>();
    try (Harness harness = new Harness(QueuedReader::new, Platform.XP, LIMITS)) {
      Enumeration.walk(harness, (schedule, run) -> first.put(schedule, run) == null, () -> true);
      first.forEach(
          (schedule, run) ->
              assertEquals(
                  run.trace(),
                  harness.run(Scheduler.following(schedule)).trace(),
                  () -> "" + schedule.lines()));
    }
    assertTrue(first.size() > 100);
  }

  @Test
  void timed() {
    assertEquals(Order.TIMED, order(PollsForResult::new));
  }

  @Tag("long")
  @Test
  void oneThatSpinsIsTimed() {
    assertEquals(Order.TIMED, order(device -> spinning(new ReferenceMiniDriver(device))));
  }

  /** Its threads look calm, but every second run is another. */
  @Test
  void soIsOneThatDoesNotRepeatItself() {
    AtomicInteger made = new AtomicInteger();
    DriverFactory moody =
        device ->
            made.incrementAndGet() % 2 == 0
                ? new FuturePerRead(device)
                : BuiltInDriver.BUTTON_OVERTAKEN.factory().create(device); // It reads ahead.
    Schedule twoBands = Schedule.ORDINARY.plus(new Point(1, Point.Kind.ANSWER, 1), Move.READ_BAND);
    Twice twice = new Twice();
    try (Harness harness = new Harness(moody, Platform.XP, LIMITS)) {
      for (Order expected : new Order[] {Order.SETTLES, Order.TIMED}) {
        Tally tally = new Tally(Reading.PERMISSIVE, Set.of(), twice);
        tally.add(twoBands, harness.run(Scheduler.following(twoBands)));
        assertEquals(expected, tally.result(Optional.empty(), true).order());
      }
    }
  }

  /** A thread of the driver's does nothing but spin while a transfer runs. */
  private static MiniDriver spinning(MiniDriver driver) {
    return new MiniDriver() {
      @Override
      public HResult drvAcquireItemData(TransferContext context) {
        AtomicBoolean over = new AtomicBoolean();
        Thread thread =
            new Thread(
                () -> {
                  while (!over.get()) {
                    Thread.onSpinWait();
                  }
                });
        thread.start();
        try {
          return driver.drvAcquireItemData(context);
        } finally {
          over.set(true);
          Uninterruptibles.joinUninterruptibly(thread);
        }
      }

      @Override
      public HResult drvNotifyPnpEvent(WiaEvent event) {
        return driver.drvNotifyPnpEvent(event);
      }
    };
  }

  private static Order order(DriverFactory driver) {
    try (Harness harness = new Harness(driver, Platform.XP, LIMITS)) {
      return Enumeration.search(harness, Tally.of(Reading.PERMISSIVE)).order();
    }
  }
}
