package org.returntoidle.spec.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.cli.InsideMain;
import org.returntoidle.spec.drivers.PlainHabits;
import org.returntoidle.spec.examples.right.RightDriversTest;
import org.returntoidle.spec.harness.Scene;
import org.returntoidle.spec.search.Deadline;

/** Each fault is found, so that nothing is explored in silence, and nobody right is accused. */
class InsideTest {
  private static final String RACY = "org.returntoidle.spec.examples.racy.";

  /** The first round of each meeting: all faults here show in it. */
  private static final int FEW = 60;

  private static InsidePart explored(String driver, Platform platform, int most) {
    return explored(driver, platform, Optional.empty(), most);
  }

  private static InsidePart explored(
      String driver, Platform platform, Optional<Scene> scene, int most) {
    return Inside.explore(
        new Inside.Settings(
            InsideMain.class, driver, List.of(), platform, scene, most, Deadline.NEVER));
  }

  /** The quickest of those below, so that it is run each time: Lincheck is really there. */
  @Test
  void aFaultIsFoundAndKept(@TempDir Path folder) {
    InsidePart part = explored(RACY + "CheckThenAct", Platform.XP, FEW);
    Explored found = isFound(part, "D4");
    Path file = InsideReplay.write(folder, "x", Platform.XP, found);
    assertEquals(
        Optional.of(new InsideReplay("x", Platform.XP, found.scene(), found.interleavings())),
        InsideReplay.read(file));
    assertFalse(part.all(), "a violation ends it");
  }

  @Tag("ci")
  @ParameterizedTest
  @CsvSource({
    "LostUpdate, A4",
    "CheckThenAct, D4",
    "LostWakeUp, L1",
    "LostSignal, L1",
    "TwoLocks, L1",
    "LockAndMonitor, L1",
    "FlagOutsideLock, D1"
  })
  void eachFaultIsFound(String driver, String rule) {
    Explored explored = isFound(explored(RACY + driver, Platform.XP, FEW), rule);
    InsidePart again =
        explored(
            RACY + driver, Platform.XP, Optional.of(explored.scene()), explored.interleavings());
    assertTrue(isFound(again, rule).showsTheSameAs(explored), again.toString());
  }

  private static Explored isFound(InsidePart part, String rule) {
    assertEquals(Optional.empty(), part.notTested());
    Explored explored = part.violated().orElseThrow(() -> new AssertionError(part));
    Explored.Violation found = explored.violation().orElseThrow();
    assertEquals(rule, found.rule().name(), found.says() + "\n" + found.trace());
    String shown = found.trace() + found.detail(); // At its entry it has called nobody yet.
    assertTrue(shown.contains("Racy.java:"), shown);
    assertTrue(found.detail().contains("Thread 1"), found.detail());
    return explored;
  }

  @Tag("ci")
  @ParameterizedTest
  @CsvSource({
    RACY + "NothingRacy, XP, 300",
    "reference, XP, 300",
    "reference, Me, 60",
    "stream-reference, Vista, 100"
  })
  void whoIsRightIsNotAccused(String driver, String platform, int most) {
    InsidePart part = explored(driver, Platform.of(platform), most);
    assertEquals(Optional.empty(), part.why());
    isRight(part);
  }

  /** Some wait for what never comes while the device waits for them: that is not tested. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("right")
  void nobodyRightIsAccused(String driver) {
    InsidePart part = explored(driver, Platform.XP, FEW);
    assertEquals(Optional.empty(), part.violated().flatMap(Explored::violation));
    assertTrue(part.interleavings() > 5 || part.why().isPresent(), part.toString());
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("habits")
  void norIsWhoWritesStreamsInAnotherWay(String driver) {
    InsidePart part = explored(driver, Platform.VISTA, FEW);
    assertEquals(Optional.empty(), part.why());
    isRight(part);
  }

  static Stream<String> habits() {
    return Stream.of(PlainHabits.class.getClasses()).map(Class::getName);
  }

  static Stream<String> right() throws IOException {
    return RightDriversTest.all().stream().map(Class::getName);
  }

  private static void isRight(InsidePart part) {
    assertEquals(Optional.empty(), part.violated().flatMap(Explored::violation));
    assertTrue(part.interleavings() > 5, part.toString());
  }

  @Tag("ci")
  @Test
  void whatCannotBeRunIsNotTested() {
    InsidePart part = explored("org.example.Missing", Platform.XP, 10);
    assertTrue(part.notTested().orElseThrow().contains("Missing"), part.toString());
    assertFalse(part.all(), "nothing was run");
  }

  /** What it waits for comes from a thread that Lincheck does not see. */
  @Tag("ci")
  @Test
  void aPoolThatWasThereBeforeIsNotTested() {
    InsidePart part = explored(RACY + "WaitsForPool", Platform.XP, FEW);
    assertTrue(part.notTested().orElseThrow().contains("elsewhere"), part.toString());
    assertEquals(Optional.empty(), part.rule());
    assertTrue(
        InsideText.lines("x", part).startsWith("inside     x: not tested "),
        () -> InsideText.lines("x", part));
  }

  @Test
  void whenTheTimeIsUpItEndsAndSaysSo() {
    Deadline over = Deadline.within(Duration.ZERO, Ticker.systemTicker());
    InsidePart part =
        Inside.explore(
            new Inside.Settings(
                InsideMain.class,
                "reference",
                List.of(),
                Platform.XP,
                Optional.empty(),
                1_000_000,
                over));
    assertTrue(part.cut());
    assertFalse(part.all());
    assertEquals(Optional.empty(), part.rule());
    assertTrue(
        InsideText.lines("reference", part).contains("not tested: the time was up"),
        () -> InsideText.lines("reference", part));
    assertEquals(
        0,
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().commandLine().orElse("").contains("InsideMain"))
            .count(),
        "it has left nobody behind");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANCEL_IO from call 0",
        "two CANCEL_IO from call 1, slow device",
        "second call from call 1 until call 6",
        "two calls at once from call 0"
      })
  void aMeetingIsReadAsItIsWritten(String text) {
    assertEquals(text, Scene.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CANCEL_IO",
        "tea from call 1",
        "CANCEL_IO from call 2 until call 1",
        "CANCEL_IO from call 99999999999"
      })
  void whatIsNoMeetingIsNotRead(String text) {
    assertEquals(Optional.empty(), Scene.parse(text));
  }
}
