package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.tla.engine.Mutation;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcResult;
import org.returntoidle.tla.engine.TlcResult.Outcome;

/**
 * Removes every guard and every effect of the specification, one at a time, and looks whether the
 * claim that {@code guards.json} names turns red. With {@code -Dsweep.update=true} it searches the
 * claims for one that turns red, and writes the file. A change that none finds needs a reason
 * there, and must show when all type-correct states are compared with Java.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class GuardSweep {
  static final Path FILE = Path.of("src", "main", "tla", "guards.json");

  /**
   * What protects one guard or effect.
   *
   * @param operator that it stands in
   * @param conjunct the guard or effect
   * @param change what the sweep writes instead
   * @param claim the claim that turns red; null if none does
   * @param by the property that is then violated, or what else is wrong
   * @param reason why no claim needs to turn red; null if one does
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Guard(
      String operator,
      String conjunct,
      String change,
      @Nullable String claim,
      @Nullable String by,
      @Nullable String reason) {
    String key() {
      return operator + ": " + conjunct + " -> " + change;
    }
  }

  private static final List<String> ORDER =
      List.of(
          "unbounded-xp-interruptible-both",
          "unbounded-xp-not-asynchronous-both",
          "unbounded-xp-blocking-pending-io",
          "unbounded-me-interruptible-both",
          "unbounded-xp-any-driver-callback",
          "bounded-xp-interruptible-both",
          "bounded-xp-any-driver-callback",
          "enough-interruptible",
          "gone-H1-both");

  static List<Guard> guards() {
    try {
      return List.of(new ObjectMapper().readValue(FILE.toFile(), Guard[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Mutation> mutations() {
    return Mutations.all().stream();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  @DisabledIfSystemProperty(named = "sweep.update", matches = "true")
  void theChangeTurnsItsClaimRed(Mutation mutation) {
    Optional<Guard> guard = Optional.ofNullable(known().get(mutation.toString()));
    assertEquals(guard, Optional.of(sweep(mutation, guard, false)));
  }

  @Test
  @EnabledIfSystemProperty(named = "sweep.update", matches = "true")
  void whatProtectsEachIsWritten() throws IOException {
    Map<String, Guard> known = Files.exists(FILE) ? known() : Map.of();
    List<Guard> found =
        Mutations.all().parallelStream()
            .map(each -> sweep(each, Optional.ofNullable(known.get(each.toString())), true))
            .toList();
    Files.writeString(
        FILE,
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(found)
            + "\n");
    assertEquals(
        List.of(),
        found.stream()
            .filter(guard -> guard.claim() == null && guard.reason() == null)
            .map(Guard::key)
            .toList(),
        "no claim protects these, and no reason is given");
  }

  private static Map<String, Guard> known() {
    return guards().stream().collect(Collectors.toMap(Guard::key, Function.identity()));
  }

  private static Guard sweep(Mutation mutation, Optional<Guard> known, boolean update) {
    try {
      Path folder = Files.createTempDirectory("return-to-idle-sweep");
      try {
        TlaFiles.JAR.modules().writeTo(folder);
        Files.writeString(folder.resolve(mutation.module() + ".tla"), mutation.text());
        TlaFiles files = new TlaFiles(Optional.of(folder));
        String claim = known.map(Guard::claim).orElse(null);
        Stream<Claim> candidates =
            claim != null
                ? Stream.of(EveryClaimTest.claim(claim))
                : update || known.isEmpty() ? candidates() : Stream.empty();
        Optional<Guard> red =
            candidates.flatMap(each -> red(mutation, files, each).stream()).findFirst();
        return red.orElseGet(
            () ->
                new Guard(
                    mutation.operator(),
                    mutation.conjunct(),
                    mutation.change(),
                    null,
                    null,
                    known
                        .map(Guard::reason)
                        .filter(reason -> differsSomewhere(files))
                        .orElse(null)));
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A change that no claim notices is still one that the comparison with Java does. */
  private static boolean differsSomewhere(TlaFiles files) {
    Configuration configuration = Configuration.DEFAULT.with(Bounds.NONE);
    return !Mirrors.everywhere(new Tlc(1), files, configuration).equal();
  }

  private static Stream<Claim> candidates() {
    return Stream.concat(
        ORDER.stream().map(EveryClaimTest::claim),
        TlaFiles.JAR.claims().stream()
            .filter(claim -> claim.name().matches("(reached|hazard|gone|machine).*")));
  }

  /** The guard, if {@code claim} turns red under the mutation. */
  private static Optional<Guard> red(Mutation mutation, TlaFiles files, Claim claim) {
    TlcResult result = new Tlc(1).check(files.modules(), claim.cfg());
    Optional<String> by =
        result.outcome() == Outcome.FAILED
            ? Optional.of(result.exitCode() == 11 ? "deadlock" : result.problem())
            : claim
                .difference(result)
                .map(difference -> difference.replaceFirst(" is violated.*", ""));
    return by.map(
        what ->
            new Guard(
                mutation.operator(),
                mutation.conjunct(),
                mutation.change(),
                claim.name(),
                what,
                null));
  }
}
