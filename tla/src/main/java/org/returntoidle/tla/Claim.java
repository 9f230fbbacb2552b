package org.returntoidle.tla;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.tla.TlcResult.Outcome;

/**
 * One entry of the manifest: a configuration of TLC and what it must say.
 *
 * @param name of the entry, and of its file {@code cfg/NAME.cfg}
 * @param says what it shows, in words
 * @param platform of the protocol
 * @param driver of the protocol
 * @param application of the protocol
 * @param bounds bands, transfers, cancels, faults; null for no bound at all
 * @param specification the behaviours that are looked at, by its name in TLA+
 * @param fairness the components that this specification assumes not to stand still
 * @param invariants what is claimed of every state, by the names in the TLA+ modules
 * @param properties what is claimed of every step or behaviour
 * @param expect {@code holds} or {@code violated}
 * @param exitCode that TLC must end with
 * @param messageCode of TLC's message that says so: 2193 success, 2110 invariant, 2112 property of
 *     steps, 2116 property of behaviours
 * @param distinctStates that TLC must count; null where a violation cuts the search short
 * @param edges steps between them, likewise
 * @param depth length of the longest of the shortest paths, likewise
 * @param steps length of the counterexample, the shortest one if it is finite; null if it holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Claim(
    String name,
    String says,
    Platform platform,
    DriverKind driver,
    ApplicationKind application,
    @Nullable List<Integer> bounds,
    String specification,
    List<Fairness> fairness,
    List<String> invariants,
    List<String> properties,
    String expect,
    int exitCode,
    int messageCode,
    @Nullable Long distinctStates,
    @Nullable Long edges,
    @Nullable Integer depth,
    @Nullable Integer steps) {

  /** The entries that {@code verify} runs: they hold for every platform and all bounds. */
  private static final ImmutableSet<String> MAIN =
      ImmutableSet.of("safety", "liveness", "cancel-without-device");

  /**
   * What became of an entry.
   *
   * @param claim the entry
   * @param tlc TLC's answer
   * @param difference how the answer differs from the entry; empty if it is as expected
   */
  public record Checked(Claim claim, TlcResult tlc, Optional<String> difference) {}

  /** The entries that {@code verify} runs for whatever bounds it is given. */
  public static ImmutableList<Claim> main() {
    return TlaFiles.JAR.manifest().stream()
        .filter(claim -> MAIN.contains(claim.name()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The protocol that this entry is about. */
  public Configuration configuration() {
    return new Configuration(
        platform,
        driver,
        application,
        bounds == null
            ? Bounds.NONE
            : Bounds.of(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3)));
  }

  /** Whether TLC will be busy for more than a moment. */
  private boolean isLarge() {
    return mustHold() && bounds != null;
  }

  /** Invariants and properties together. */
  public ImmutableList<String> claimed() {
    return ImmutableList.<String>builder().addAll(invariants).addAll(properties).build();
  }

  /** Whether it must hold; otherwise it must be violated. */
  public boolean mustHold() {
    return expect.equals("holds");
  }

  /** The whole TLC configuration file of this entry. */
  public String cfg() {
    return cfg(configuration());
  }

  private String cfg(Configuration configuration) {
    List<String> lines = new ArrayList<>();
    lines.addAll(TlaFiles.constants(configuration));
    // Without bounds a behaviour never ends; with them it ends where L2_EndsUsedUp says.
    lines.add("CHECK_DEADLOCK " + (configuration.bounds().equals(Bounds.NONE) ? "TRUE" : "FALSE"));
    lines.add("SPECIFICATION " + specification);
    section(lines, "INVARIANTS", invariants);
    section(lines, "PROPERTIES", properties);
    return String.join("\n", lines) + "\n";
  }

  private static void section(List<String> lines, String title, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(title);
      names.forEach(name -> lines.add("  " + name));
    }
  }

  /**
   * Runs this entry as it stands in its file.
   *
   * @throws TlcException if TLC gives no verdict
   * @throws TlaFilesException if a file is missing or not what TLC accepts
   */
  public Checked check(Tlc tlc, TlaFiles files) {
    String cfg = configurationFile(files);
    TlcResult result = isLarge() ? tlc.checkMany(files, cfg) : tlc.check(files, cfg);
    if (result.outcome() == Outcome.FAILED && files.folder().isPresent() && result.isInputWrong()) {
      throw new TlaFilesException(name + ": " + result.problem());
    }
    return new Checked(this, result, claimsNothing().or(() -> difference(result)));
  }

  /**
   * Runs this entry for another configuration.
   *
   * @param states how many states there must be, as counted by the explorer
   * @throws TlcException if TLC gives no verdict
   */
  public Checked check(Tlc tlc, Configuration other, long states) {
    TlcResult result = tlc.checkMany(TlaFiles.JAR, cfg(other));
    Claim scaled =
        new Claim(
            name,
            says,
            other.platform(),
            other.driver(),
            other.application(),
            null,
            specification,
            fairness,
            invariants,
            properties,
            expect,
            exitCode,
            messageCode,
            states,
            null,
            null,
            null);
    return new Checked(this, result, scaled.difference(result));
  }

  /** A run of TLC that is asked nothing succeeds; that proves nothing. */
  private Optional<String> claimsNothing() {
    return claimed().isEmpty()
        ? Optional.of("it claims nothing: no invariant and no property is named")
        : Optional.empty();
  }

  /** The file as it is; it must be what this entry says, constants and claims. */
  private String configurationFile(TlaFiles files) {
    List<String> there = files.configurationFile(name).lines().toList();
    List<String> expected = cfg().lines().toList();
    for (int i = 0; i < Math.max(there.size(), expected.size()); i++) {
      String is = i < there.size() ? there.get(i).strip() : "the end";
      String must = i < expected.size() ? expected.get(i).strip() : "the end";
      if (!is.equals(must)) {
        throw new TlaFilesException(
            String.format(
                Locale.ROOT,
                "cfg/%s.cfg, line %d is: %s; by the manifest it must be: %s",
                name,
                i + 1,
                is,
                must));
      }
    }
    return cfg();
  }

  /** How TLC's answer differs from this entry; empty if it does not. */
  Optional<String> difference(TlcResult result) {
    if (result.outcome() == Outcome.FAILED) {
      throw new TlcException(name + ": " + result.problem());
    }
    if (mustHold() != (result.outcome() == Outcome.HOLDS)) {
      return Optional.of(
          mustHold()
              ? result.violated().orElse("a temporal property") + " is violated"
              : "it holds, but it must fail");
    }
    if (!mustHold() && !result.violated().map(claimed()::contains).orElse(claimed().size() == 1)) {
      return Optional.of(
          result.violated().orElse("a property") + " is violated, expected " + claimed());
    }
    return differs("exit code", exitCode, result.exitCode())
        .or(() -> differs("message code", messageCode, result.messageCode()))
        .or(() -> differs("distinct states", distinctStates, result.distinctStates()))
        .or(() -> differs("edges", edges, result.edges()))
        .or(() -> differs("depth", depth, result.depth()))
        .or(() -> differs("steps to the violation", steps, result.counterexample().size()));
  }

  private static <T> Optional<String> differs(String what, @Nullable T expected, T actual) {
    return expected == null || Objects.equals(expected, actual)
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%s %s, expected %s", what, actual, expected));
  }

  /** This entry with the figures that {@code result} has. */
  Claim withFigures(TlcResult result) {
    boolean holds = result.outcome() == Outcome.HOLDS;
    return new Claim(
        name,
        says,
        platform,
        driver,
        application,
        bounds,
        specification,
        fairness,
        invariants,
        properties,
        expect,
        result.exitCode(),
        result.messageCode(),
        holds ? result.distinctStates() : null,
        holds ? result.edges() : null,
        holds ? result.depth() : null,
        holds ? null : result.counterexample().size());
  }
}
