package org.returntoidle.spec.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Phase;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;

/** Whoever watches an enumeration learns how far it is, and what is left. */
class LevelsAreToldTest {
  /** Keeps what the bar of the enumeration is told. */
  private static final class Told implements Progress {
    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    volatile long expected;
    volatile long reached;

    @Override
    public Bar start(String task, long steps) {
      if (!task.equals("schedules")) {
        return NONE.start(task, steps);
      }
      expected = steps;
      return new Bar() {
        @Override
        public void step() {}

        @Override
        public void at(long steps) {
          reached = Math.max(reached, steps);
        }

        @Override
        public void says(String what) {
          said.add(what);
        }
      };
    }
  }

  @Test
  void eachLevelIsToldWhenItIsComplete() {
    Told told = new Told();
    DriverPart part =
        DriverVerifier.verify(
            new Subject("reference", ReferenceMiniDriver::new, Reading.STRICT),
            DriverSearch.of(Platform.XP)
                .withScope(Scope.together(1, 1, 2))
                .withRandom(0, 1)
                .withRepeat(0),
            told);
    assertTrue(part.complete());
    assertEquals(
        List.of("0 moves complete", "1 move complete", "2 moves complete", "3 moves complete"),
        told.said);
    assertEquals(part.schedules(Phase.ENUMERATION), told.expected, "so the rest can be estimated");
    assertEquals(told.expected, told.reached);
  }
}
