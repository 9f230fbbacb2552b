package org.returntoidle.spec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;

/** A counterexample shows where it goes wrong, and not only that it does. */
class WrongStepTest {
  private static Counterexample found(String label) {
    BuiltInDriver driver = BuiltInDriver.withLabel(label).orElseThrow();
    Subject subject = new Subject(label, driver.factory(), Reading.PERMISSIVE);
    DriverSearch search = DriverSearch.of(Platform.XP).withScope(Scope.together(2, 2, 2));
    return DriverVerifier.search(subject, search, Progress.NONE).counterexample().orElseThrow();
  }

  private static String event(Counterexample found, WrongStep step) {
    return found.run().trace().get(step.index()).toString();
  }

  /** The judge knows that only when the call returns. */
  @Test
  void aBandAfterACancelIsWrongWhenItIsDelivered() {
    Counterexample found = found("band-after-cancel");
    WrongStep step = WrongStep.of(found);
    assertTrue(event(found, step).startsWith("DeliverBand"), () -> event(found, step));
    assertTrue(step.index() < found.run().trace().size() - 1);
    assertTrue(step.allowed().contains("StopDevice"), step::toString);
  }

  @Test
  void aCodeThatNothingGaveIsWrongWhenItIsReturned() {
    Counterexample found = found("stale-flag");
    WrongStep step = WrongStep.of(found);
    assertEquals(found.run().trace().size() - 1, step.index());
    assertEquals("ReturnFromAcquire(S_FALSE)", event(found, step));
  }

  /** A trace has no exceptions. */
  @Test
  void whereSomethingIsThrownItIsTheLast() {
    Counterexample found = found("busy-after-exception");
    assertEquals(
        new WrongStep(found.run().trace().size() - 1, ImmutableList.of()), WrongStep.of(found));
  }

  /** The picture has it in red, and no other step. */
  @Test
  void thePictureShowsIt() {
    Counterexample found = found("band-after-cancel");
    int wrong = WrongStep.of(found).index();
    Sequence picture = Sequence.of("x", found.run(), found.places(), wrong);
    for (int i = 0; i < picture.lines().size(); i++) {
      assertEquals(i == wrong, picture.lines().get(i).wrong(), picture.lines().get(i)::toString);
    }
  }
}
