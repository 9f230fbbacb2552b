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
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.verify.Subjects;

/** What is learned of drivers that are right. */
class LearningTest {
  static Learned learn(String driver, Platform platform, Learning.Settings settings) {
    Learned learned = Learning.learn(Subjects.find(driver, List.of()), platform, settings);
    show(driver, learned);
    return learned;
  }

  static void show(String driver, Learned learned) {
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
    Learned l =
        learn(
            "stream-reference",
            Platform.VISTA,
            new Learning.Settings(
                1,
                1,
                Deadline.within(Duration.ofSeconds(15), Ticker.systemTicker()),
                Duration.ofSeconds(3),
                true));
    java.util.Map<String, Integer> m = new java.util.TreeMap<>();
    for (var w : l.machine().orElseThrow().words()) {
      if (w.size() > 0) m.merge("LAST " + w.get(w.size() - 1), 1, Integer::sum);
      m.merge("LEN " + w.size(), 1, Integer::sum);
    }
    System.out.println(m.toString().replace(", ", "\n"));
    for (var w : l.machine().orElseThrow().words())
      if (w.size() == 6 && w.hashCode() % 20 == 0) System.out.println("W " + w);
    l = learn("reference", Platform.XP, Learning.Settings.of(2));
    for (var w : l.machine().orElseThrow().words()) System.out.println("X " + w);
  }
}
