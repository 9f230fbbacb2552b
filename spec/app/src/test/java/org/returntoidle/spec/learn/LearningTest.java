package org.returntoidle.spec.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.verify.Subjects;

/** What is learned of drivers that are right. */
class LearningTest {
  static Learned learn(String driver, Platform platform, Learning.Settings settings) {
    Learned learned = Learning.learn(Subjects.find(driver, List.of()), platform, settings);
    System.out.println(
        driver
            + ": "
            + learned.machine().map(Machine::size).orElse(0)
            + " states, "
            + learned.places()
            + " places, "
            + learned.runs()
            + " runs, "
            + learned.milliseconds()
            + " ms "
            + learned.found().map(f -> f.finding() + " " + f.schedule().lines())
            + learned.otherwise());
    return learned;
  }

  @Test
  @Timeout(60)
  void theReferenceIsAMachine() {
    Learned learned = learn("reference", Platform.XP, Learning.Settings.of(1));
    assertEquals(Optional.empty(), learned.otherwise());
    assertTrue(learned.complete());
  }

  @Test
  @Timeout(100)
  void soIsTheOneForStreams() {
    Learned learned = learn("reference-stream", Platform.VISTA, Learning.Settings.of(1));
    assertEquals(Optional.empty(), learned.otherwise());
    assertTrue(learned.complete());
  }

  @Test
  @Timeout(100)
  void faults() {
    for (BuiltInDriver d : BuiltInDriver.values()) {
      if (!d.streams())
        learn(
            d.label(),
            Platform.XP,
            new Learning.Settings(
                1,
                2,
                Deadline.within(Duration.ofSeconds(20), Ticker.systemTicker()),
                Duration.ofSeconds(3),
                true));
    }
  }
}
