package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.Verification;

/** Pages for the tests, from small searches. */
final class Pages {
  private Pages() {}

  static DriverPart part(String name, DriverFactory factory, Path folder) {
    DriverSearch search =
        DriverSearch.of(Platform.XP)
            .withScope(Scope.together(2, 2, 1))
            .withRandom(20, 1)
            .withHangAfter(Duration.ofSeconds(2))
            .withReplays(folder);
    Reading reading = name.equals("reference") ? Reading.STRICT : Reading.PERMISSIVE;
    return DriverVerifier.verify(new Subject(name, factory, reading), search, Progress.NONE);
  }

  static String page(DriverPart part, ImmutableList<KillMatrix.Column> matrix) {
    Verification verification =
        new Verification(Platform.XP, 1, Optional.empty(), Optional.empty(), Optional.of(part));
    return Page.of(
        verification, matrix, ImmutableList.of(), Optional.empty(), file -> "replay " + file);
  }

  static String page(BuiltInDriver driver, Path folder) {
    return page(part(driver.label(), driver.factory(), folder), ImmutableList.of());
  }

  static Harness harness(BuiltInDriver driver) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(2), false);
    return new Harness(driver.factory(), Platform.XP, limits);
  }

  /** A matrix with what it costs little to find; the reference is not run for it. */
  static ImmutableList<KillMatrix.Column> matrix() {
    KillMatrix.Column reference =
        new KillMatrix.Column(
            BuiltInDriver.REFERENCE, ImmutableSet.of(), ImmutableSet.of(), Optional.empty(), 0);
    return ImmutableList.<KillMatrix.Column>builder()
        .add(reference)
        .add(KillMatrix.column(BuiltInDriver.NEVER_STOPPED, Duration.ofSeconds(2)))
        .add(KillMatrix.column(BuiltInDriver.ERROR_AS_CANCEL, Duration.ofSeconds(2)))
        .build();
  }
}
