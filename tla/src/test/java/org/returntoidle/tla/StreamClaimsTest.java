package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Properties;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.tla.engine.Modules;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcResult;

/** The claims about stream transfers, as {@link EveryClaimTest} those about banded ones. */
@Execution(ExecutionMode.CONCURRENT)
class StreamClaimsTest {
  /** One of each kind, with few states. */
  private static final Set<String> OF_EACH_KIND =
      Set.of(
          "all-not-asynchronous-callback",
          "inductive-not-asynchronous-callback",
          "without-image-interruptible-L1-L2-L4",
          "pages-items-callback",
          "inductive-all-not-asynchronous",
          "hazard-H7-empty-feeder",
          "messages-handled-callback",
          "inductive-messages-not-asynchronous",
          "repaired-for-ever-L1-L2-L4",
          "hazard-H6",
          "reached-V5-FewerPages",
          "hazard-H2",
          "hazard-H7",
          "gone-H2-callback",
          "absurd",
          "machine-begins",
          "mapping-error-as-idle",
          "reached-V2a-CancelBeforeEntry",
          "reached-A1-BothSidesCancel");

  static Stream<Claim> claims() {
    return TlaFiles.JAR.claims(Transfers.STREAMS).stream();
  }

  static Stream<Claim> ofEachKind() {
    return claims().filter(claim -> OF_EACH_KIND.contains(claim.name()));
  }

  static Stream<Claim> others() {
    return claims().filter(claim -> !OF_EACH_KIND.contains(claim.name()));
  }

  private static Claim claim(String name) {
    return claims().filter(claim -> claim.name().equals(name)).findFirst().orElseThrow();
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("ofEachKind")
  void theClaimIsAsExpectedInTlcAndInJava(Claim claim) {
    Claim.Checked checked = claim.check(new Tlc(1), TlaFiles.JAR);
    assertEquals(Optional.empty(), checked.difference());
    assertEquals(Optional.empty(), Replay.difference(claim, checked.tlc()));
    assertEquals(Optional.empty(), JavaCheck.difference(claim, JavaCheck.of(claim)));
  }

  /** What {@code prove --platform vista} does. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("others")
  void soIsEveryOther(Claim claim) {
    theClaimIsAsExpectedInTlcAndInJava(claim);
  }

  @Test
  void oneOfEachKindIsThere() {
    assertEquals(OF_EACH_KIND.size(), ofEachKind().count());
    assertEquals(
        claims().map(claim -> claim.figures().exitCode()).collect(Collectors.toSet()),
        ofEachKind().map(claim -> claim.figures().exitCode()).collect(Collectors.toSet()));
  }

  /**
   * Every driver × application without bounds, and every driver with them. With callbacks only no
   * event comes: a driver that would confirm it does what another does, and each of its steps is
   * one of a driver whose application cancels both ways.
   */
  @Test
  void everyConfigurationIsClaimed() {
    assertEquals(
        kinds(one -> !isCallback(one) || !one.driver().confirming()),
        configurations("(all|safe)-.*"));
    String pages = "(number|all|items|messages)-(not-asynchronous|interruptible(-confirming)?)";
    assertEquals(
        kinds(one -> !isCallback(one) || one.driver().kind() == DriverKind.NOT_ASYNCHRONOUS),
        configurations("inductive-(?!" + pages + "$).*"));
    assertEquals(5, configurations("bounded-(?!" + pages + "$).*").size());
    assertEquals(7, configurations("pages-" + pages).size());
    assertEquals(4, configurations("bounded-" + pages).size());
    assertEquals(6, configurations("inductive-" + pages).size());
    assertEquals(5, configurations("messages-.*").size());
  }

  private static boolean isCallback(StreamConfiguration configuration) {
    return configuration.application() == StreamApplication.CALLBACK;
  }

  private static Set<Object> kinds(Predicate<StreamConfiguration> which) {
    return StreamConfiguration.all(StreamBounds.NONE).filter(which).collect(Collectors.toSet());
  }

  /** What that says, in Java: the steps with callbacks only are the same, or there are more. */
  @ParameterizedTest
  @EnumSource(DriverKind.class)
  void withCallbacksOnlyThereIsNothingToConfirm(DriverKind kind) {
    StateGraph<StreamState, Action> direct = graph(kind, false, StreamApplication.CALLBACK);
    if (kind != DriverKind.NOT_ASYNCHRONOUS) {
      StateGraph<StreamState, Action> confirming = graph(kind, true, StreamApplication.CALLBACK);
      assertEquals(direct.states(), confirming.states());
      assertEquals(direct.edges(), confirming.edges());
    }
    StreamProtocol both = protocol(kind, false, StreamApplication.BOTH);
    direct
        .edges()
        .forEach(
            edge ->
                assertEquals(
                    direct.states().get(edge.to()),
                    both.successors(direct.states().get(edge.from())).get(edge.action())));
  }

  private static StateGraph<StreamState, Action> graph(
      DriverKind kind, boolean confirming, StreamApplication application) {
    return StateGraph.of(protocol(kind, confirming, application));
  }

  private static StreamProtocol protocol(
      DriverKind kind, boolean confirming, StreamApplication application) {
    return new StreamProtocol(
        new StreamConfiguration(
            new StreamDriver(kind, confirming), application, StreamBounds.NONE));
  }

  private static Set<Object> configurations(String name) {
    return claims()
        .filter(claim -> claim.name().matches(name))
        .map(claim -> ((Streamed) claim.subject()).configuration())
        .collect(Collectors.toSet());
  }

  /** The fairness that Java takes for a specification is the one in the TLA+ modules. */
  @Test
  void aFairnessIsNamedWhereTheSpecificationAssumesIt() {
    String modules = String.join("\n", TlaFiles.JAR.streamModules().texts().values());
    for (String specification : StreamFairness.specifications()) {
      Matcher definition =
          Pattern.compile("(?m)^" + specification + " ==((?:.|\\n  )*)$").matcher(modules);
      assertTrue(definition.find(), specification);
      assertEquals(
          StreamFairness.of(specification).stream()
              .map(Component::toString)
              .collect(Collectors.toSet()),
          Pattern.compile("Fair(\\w+)")
              .matcher(definition.group(1))
              .results()
              .map(m -> m.group(1).toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet()),
          specification);
    }
  }

  /**
   * The matrix of PROOF: without each of these a property fails, and it holds with these alone. Of
   * the other drivers it is checked in Java, in {@code StreamProtocolTest}.
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
                      .computeIfAbsent(entry.group(2) + " " + rule, key -> new TreeSet<>())
                      .add(entry.group(1));
                }
              }
            });
    assertEquals(11, needed.size());
    needed.forEach(
        (key, components) -> {
          List<String> words = Splitter.on(' ').splitToList(key);
          String enough =
              words.get(1).matches("L[35]")
                  ? "enough-" + words.get(0) + "-" + words.get(1)
                  : "all-" + words.get(0) + "-both";
          assertEquals(
              components,
              claim(enough).fairness().stream()
                  .map(Component::toString)
                  .collect(Collectors.toCollection(TreeSet::new)),
              key);
        });
  }

  /** What {@code prove} leaves to {@code prove --all} and the tests is shown in Java. */
  @Test
  void whatIsLeftOutOfAProofIsShownInJava() {
    List<Claim> left = claims().filter(claim -> claim.withAll().isPresent()).toList();
    Proof proof = new Proof(new Tlc(1), TlaFiles.JAR, Transfers.STREAMS);
    assertEquals(left.size(), proof.claimsWithAll().size());
    assertEquals(claims().count(), proof.claims().size() + proof.claimsWithAll().size());
    for (Claim claim : left) {
      assertEquals(Optional.empty(), JavaCheck.difference(claim, JavaCheck.of(claim)));
    }
  }

  /** TLC is asked the same of another driver, or of an application that does more. */
  @Test
  void aKindOfClaimIsLeftOutOnlyIfJavaSeesItInOneStep() {
    Set<String> asked = kindsOfClaims(claims().filter(claim -> claim.withAll().isEmpty()));
    Set<String> left = kindsOfClaims(claims().filter(claim -> claim.withAll().isPresent()));
    assertEquals(Set.of("reached", "machine", "safe"), Sets.difference(left, asked));
  }

  private static Set<String> kindsOfClaims(Stream<Claim> claims) {
    return claims
        .map(claim -> claim.name().replaceFirst("-.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Each kind of claim is red where something is wrong, also what says it as TLA+ does. */
  @Tag("ci")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all-not-asynchronous-callback|StreamProtocol|/\\ device # \"On\"|/\\ TRUE"
            + "|Inductive is violated",
        "variant-asks-late|StreamProtocol|/\\ device # \"On\"|/\\ TRUE|D6_QuietAtRest is violated",
        "inductive-not-asynchronous-callback|StreamProof"
            + "|IF InControl THEN 0 ELSE 1|IF InControl THEN 1 ELSE 1"
            + "|L5_WithinSteps is violated",
        "gone-H2-callback|StreamProtocol|/\\ Application # \"Callback\"|/\\ TRUE|NoH2 is violated",
        "hazard-H2|StreamRules|NoH2 == [][~(Returns|NoH2 == [][~(FALSE"
            + "|it holds, but it must fail",
        "messages-handled-callback|StreamProtocol|Fails(\"Working\")"
            + "|step' = \"Working\" /\\ fault' = FALSE /\\ Observed(\"Fault\")"
            + " /\\ InputFault(\"WIA_ERROR_PAPER_JAM\")|V31_FaultIsToldFirst is violated",
        "messages-handled-callback|MCStreamProtocol|RepairedForEver \\/|FALSE \\/"
            + "|a temporal property is violated",
        "gone-H6-both|StreamProtocol|IF Handled THEN ~MustCancel|IF Handled THEN TRUE"
            + "|NoH6 is violated",
        "repaired-for-ever-L1-L2-L4|StreamProtocol|/\\ Handled|/\\ FALSE"
            + "|it holds, but it must fail",
        "absurd|MCStreamProtocol|\"NoSuchState\"|\"Idle\"" + "|it holds, but it must fail",
        "machine-begins|MCStreamProtocol|NeverBegins == [][~|NeverBegins == [][TRUE \\/ "
            + "|it holds, but it must fail",
        "reached-V2a-CancelBeforeEntry|MCStreamProtocol|Marks /\\ download = \"Begun\"|FALSE"
            + "|it holds, but it must fail"
      })
  void eachKindCanFail(String name, String module, String right, String wrong, String said) {
    Modules modules = TlaFiles.JAR.streamModules();
    String text = String.valueOf(modules.texts().get(module));
    assertTrue(text.contains(right), right);
    Claim claim = claim(name);
    TlcResult result =
        new Tlc(1)
            .check(modules.with(module, text.replace(right, String.valueOf(wrong))), claim.cfg());
    assertEquals(Optional.ofNullable(said), claim.difference(result));
  }

  @Tag("ci")
  @Test
  void anAssumptionTooManyMakesItHold() {
    Modules modules = TlaFiles.JAR.streamModules();
    String text = String.valueOf(modules.texts().get("MCStreamProtocol"));
    String unfair = "NoFairImage ==\n  Safe";
    assertTrue(text.contains(unfair));
    Claim claim = claim("without-image-interruptible-L1-L2-L4");
    assertEquals(
        Optional.of("it holds, but it must fail"),
        claim.difference(
            new Tlc(1)
                .check(
                    modules.with(
                        "MCStreamProtocol", text.replace(unfair, unfair + " /\\ FairImage")),
                    claim.cfg())));
  }

  /** A counterexample that Java does not have, or that does not show the hazard. */
  @Test
  void aCounterexampleThatIsNoneIsNamed() {
    Claim hazard = claim("hazard-H2");
    assertEquals(
        Optional.of("TLC's counterexample does not show H2 in Java"),
        Replay.difference(hazard, counterexample(List.of(Action.DOWNLOAD))));
    assertTrue(
        Replay.difference(hazard, counterexample(List.of(Action.STOP_DEVICE)))
            .orElseThrow()
            .startsWith("step 1 of TLC's counterexample, StopDevice, cannot happen in Java in "));
    assertEquals(
        Optional.empty(),
        Replay.difference(
            hazard,
            counterexample(
                List.of(
                    Action.CANCEL_TRANSFER,
                    Action.DOWNLOAD,
                    Action.ACQUIRE_ITEM_DATA,
                    Action.NOTIFY_CANCEL_IO,
                    Action.RETURN_FROM_ACQUIRE))));
  }

  private static TlcResult counterexample(List<Action> actions) {
    return new TlcResult(
        13,
        2112,
        TlcResult.Outcome.VIOLATED,
        "",
        1,
        1,
        1,
        1,
        Optional.of("NoH2"),
        actions.stream().map(Action::label).collect(ImmutableList.toImmutableList()),
        ImmutableList.of(),
        Optional.empty(),
        "",
        0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"variant\": \"None\"|\"variant\": \"Nun\"|all-not-asynchronous-callback says 'Nun', which"
            + " is none of None, AsksOnce, DiscardsSilently, AsksLate, ForeignCancel",
        "\"pages\": 2|\"pages\": 0|bounded-not-asynchronous: pages is 0; it must be 1 to 1000",
        "\"pages\": 2|\"sheets\": 2" + "|bounded-not-asynchronous says sheets, which no claim says",
        "\"Absurd\"|\"Sensible\"|absurd claims Sensible, which Java does not know"
      })
  void whatIsWrongInTheClaimsIsNamed(String right, String wrong, String said) {
    String text = TlaFiles.JAR.read(Transfers.STREAMS.claims());
    assertTrue(text.contains(right), right);
    Claims claims = new Claims(TlaFiles.JAR, Transfers.STREAMS, Properties::of);
    assertEquals(
        "stream-claims.json: " + said,
        assertThrows(
                TlaFilesException.class,
                () -> claims.read(text.replace(right, wrong), name -> Figures.UNKNOWN))
            .getMessage());
  }

  /** A claim about streams has no banded configuration. */
  @Test
  void whoAsksForTheOtherProtocolIsTold() {
    assertEquals(
        "hazard-H2 is about stream transfers",
        assertThrows(IllegalStateException.class, () -> claim("hazard-H2").configuration())
            .getMessage());
  }
}
