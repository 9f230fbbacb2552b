package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.TraceEvent.Noticed;

/** A driver whose threads cannot be seen is called on one thread, and judged as any other. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UnseenThreadsTest {
  private static final Limits LIMITS = new Limits(Scope.together(2, 1, 1), Duration.ofMillis(200));

  /** Where a notification comes for which the thread of the transfer has to wait. */
  private enum Where {
    IDLE(new Point(1, Point.Kind.IDLE, 1), "while idle"),
    READ(new Point(1, Point.Kind.READ, 1), "while a read is in flight"),
    CALLBACK(new Point(1, Point.Kind.CALLBACK, 1), "while a callback is in flight");

    private final Point point;
    private final String when;

    Where(Point point, String when) {
      this.point = point;
      this.when = when;
    }

    Scheduler scheduler() {
      return Scheduler.following(Schedule.ORDINARY.plus(point, Move.NOTIFY_OTHER_EVENT));
    }
  }

  private final Set<Thread> callers = Collections.synchronizedSet(new HashSet<>());
  private volatile boolean shows;
  private volatile Runnable onEvent = () -> {};

  /** The reference, and notes who calls it. */
  private final class Noting implements MiniDriver {
    private final MiniDriver driver;

    Noting(ScannerDevice device) {
      driver = new ReferenceMiniDriver(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      callers.add(Thread.currentThread());
      return driver.drvAcquireItemData(context);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      if (event != WiaEvent.CANCEL_IO) {
        callers.add(Thread.currentThread());
        onEvent.run();
      }
      return driver.drvNotifyPnpEvent(event);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  private final class Noters implements DriverFactory {
    @Override
    public MiniDriver create(ScannerDevice device) {
      return new Noting(device);
    }

    @Override
    public boolean showsThreads() {
      return shows;
    }
  }

  private Execution run(Where where) {
    try (Harness harness = new Harness(new Noters(), Platform.XP, LIMITS)) {
      callers.clear();
      return harness.run(where.scheduler());
    }
  }

  private static List<Noticed> noticed(Execution run) {
    return run.trace().stream().filter(Noticed.class::isInstance).map(Noticed.class::cast).toList();
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNotSeenNeedsNoSecondThread(Where where) {
    assertEquals(List.of(), noticed(run(where)));
    assertEquals(1, callers.size());
    shows = true;
    assertEquals(List.of(), noticed(run(where)));
    assertEquals(2, callers.size());
  }

  @ParameterizedTest
  @EnumSource
  void whoDoesNotReturnIsFoundInTheSameWords(Where where) {
    CountDownLatch never = new CountDownLatch(1);
    onEvent =
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    for (boolean seen : new boolean[] {false, true}) {
      shows = seen;
      Execution run = run(where);
      assertTrue(run.gaveUp());
      Noticed one = noticed(run).get(0);
      assertEquals(Anomaly.NOTIFY_DOES_NOT_RETURN, one.anomaly());
      assertEquals("drvNotifyPnpEvent does not return " + where.when, one.says());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsThrownIsNoticedAndTheTransferGoesOn(Where where) {
    onEvent =
        () -> {
          throw new IllegalStateException("out of luck");
        };
    for (boolean seen : new boolean[] {false, true}) {
      shows = seen;
      Execution run = run(where);
      assertFalse(run.gaveUp());
      assertEquals(
          List.of(Anomaly.NOTIFY_THREW), noticed(run).stream().map(Noticed::anomaly).toList());
    }
  }
}
