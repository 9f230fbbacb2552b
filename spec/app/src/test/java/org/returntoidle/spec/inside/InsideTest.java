package org.returntoidle.spec.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.search.Deadline;

/** Each fault is found, so that nothing is explored in silence, and nobody right is accused. */
@Tag("ci")
class InsideTest {
  private static final String RACY = "org.returntoidle.spec.examples.racy.";
  private static final String RIGHT = "org.returntoidle.spec.examples.right.";

  private static InsidePart explored(String driver, Platform platform, int most) {
    return Inside.explore(
        new Inside.Settings(driver, List.of(), platform, Optional.empty(), most, Deadline.NEVER));
  }

  @ParameterizedTest
  @CsvSource({
    "LostUpdate, A4",
    "CheckThenAct, D4",
    "LostWakeUp, L1",
    "TwoLocks, L1",
    "FlagOutsideLock, D1"
  })
  void eachFaultIsFound(String driver, String rule) {
    InsidePart part = explored(RACY + driver, Platform.XP, 2_000);
    assertEquals(Optional.empty(), part.notTested());
    Explored.Violation found = part.violated().orElseThrow().violation().orElseThrow();
    assertEquals(rule, found.rule().name(), found.says() + "\n" + found.trace());
    // A driver that stands still at its entry has called nobody: then only Lincheck has its lines.
    assertTrue((found.trace() + found.detail()).contains("Racy.java:"), found.trace());
    assertTrue(found.detail().contains("Thread 1"), found.detail());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        RACY + "NothingRacy",
        "reference",
        RIGHT + "BitFlags",
        RIGHT + "CasStates",
        RIGHT + "StateTable",
        RIGHT + "RecordState",
        RIGHT + "StopsInTurn",
        RIGHT + "TwoConditions"
      })
  void whoIsRightIsNotAccused(String driver) {
    isRight(explored(driver, Platform.XP, 300));
  }

  @ParameterizedTest
  @ValueSource(strings = "stream-reference")
  void norWhoWritesStreams(String driver) {
    isRight(explored(driver, Platform.VISTA, 300));
  }

  private static void isRight(InsidePart part) {
    assertEquals(Optional.empty(), part.why());
    assertEquals(Optional.empty(), part.violated().flatMap(Explored::violation));
    assertTrue(part.interleavings() > 5, part.toString());
  }

  @Test
  void whatCannotBeRunIsNotTested() {
    InsidePart part = explored("org.example.Missing", Platform.XP, 10);
    assertTrue(part.notTested().orElseThrow().contains("Missing"), part.toString());
    assertTrue(!part.all(), "nothing was run");
  }
}
