package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;

@Execution(ExecutionMode.CONCURRENT)
class ManifestTest {
  private final Tlc tlc = new Tlc(1);

  static Stream<Claim> manifest() {
    return Claim.manifest().stream();
  }

  @ParameterizedTest
  @MethodSource("manifest")
  void everyClaimIsAsExpected(Claim claim) {
    assertEquals(Optional.empty(), claim.check(tlc).difference());
  }

  /** The second oracle: what TLC says can happen, can happen in the Java model. */
  @ParameterizedTest
  @MethodSource("violated")
  void aCounterexampleIsABehaviourOfTheJavaModel(Claim claim) {
    Protocol protocol = new Protocol(claim.configuration());
    ProtocolState state = ProtocolState.INITIAL;
    List<String> actions = claim.check(tlc).tlc().counterexample();
    assertFalse(actions.isEmpty());
    for (String label : actions) {
      state = protocol.next(state, Action.withLabel(label).orElseThrow()).orElseThrow();
    }
    Matcher hazard = Pattern.compile("hazard-(H\\d)").matcher(claim.name());
    if (hazard.matches()) {
      assertTrue(
          Hazard.valueOf(hazard.group(1)).occurs(claim.configuration(), state), claim.name());
    }
  }

  static Stream<Claim> violated() {
    return manifest().filter(claim -> claim.expect().equals("violated"));
  }

  /** The explorer counts the same states as TLC, wherever TLC visits all of them. */
  @ParameterizedTest
  @MethodSource("counted")
  void theExplorerCountsTheSameStates(Claim claim) {
    long pinned = Optional.ofNullable(claim.distinctStates()).orElseThrow();
    assertEquals(pinned, Explorer.graph(new Protocol(claim.configuration())).stateCount());
  }

  static Stream<Claim> counted() {
    return manifest().filter(claim -> claim.distinctStates() != null);
  }

  /** A configuration file proves what its entry claims, neither more nor less. */
  @ParameterizedTest
  @MethodSource("manifest")
  void theFileNamesTheClaimedProperties(Claim claim) {
    String cfg = TlaFiles.configurationFile(claim.name());
    String claims =
        cfg.substring(cfg.indexOf("SPECIFICATION"))
            .replaceAll("SPECIFICATION \\w+|INVARIANTS?|PROPERT(Y|IES)", "");
    assertEquals(
        ImmutableSet.copyOf(claim.properties()), ImmutableSet.copyOf(claims.strip().split("\\s+")));
  }

  @Test
  void everyFileIsInTheManifest() throws IOException {
    Set<String> names = Claim.manifest().stream().map(Claim::name).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(Path.of("src", "main", "tla", "cfg"))) {
      assertEquals(
          Set.of("graph"),
          files
              .map(file -> file.getFileName().toString().replace(".cfg", ""))
              .filter(name -> !names.contains(name))
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void theConstantsOfTheMainFilesAreThoseOfJava() {
    for (String name : List.of("graph", "safety", "liveness", "cancel-without-device")) {
      String cfg = TlaFiles.configurationFile(name);
      assertEquals(cfg, TlaFiles.withConstants(cfg, Configuration.DEFAULT), name);
    }
  }

  @Test
  void aWrongExpectationIsNoticed() {
    Claim safety = claim("safety");
    assertEquals(
        Optional.of("6576 distinct states, expected 1"),
        new Claim("safety", "", "holds", 0, safety.properties(), List.of(), 1L, null)
            .check(tlc)
            .difference());
    assertEquals(
        Optional.of("it holds, but it must fail"),
        new Claim("gone-H2", "", "violated", 12, List.of("NoH2"), List.of(), null, null)
            .check(tlc)
            .difference());
    assertEquals(
        Optional.of("NoH2 is violated"),
        new Claim("hazard-H2", "", "holds", 0, List.of("NoH2"), List.of(), null, null)
            .check(tlc)
            .difference());
    assertEquals(
        Optional.of("4 steps to the violation, expected 5"),
        new Claim("hazard-H2", "", "violated", 12, List.of("NoH2"), List.of(), null, 5)
            .check(tlc)
            .difference());
    assertEquals(
        Optional.of("NoH2 is violated, expected [NoH1]"),
        new Claim("hazard-H2", "", "violated", 12, List.of("NoH1"), List.of(), null, null)
            .check(tlc)
            .difference());
  }

  @Test
  void aFairnessIsNamedWhereTheSpecificationAssumesIt() {
    Pattern specification = Pattern.compile("SPECIFICATION (\\w+)");
    String modules = TlaFiles.read("CancelProtocol.tla") + TlaFiles.read("MCCancelProtocol.tla");
    for (Claim claim : Claim.manifest()) {
      Matcher spec = specification.matcher(TlaFiles.configurationFile(claim.name()));
      assertTrue(spec.find(), claim.name());
      Matcher definition = Pattern.compile("(?m)^" + spec.group(1) + " ==(.*)$").matcher(modules);
      assertTrue(definition.find(), spec.group(1));
      Set<String> fairness =
          Pattern.compile("Fair(\\w+)")
              .matcher(definition.group(1))
              .results()
              .map(m -> m.group(1).toLowerCase(java.util.Locale.ROOT))
              .collect(Collectors.toSet());
      assertEquals(ImmutableSet.copyOf(claim.fairness()), fairness, claim.name());
    }
  }

  private static Claim claim(String name) {
    return Claim.manifest().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
