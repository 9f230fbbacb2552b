package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.trace.DamagedTraceException;
import org.returntoidle.spec.trace.TraceFile;
import org.returntoidle.spec.trace.TraceVerdict;
import org.returntoidle.spec.trace.TraceWriter;

/** D21: what is thrown at a driver that claims to survive it, and what is said of it. */
class ThrowingTest {
  private static final Limits LIMITS =
      Limits.throwing(Scope.together(1, 2, 2), Duration.ofSeconds(3));

  /** What a driver does about exceptions. */
  private enum Habit {
    RIGHT,
    /** Right, too: who knows what a start that threw has begun? */
    STOPS_AFTER_A_FAILED_START,
    STOPS_AGAIN,
    CANCEL_WINS,
    OWN_CODE,
    LETS_ERRORS_OUT,
    STAYS_ON,
    CLAIMS_NOTHING
  }

  /** A driver that heeds only its callbacks, and claims to survive exceptions. */
  private record Driver(ScannerDevice device, Habit habit, AtomicBoolean busy)
      implements MiniDriver {
    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      if (!busy.compareAndSet(false, true)) {
        return HResult.WIA_ERROR_BUSY;
      }
      try {
        return transfer(context);
      } finally {
        busy.set(false);
      }
    }

    private HResult transfer(TransferContext context) {
      HResult result;
      boolean started = false;
      try {
        device.start();
        started = true;
        result = scan(context);
      } catch (RuntimeException e) {
        result =
            habit == Habit.OWN_CODE ? HResult.E_UNEXPECTED : HResult.WIA_ERROR_EXCEPTION_IN_DRIVER;
        started &= habit != Habit.STAYS_ON;
      } catch (Error e) {
        if (habit == Habit.LETS_ERRORS_OUT) {
          throw e;
        }
        result = HResult.WIA_ERROR_EXCEPTION_IN_DRIVER;
      }
      if (started || habit == Habit.STOPS_AFTER_A_FAILED_START) {
        stop();
      }
      return result;
    }

    private HResult scan(TransferContext context) {
      while (true) {
        ReadResult read = Objects.requireNonNull(device.submitRead().await());
        HResult answer = HResult.S_OK;
        boolean last = false;
        if (read instanceof ReadResult.Fault fault) {
          return fault.code();
        } else if (read instanceof ReadResult.Button) {
          return context.platform().cancelCode();
        } else if (read instanceof ReadResult.Data data) {
          last = data.band().last();
          answer = answer(context, new CallbackMessage.Data(data.band()));
        } else {
          answer = answer(context, new CallbackMessage.Status(0));
        }
        if (answer.equals(HResult.S_FALSE)) {
          return context.platform().cancelCode();
        } else if (last || !answer.equals(HResult.S_OK)) {
          return answer;
        }
      }
    }

    private HResult answer(TransferContext context, CallbackMessage message) {
      try {
        return Objects.requireNonNull(context.callback().miniDrvCallback(message));
      } catch (RuntimeException e) {
        return habit == Habit.CANCEL_WINS ? HResult.S_FALSE : HResult.WIA_ERROR_EXCEPTION_IN_DRIVER;
      }
    }

    private void stop() {
      try {
        device.stop();
      } catch (RuntimeException | Error e) {
        if (habit == Habit.STOPS_AGAIN) {
          device.stop();
        }
      }
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return HResult.S_OK;
    }

    @Override
    public boolean survivesExceptions() {
      return habit != Habit.CLAIMS_NOTHING;
    }
  }

  private static DriverFactory driver(Habit habit) {
    return device -> new Driver(device, habit, new AtomicBoolean());
  }

  private static SearchResult search(DriverFactory factory, Reading reading, Limits limits) {
    try (Harness harness = new Harness(factory, Platform.XP, limits)) {
      return Enumeration.throwing(harness, Tally.of(reading), Effort.PLAIN);
    }
  }

  @Tag("often")
  @Test
  void theReferenceSurvivesWhateverIsThrown() {
    Limits limits = Limits.throwing(IterativeDeepening.first(), Duration.ofSeconds(30));
    SearchResult result = search(ReferenceMiniDriver::new, Reading.STRICT, limits);
    assertEquals(Optional.empty(), result.counterexample());
    assertFalse(result.mayDiffer());
    assertEquals(74_413, result.schedules());
  }

  @ParameterizedTest
  @CsvSource({
    "RIGHT,                      ",
    "STOPS_AFTER_A_FAILED_START, ",
    "STOPS_AGAIN,                D13",
    "CANCEL_WINS,                D21",
    "OWN_CODE,                   D21",
    "LETS_ERRORS_OUT,            D21",
    "STAYS_ON,                   D21",
  })
  @Tag("often")
  void whatADriverDoesAboutExceptionsIsFoundOut(Habit habit, Rule rule) {
    SearchResult result = search(driver(habit), Reading.PERMISSIVE, LIMITS);
    assertEquals(
        Optional.ofNullable(rule),
        result.counterexample().map(Counterexample::finding).map(Finding::rule),
        () -> "" + result.counterexample().map(found -> found.run().trace()));
    assertTrue(result.schedules() > 0);
    result
        .counterexample()
        .ifPresent(found -> assertEquals(1, found.schedule().events(), found::toString));
  }

  /** A trace has no exceptions: it says what they mean, and is permitted. */
  @Test
  void tracesOfTheReferenceArePermitted() throws Exception {
    Limits limits = Limits.throwing(Scope.together(2, 1, 2), Duration.ofSeconds(30));
    try (Harness harness = new Harness(ReferenceMiniDriver::new, Platform.XP, limits)) {
      List<String> wrong = new ArrayList<>();
      Enumeration.walk(
          harness,
          (schedule, run) -> {
            String text = TraceWriter.write(run);
            TraceVerdict verdict = check(text);
            if (!verdict.isGood()) {
              wrong.add(schedule.lines() + "\n" + verdict + "\n" + text);
            }
            return wrong.isEmpty();
          },
          () -> true);
      assertEquals(List.of(), wrong);
    }
  }

  private static TraceVerdict check(String text) {
    try {
      return TraceFile.check(
          "trace",
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
          Optional.empty(),
          read -> {});
    } catch (IOException | DamagedTraceException e) {
      throw new IllegalStateException(text, e);
    }
  }

  @Test
  void nothingIsThrownAtADriverThatClaimsNothing() {
    DriverFactory factory = driver(Habit.CLAIMS_NOTHING);
    Schedule schedule =
        Schedule.ORDINARY.plus(new Point(1, Point.Kind.START, 1), Move.THROWS_ERROR);
    try (Harness harness = new Harness(factory, Platform.XP, LIMITS)) {
      assertFalse(harness.survivesExceptions());
      Execution run = harness.run(Scheduler.following(schedule));
      assertEquals(Schedule.ORDINARY, run.schedule());
    }
  }
}
