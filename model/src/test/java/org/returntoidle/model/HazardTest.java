package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.returntoidle.model.ApplicationKind.BOTH;
import static org.returntoidle.model.ApplicationKind.CALLBACK;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** H1 to H4: each is there in some configurations and gone in exactly the others. */
class HazardTest {
  static Stream<Configuration> interruptible() {
    return Configuration.all(Configuration.DEFAULT.bounds())
        .filter(c -> c.driver() == DriverKind.INTERRUPTIBLE);
  }

  static Stream<Configuration> others() {
    return Configuration.all(Configuration.DEFAULT.bounds())
        .filter(c -> c.driver() != DriverKind.INTERRUPTIBLE);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("others")
  void soItIsWithOtherDrivers(Configuration c) {
    aHazardIsThereExactlyWhereTheRulesSay(c);
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("interruptible")
  void aHazardIsThereExactlyWhereTheRulesSay(Configuration c) {
    boolean asynchronous = c.driver().asynchronous();
    boolean pendingOnly = c.application() == ApplicationKind.CANCEL_PENDING_IO;
    assertReachable(c, Hazard.H1, !asynchronous && pendingOnly);
    assertReachable(c, Hazard.H2, asynchronous && c.application() != CALLBACK);
    // An application that does both also escapes H3: once it asked, no callback returns S_OK.
    assertReachable(
        c, Hazard.H3, asynchronous && c.application() != CALLBACK && c.application() != BOTH);
    assertReachable(c, Hazard.H4, c.platform().cancelIsAnError());
  }

  @ParameterizedTest
  @CsvSource({
    "H1, XP, NOT_ASYNCHRONOUS, CANCEL_PENDING_IO, 10",
    "H2, XP, INTERRUPTIBLE,    CANCEL_PENDING_IO,  4",
    "H3, XP, INTERRUPTIBLE,    CANCEL_PENDING_IO, 10",
    "H4, ME, NOT_ASYNCHRONOUS, CALLBACK,           8"
  })
  void theShortestCounterexampleHasThisLength(
      Hazard hazard, Platform platform, DriverKind driver, ApplicationKind application, int steps) {
    Configuration c =
        new Configuration(platform, driver, application, Configuration.DEFAULT.bounds());
    assertEquals(
        Optional.of(steps),
        Explorer.shortestPathTo(new Protocol(c), hazard).map(path -> path.size()));
  }

  private static void assertReachable(Configuration c, Hazard hazard, boolean expected) {
    assertEquals(
        expected,
        Explorer.shortestPathTo(new Protocol(c), hazard).isPresent(),
        () -> hazard + " in " + c);
  }
}
