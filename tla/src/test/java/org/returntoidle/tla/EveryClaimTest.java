package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.CancelsInTransit;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.tla.engine.StateText;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcResult;

/**
 * The claims. Each is checked in Java, which is fast; TLC runs on one claim of each kind, and on
 * the others with the tag {@code long}.
 */
@Execution(ExecutionMode.CONCURRENT)
class EveryClaimTest {
  /** One of each kind: what must hold, and what must fail by each exit code of TLC. */
  private static final Set<String> OF_EACH_KIND =
      Set.of(
          "many-xp-not-asynchronous-callback",
          "without-image-interruptible-L1-L2-L4",
          "hazard-H2",
          "gone-H2",
          "absurd",
          "machine-begins",
          "mapping-error-as-idle",
          "left-of-many");

  private static final Map<String, Claim.Checked> CHECKED = new ConcurrentHashMap<>();

  static Stream<Claim> claims() {
    return TlaFiles.JAR.claims().stream();
  }

  static Stream<Claim> ofEachKind() {
    return claims().filter(claim -> OF_EACH_KIND.contains(claim.name()));
  }

  static Stream<Claim> others() {
    return claims().filter(claim -> !OF_EACH_KIND.contains(claim.name()));
  }

  private static Claim.Checked checked(Claim claim) {
    return CHECKED.computeIfAbsent(claim.name(), name -> claim.check(new Tlc(1), TlaFiles.JAR));
  }

  /** The second oracle: what TLC says can happen, can happen in the Java model. */
  @Tag("ci")
  @ParameterizedTest
  @MethodSource("ofEachKind")
  void theClaimIsAsExpectedAndItsCounterexampleABehaviourOfTheJavaModel(Claim claim) {
    assertEquals(Optional.empty(), checked(claim).difference());
    assertEquals(Optional.empty(), Replay.difference(claim, checked(claim).tlc()));
  }

  /** What {@code prove} does. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("others")
  void soIsEveryOther(Claim claim) {
    theClaimIsAsExpectedAndItsCounterexampleABehaviourOfTheJavaModel(claim);
  }

  @Tag("ci")
  @Test
  void oneOfEachKindIsThere() {
    assertEquals(OF_EACH_KIND.size(), ofEachKind().count());
    assertEquals(claims().count(), ofEachKind().count() + others().count());
    assertEquals(
        claims().map(claim -> claim.figures().exitCode()).collect(Collectors.toSet()),
        ofEachKind().map(claim -> claim.figures().exitCode()).collect(Collectors.toSet()));
  }

  private static boolean isOneOfMany(Claim claim) {
    return claim
            .name()
            .matches("(un)?bounded-.*|inductive-.*|without-.*|enough-.*|(implements-)?many-.*")
        && !OF_EACH_KIND.contains(claim.name());
  }

  static Stream<Claim> few() {
    return claims().filter(claim -> !isOneOfMany(claim));
  }

  static Stream<Claim> many() {
    return claims().filter(EveryClaimTest::isOneOfMany);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("many")
  void soItDoesForEachOfMany(Claim claim) {
    javaComesToTheSameVerdict(claim);
  }

  /** Verdict, states, edges, depth and the length of the shortest counterexample, without TLC. */
  @Tag("ci")
  @ParameterizedTest
  @MethodSource("few")
  void javaComesToTheSameVerdict(Claim claim) {
    assertEquals(Optional.empty(), JavaCheck.difference(claim, JavaCheck.of(claim)));
  }

  @Tag("ci")
  @Test
  void aWrongVerdictOfJavaWouldBeNoticed() {
    Claim safety = claim("safety");
    JavaCheck.Verdict right = JavaCheck.of(safety);
    assertEquals(
        Optional.of("in Java it is violated"),
        JavaCheck.difference(
            safety,
            new JavaCheck.Verdict(
                false, right.states(), right.edges(), right.depth(), right.steps())));
    assertEquals(
        Optional.of(
            "Java counts 1 states, %d edges, depth %d".formatted(right.edges(), right.depth())),
        JavaCheck.difference(
            safety, new JavaCheck.Verdict(true, 1, right.edges(), right.depth(), right.steps())));
  }

  /** Every platform × driver × application; with bounds, one of each driver. */
  @Tag("long")
  @Test
  void everyConfigurationIsClaimed() {
    Set<Configuration> there =
        claims()
            .filter(c -> c.name().startsWith("bounded-") || c.name().startsWith("inductive-"))
            .map(Claim::configuration)
            .collect(Collectors.toSet());
    Set<Object> graphs = new HashSet<>();
    for (Configuration configuration : there) {
      assertTrue(graphs.add(Mirrors.steps(Explorer.graph(new Protocol(configuration)))));
    }
    Bounds bounds = claim("bounded-blocking").configuration().bounds();
    for (Configuration one : Configuration.all(Bounds.NONE).toList()) {
      boolean withBounds =
          one.platform().equals(Platform.XP) && one.application() == ApplicationKind.BOTH;
      for (Configuration each : withBounds ? List.of(one, one.with(bounds)) : List.of(one)) {
        assertTrue(
            graphs.contains(Mirrors.steps(Explorer.graph(new Protocol(each)))), each::toString);
      }
    }
    assertEquals(21, there.size());
  }

  /** Where the protocol without bounds is claimed, it is for any number of CANCEL_IO under way. */
  @Test
  void anyNumberOfCancelsIsClaimedWhereTwoAre() {
    assertEquals(configurations("inductive-.*"), configurations("many-.*"));
    assertEquals(configurations("inductive-.*"), configurations("implements-many-.*"));
    assertEquals(18, configurations("many-.*").size());
  }

  private static List<Configuration> configurations(String name) {
    return claims().filter(claim -> claim.name().matches(name)).map(Claim::configuration).toList();
  }

  /** A counterexample that cannot happen in Java, or ends elsewhere; one may end in two states. */
  @Test
  void aCounterexampleThatJavaDoesNotHaveIsNamed() {
    Claim many = claim("left-of-many");
    List<String> right =
        List.of("CancelPendingIOOfMany", "CancelPendingIOOfMany", "NotifyCancelIOOfMany");
    assertEquals(Optional.empty(), replayed(many, right, ""));
    assertEquals(Optional.empty(), replayed(many, right, inTransit(1)));
    assertEquals(Optional.empty(), replayed(many, right, inTransit(2)));
    assertTrue(
        replayed(many, right, inTransit(0))
            .orElseThrow()
            .startsWith("TLC's counterexample ends in " + inTransit(0) + ", in Java in "));
    assertTrue(
        replayed(many, List.of("NotifyCancelIOOfMany"), "")
            .orElseThrow()
            .startsWith(
                "step 1 of TLC's counterexample, NotifyCancelIOOfMany, cannot happen in Java in"));
    assertTrue(replayed(many, List.of("CancelPendingIO"), "").isPresent(), "of two");
  }

  private static String inTransit(int number) {
    return StateText.of(CancelsInTransit.with(number, ProtocolState.INITIAL));
  }

  private static Optional<String> replayed(Claim claim, List<String> actions, String last) {
    return Replay.difference(
        claim,
        new TlcResult(
            13,
            2112,
            TlcResult.Outcome.VIOLATED,
            "",
            1,
            1,
            1,
            1,
            Optional.of("NeverManyLeft"),
            ImmutableList.copyOf(actions),
            last.isEmpty() ? ImmutableList.of() : ImmutableList.of(last),
            Optional.empty(),
            "",
            0));
  }

  /** One that promises nothing is broken where L3 and L5 are kept. */
  @Tag("ci")
  @Test
  void aPropertyThatIsNotWeakerThanAllIsFound() {
    String module = TlaFiles.JAR.read("MCCancelProtocol.tla");
    String promised = "(state = \"Idle\" \\/ (step";
    assertTrue(module.contains(promised));
    Claim claim = claim("any-is-weaker");
    TlcResult result =
        new Tlc(1)
            .check(
                TlaFiles.JAR
                    .modules()
                    .with("MCCancelProtocol", module.replace(promised, "(FALSE /\\ (step")),
                claim.cfg());
    assertEquals(
        Optional.of("a temporal property is violated"),
        claim.difference(result).map(said -> said.replace("AnyIsWeaker", "a temporal property")));
  }

  @Tag("ci")
  @Test
  void aRunThatProvesNothingIsNoticed() {
    Claim nothing = TestClaims.with(claim("gone-H2"), List.of(), true);
    assertEquals(
        Optional.of("it claims nothing: no invariant and no property is named"),
        nothing.check(new Tlc(1), TlaFiles.JAR).difference());
  }

  /** A module that is missing or broken is named, with the place in it. */
  @Tag("ci")
  @Test
  void brokenFilesAreNamed(@TempDir Path folder) throws IOException {
    TlaFiles.JAR.modules().writeTo(folder);
    TlaFiles files = new TlaFiles(Optional.of(folder));
    Path module = folder.resolve("CancelProtocol.tla");
    String right = Files.readString(module);
    int line = right.lines().toList().indexOf("StartDevice ==") + 1;
    Files.writeString(module, right.replace("StartDevice ==", "StartDevice = ="));
    assertEquals(
        "hazard-H2: TLC exit code 150: Was expecting \"==== or more Module body\""
            + " Encountered \"StartDevice\" at line %d, column 1 and token \"vars\" "
                .formatted(line),
        problem(files, claim("hazard-H2")));
    Files.writeString(module, right.replace("device' = \"On\"", "devise' = \"On\""));
    assertEquals(
        "hazard-H2: TLC exit code 150: line %1$d, col 6 to line %1$d, col 11 of module"
                .formatted(line + 4)
            + " CancelProtocol Unknown operator: `devise'.",
        problem(files, claim("hazard-H2")));
    Files.writeString(module, right.replace("  /\\ device' = \"On\"\n", ""));
    assertTrue(
        problem(files, claim("hazard-H2")).contains("The following variable is not assigned"));
    Files.delete(module);
    assertEquals("there is no file " + module, problem(files, claim("hazard-H2")));
  }

  private static String problem(TlaFiles files, Claim claim) {
    return String.valueOf(
        assertThrows(TlaFilesException.class, () -> claim.check(new Tlc(1), files)).getMessage());
  }

  @Tag("ci")
  @Test
  void aWrongExpectationIsNoticed() {
    Claim gone = claim("gone-H2");
    TlcResult holds = checked(gone).tlc();
    assertEquals(
        Optional.of("it holds, but it must fail"),
        TestClaims.with(gone, gone.invariants(), false).difference(holds));
    assertEquals(
        Optional.of("distinct states 352, expected 1"),
        TestClaims.withFigures(gone, 1L, gone.figures().generatedSteps(), gone.figures().depth())
            .difference(holds));
    assertEquals(
        Optional.of("generated steps 1650, expected 2"),
        TestClaims.withFigures(gone, gone.figures().distinctStates(), 2L, gone.figures().depth())
            .difference(holds));
    assertEquals(
        Optional.of("depth 11, expected 3"),
        TestClaims.withFigures(
                gone, gone.figures().distinctStates(), gone.figures().generatedSteps(), 3)
            .difference(holds));

    Claim hazard = claim("hazard-H2");
    TlcResult violated = checked(hazard).tlc();
    assertEquals(
        Optional.of("NoH2 is violated"),
        TestClaims.with(hazard, hazard.invariants(), true).difference(violated));
    assertEquals(
        Optional.of("NoH2 is violated, expected [NoH1]"),
        TestClaims.with(hazard, List.of("NoH1"), false).difference(violated));
    assertEquals(
        Optional.of("steps to the violation 4, expected 5"),
        TestClaims.withSteps(hazard, 5).difference(violated));
  }

  /** The fairness that Java takes for a specification is the one in the TLA+ modules. */
  @Test
  void aFairnessIsNamedWhereTheSpecificationAssumesIt() {
    String modules =
        TlaFiles.MODULES.stream()
            .map(module -> TlaFiles.JAR.read(module + ".tla"))
            .collect(Collectors.joining("\n"));
    for (String specification : Fairness.specifications()) {
      Matcher definition =
          Pattern.compile("(?m)^" + specification + " ==((?:.|\\n  )*)$").matcher(modules);
      assertTrue(definition.find(), specification);
      Set<String> named =
          Pattern.compile("Fair(\\w+)")
              .matcher(definition.group(1))
              .results()
              .map(m -> m.group(1).toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      assertEquals(
          Fairness.of(specification).stream().map(Fairness::toString).collect(Collectors.toSet()),
          named,
          specification);
    }
  }

  /**
   * The matrix of README: for each driver kind and liveness property the assumptions without which
   * it fails are exactly those of the smallest specification for which it is shown to hold.
   */
  @Test
  void everyFairnessAssumptionIsNeededAndTheRestIsNot() {
    Map<String, Set<String>> needed = new TreeMap<>();
    Pattern name = Pattern.compile("without-(\\w+)-([\\w-]+?)((?:-L\\d)+)");
    claims()
        .forEach(
            claim -> {
              Matcher entry = name.matcher(claim.name());
              if (entry.matches()) {
                assertFalse(claim.mustHold(), claim::name);
                for (String rule : Splitter.on('-').omitEmptyStrings().split(entry.group(3))) {
                  needed
                      .computeIfAbsent(
                          claim.configuration().driver() + " " + rule, key -> new HashSet<>())
                      .add(entry.group(1));
                }
              }
            });
    assertEquals(15, needed.size());
    Map<String, Set<String>> enough = new TreeMap<>();
    claims()
        .filter(claim -> claim.mustHold() && claim.configuration().bounds().equals(Bounds.NONE))
        .forEach(
            claim ->
                claim.properties().stream()
                    .filter(property -> property.matches("L\\d_.*") && isLiveness(property))
                    .forEach(
                        property ->
                            enough.merge(
                                claim.configuration().driver() + " " + property.substring(0, 2),
                                claim.fairness().stream()
                                    .map(Component::toString)
                                    .collect(Collectors.toSet()),
                                (a, b) -> a.size() < b.size() ? a : b)));
    assertEquals(needed, enough);
  }

  private static boolean isLiveness(String property) {
    return TlaFiles.JAR.read("CancelRules.tla").contains("\n" + property + " == (")
        || TlaFiles.JAR.read("CancelRules.tla").contains("\n" + property + " ==\n  (");
  }

  @Test
  void bothPlatformsAreThere() {
    assertEquals(
        ImmutableSet.copyOf(Platform.banded()),
        claims().map(claim -> claim.configuration().platform()).collect(Collectors.toSet()));
  }

  static Claim claim(String name) {
    return Iterables.getOnlyElement(claims().filter(claim -> claim.name().equals(name)).toList());
  }
}
