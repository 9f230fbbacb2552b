package org.returntoidle.spec.kit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.Seen;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.verify.DriverSearch;
import org.returntoidle.spec.verify.DriverSearch.Recorded;
import org.returntoidle.spec.verify.DriverVerifier;
import org.returntoidle.spec.verify.Progress;
import org.returntoidle.spec.verify.RuleVerdict.Verdict;
import org.returntoidle.spec.verify.Subject;
import org.returntoidle.spec.verify.TextReport;
import org.returntoidle.spec.verify.Verification.DriverPart;

/**
 * What the checks of one test class share: the driver is run once, by whichever check comes first.
 */
final class ContractRun {
  private static final Map<Class<?>, ContractRun> RUNS = new ConcurrentHashMap<>();

  private final CancellationContract contract;
  private final Subject subject;
  private final ImmutableMap<Platform, DriverPart> parts;

  private ContractRun(CancellationContract contract) {
    this.contract = contract;
    this.subject = new Subject(contract.getClass().getName(), contract::driver, Reading.PERMISSIVE);
    this.parts = Maps.toMap(contract.platforms(), this::verify);
  }

  /** The run of {@code contract}'s class. */
  static ContractRun of(CancellationContract contract) {
    return RUNS.computeIfAbsent(contract.getClass(), type -> new ContractRun(contract));
  }

  private DriverPart verify(Platform platform) {
    return DriverVerifier.verify(
        subject,
        DriverSearch.of(platform)
            .withScope(contract.scope())
            .withHangAfter(contract.hangAfter())
            .withReplays(contract.counterexamples())
            .withRecorded(recorded(platform)),
        Progress.NONE);
  }

  private ImmutableList<Recorded> recorded(Platform platform) {
    if (!Files.isDirectory(contract.recorded())) {
      return ImmutableList.of();
    }
    try (Stream<Path> files = Files.list(contract.recorded())) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Recorded::read)
          .filter(recorded -> recorded.replay().platform() == platform)
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the folder " + contract.recorded(), e);
    }
  }

  /** Why nothing can be told of {@code rule}; empty if something can. */
  Optional<String> skipped(Rule rule) {
    List<String> reasons = new ArrayList<>();
    for (DriverPart part : parts.values()) {
      switch (verdict(part, rule)) {
        case HOLDS, VIOLATED -> {
          return Optional.empty();
        }
        case NOT_APPLICABLE -> reasons.add(rule + " says nothing about this driver");
        case NOT_TESTED -> reasons.add(rule + " " + notTested(part));
      }
    }
    return reasons.stream().findFirst();
  }

  /**
   * Passes unless {@code rule} is violated.
   *
   * @throws AssertionError if it is, with the counterexample
   */
  void check(Rule rule) {
    for (DriverPart part : parts.values()) {
      if (verdict(part, rule) == Verdict.VIOLATED) {
        throw violated(
            part.counterexample().orElseThrow(),
            "found after " + TextReport.runs(part.counts()) + ", ",
            part.replay());
      }
    }
  }

  private static Verdict verdict(DriverPart part, Rule rule) {
    return part.rules().stream()
        .filter(verdict -> verdict.rule() == rule)
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private static String notTested(DriverPart part) {
    return part.counterexample()
        .map(found -> "not tested: " + found.finding().rule() + " is violated")
        .orElse("not tested: no schedule within " + part.scope() + " reaches it");
  }

  /**
   * Runs a random schedule on each platform.
   *
   * @throws AssertionError if a rule is violated, with the counterexample
   */
  void run(RandomSearch.Plan plan, boolean races) {
    for (Platform platform : parts.keySet()) {
      Limits limits = Limits.beyond(RandomSearch.SCOPE, contract.hangAfter(), races);
      try (Harness harness = DriverVerifier.harness(subject, platform, limits)) {
        Run run = harness.run(plan.chooser());
        Tally.of(subject.reading())
            .add(run.schedule(), run)
            .ifPresent(
                found -> {
                  Path file =
                      DriverVerifier.write(contract.counterexamples(), subject.name(), found);
                  throw violated(found, "", Optional.of(file));
                });
      }
    }
  }

  private static AssertionError violated(Counterexample found, String after, Optional<Path> file) {
    return new AssertionError(
        String.format(
            Locale.ROOT,
            "%s violated on Windows %s%n%s%n%n%s%s",
            found.finding().rule(),
            found.run().platform().label(),
            TextReport.counterexample(found),
            after,
            file.map(path -> "recorded in " + path)
                .orElseGet(() -> found.seen().map(Seen::toString).orElse(""))));
  }
}
