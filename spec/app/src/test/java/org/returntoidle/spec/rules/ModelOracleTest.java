package org.returntoidle.spec.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.harness.TraceEvent.Happened;

/** Every run of the reference is a behaviour of the model that TLC has proved. */
class ModelOracleTest {
  private static final Limits LIMITS =
      new Limits(Scope.of(Bounds.of(2, 2, 1, 1)), Duration.ofSeconds(30));

  static List<Platform> others() {
    return Platform.banded().stream().filter(platform -> !platform.equals(Platform.XP)).toList();
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("others")
  void soItIsOnAnyOtherPlatform(Platform platform) {
    isABehaviourOfTheModel(platform);
  }

  @Tag("often")
  @Test
  void everyRunOfTheReferenceIsABehaviourOfTheModel() {
    isABehaviourOfTheModel(Platform.XP);
  }

  private static void isABehaviourOfTheModel(Platform platform) {
    int runs = 0;
    try (Harness harness = new Harness(ReferenceMiniDriver::new, platform, LIMITS)) {
      Deque<Schedule> todo = new ArrayDeque<>();
      todo.add(Schedule.ORDINARY);
      while (!todo.isEmpty()) {
        Schedule schedule = todo.poll();
        Execution run = harness.run(Scheduler.following(schedule));
        assertEquals(Optional.empty(), ModelOracle.difference(run), schedule.lines()::toString);
        runs++;
        todo.addAll(schedule.extensions(run));
      }
    }
    assertEquals(56_180, runs);
  }

  @Test
  void aRunThatIsNoBehaviourIsNamed() {
    Schedule cancel =
        Schedule.ORDINARY.plus(new Point(1, Point.Kind.CODE, 1), Move.CALLBACK_CANCELS);
    assertEquals(
        "step 9, ReturnFromAcquire(S_OK), must return S_FALSE",
        difference(BuiltInDriver.CANCEL_AS_SUCCESS, cancel));
    String never = difference(BuiltInDriver.NEVER_STOPPED, cancel);
    assertTrue(never.startsWith("step 8, ReturnFromAcquire(S_FALSE), cannot happen in"), never);
  }

  /** Its code stands for the model's only fault. */
  @Test
  void aDeviceThatDoesNotStartIsInTheModelToo() {
    assertEquals(Optional.empty(), ModelOracle.difference(startsNot(HResult.WIA_ERROR_LAMP_OFF)));
    assertEquals(
        Optional.of("step 4, ReturnFromAcquire(S_OK), must return WIA_ERROR_LAMP_OFF"),
        ModelOracle.difference(startsNot(HResult.S_OK)));
  }

  private static Execution startsNot(HResult result) {
    return new Execution(
        Platform.XP,
        true,
        false,
        false,
        ImmutableList.of(
            happened(Action.ACQUIRE_ITEM_DATA, Optional.empty()),
            happened(Action.DEVICE_FAILS, Optional.empty()),
            happened(Action.START_FAILS, Optional.of(HResult.WIA_ERROR_LAMP_OFF)),
            happened(Action.RETURN_FROM_ACQUIRE, Optional.of(result))),
        ImmutableList.of(),
        false,
        Order.ONE_THREAD);
  }

  private static Happened happened(Action action, Optional<HResult> code) {
    return new Happened(1, action, code, Optional.empty(), false, Manner.ALONE);
  }

  private static String difference(BuiltInDriver driver, Schedule schedule) {
    try (Harness harness = new Harness(driver.factory(), Platform.XP, LIMITS)) {
      return ModelOracle.difference(harness.run(Scheduler.following(schedule))).orElseThrow();
    }
  }
}
