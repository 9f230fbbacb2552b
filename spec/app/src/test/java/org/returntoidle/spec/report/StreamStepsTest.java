package org.returntoidle.spec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.impl.ReferenceStreamDriver;
import org.returntoidle.model.Action;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Act;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.report.DriverStory.Steps;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.Tally;

/** How much of a stream driver's run the model permits. */
class StreamStepsTest {
  private static final Limits LIMITS =
      new Limits(Scope.together(1, 1, 1).withPages(2).withNotReady(0), Duration.ofSeconds(10));

  /** What the model does not know: a write that takes some bytes only, one stream for all. */
  private static final Set<Act> NOT_OF_THE_MODEL = Set.of(Act.STREAM_TAKES_LESS, Act.ONE_STREAM);

  /** What can happen in the model at all. */
  private static final ImmutableSet<Action> ACTIONS =
      Profiles.reference()
          .flatMap(configuration -> Profile.of(configuration).rows().keySet().stream())
          .collect(Sets.toImmutableEnumSet());

  private static boolean isOfTheModel(Schedule schedule, Execution run) {
    return schedule.moves().values().stream()
            .noneMatch(move -> NOT_OF_THE_MODEL.contains(move.act()) || move.isBeside())
        && run.trace().stream()
            .allMatch(event -> !(event instanceof Happened h) || ACTIONS.contains(h.action()));
  }

  @Tag("ci")
  @Test
  void theReferenceIsPermittedToItsEnd() {
    int[] runs = new int[1];
    try (Harness harness = new Harness(ReferenceStreamDriver::new, Platform.VISTA, LIMITS)) {
      Enumeration.walk(
          harness,
          (schedule, run) -> {
            if (isOfTheModel(schedule, run)) {
              Steps steps = StreamSteps.permitted(run);
              assertEquals("", steps.next(), () -> schedule.lines() + ": " + steps.why());
              runs[0]++;
            }
            return true;
          },
          () -> true);
    }
    assertTrue(runs[0] > 50, () -> runs[0] + " runs");
  }

  @Test
  void aSkipThatIsReturnedIsRefused() {
    Steps steps = StreamSteps.permitted(found(BuiltInDriver.STREAM_RETURNS_SKIP));
    assertEquals("ReturnFromAcquire(WIA_STATUS_SKIP_ITEM)", steps.next());
    assertEquals("it cannot happen here", steps.why());
    assertTrue(steps.link().startsWith("#explore/vista-notasynchronous-"), steps::link);
    assertTrue(steps.link().contains("/Download/AcquireItemData/"), steps::link);
  }

  @Test
  void aWrongCodeIsRefused() {
    Steps steps = StreamSteps.permitted(found(BuiltInDriver.STREAM_CANCEL_IS_ERROR));
    assertEquals("it must return S_FALSE", steps.why());
  }

  /** Such a replay is told as what it is, not as a mistake of the model. */
  @Test
  void whatOnlyDriversMeetIsSaid() {
    Schedule dies = Schedule.ORDINARY.plus(new Point(1, Point.Kind.LOADED, 1), Move.SERVICE_DIES);
    try (Harness harness = new Harness(ReferenceStreamDriver::new, Platform.VISTA, LIMITS)) {
      Execution run = harness.run(Scheduler.following(dies));
      Steps steps = StreamSteps.permitted(run);
      assertEquals("ServiceDies", steps.next());
      assertEquals("the model has no such step: only drivers meet it", steps.why());
    }
  }

  private static Execution found(BuiltInDriver driver) {
    return counterexample(driver).run();
  }

  static Counterexample counterexample(BuiltInDriver driver) {
    try (Harness harness = new Harness(driver.factory(), Platform.VISTA, LIMITS)) {
      return Enumeration.search(harness, Tally.of(Reading.PERMISSIVE))
          .counterexample()
          .orElseThrow();
    }
  }
}
