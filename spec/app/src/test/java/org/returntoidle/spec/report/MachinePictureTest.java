package org.returntoidle.spec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.learn.Learned;
import org.returntoidle.spec.learn.Learning;
import org.returntoidle.spec.report.MachinePicture.Node;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.Subjects;
import org.returntoidle.spec.verify.Verification;

/** A learned machine, drawn. */
class MachinePictureTest {
  private static Learned learned(BuiltInDriver driver) {
    return Learning.learn(
        Subjects.find(driver.label(), List.of()), Platform.XP, Learning.Settings.of(1));
  }

  @Test
  void eachStateIsDrawnOnceAndNoneCoversAnother() {
    Learned learned = learned(BuiltInDriver.REFERENCE);
    MachinePicture picture = MachinePicture.of(learned).get(0);
    assertEquals(learned.machine().orElseThrow().size(), picture.nodes().size());
    assertEquals(picture.nodes().size() - 1, picture.arrows().size(), "the first needs no way");
    for (Node one : picture.nodes()) {
      assertTrue(one.x() + one.width() <= picture.width(), one::toString);
      assertTrue(one.y() + one.height() <= picture.height(), one::toString);
      for (Node other : picture.nodes()) {
        boolean beside = one.x() + one.width() <= other.x() || other.x() + other.width() <= one.x();
        boolean above =
            one.y() + one.height() <= other.y() || other.y() + other.height() <= one.y();
        assertTrue(one.equals(other) || beside || above, () -> one + " and " + other);
      }
    }
    Set<String> styles = new HashSet<>();
    picture.nodes().forEach(node -> styles.add(node.style()));
    assertTrue(styles.containsAll(List.of("idle", "acquiring", "canceling", "error")));
    assertEquals("0 Idle", picture.nodes().get(0).label());
    assertTrue(picture.ways().stream().noneMatch(way -> way.from() == way.to()));
  }

  @Test
  void aMachineThatIsNotKnownHasNoPicture() {
    Learned faulty = learned(BuiltInDriver.STALE_DATA);
    assertTrue(faulty.machine().isPresent());
    assertEquals(ImmutableList.of(), MachinePicture.of(faulty));
  }

  @Tag("ci")
  @Test
  void itIsOnThePage() {
    Learned learned = learned(BuiltInDriver.REFERENCE);
    try (Subject subject = Subjects.find("reference", List.of())) {
      Verification verification =
          new Verification(
              Platform.XP,
              1,
              Optional.empty(),
              Optional.empty(),
              Optional.of(
                  DriverVerifier.search(
                      subject,
                      DriverSearch.of(Platform.XP)
                          .withScope(Scope.together(1, 1, 0))
                          .withRepeat(0)
                          .withLearner((driver, how, accepted, bar) -> learned.part()),
                      Progress.NONE)));
      String page =
          Page.of(
              verification,
              ImmutableList.of(),
              ImmutableList.of(),
              Optional.of(learned),
              file -> "");
      assertTrue(page.contains("<rect class=\"box canceling\""), page);
      assertTrue(page.contains("if the driver has no more than 29 states"));
      assertTrue(page.contains("28 states; 37 rules hold for any number of bands"));
      String none =
          Page.of(
              verification, ImmutableList.of(), ImmutableList.of(), Optional.empty(), file -> "");
      assertFalse(none.contains("own-machine"));
    }
  }
}
