package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.verify.DriverSearch;
import org.returntoidle.spec.verify.DriverVerifier;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.Progress;
import org.returntoidle.spec.verify.Subject;
import org.returntoidle.spec.verify.Verification;
import org.returntoidle.spec.verify.Verification.DriverPart;

/** Pages for the tests, from small searches. */
final class Pages {
  private Pages() {}

  static DriverPart part(String name, DriverFactory factory, Path folder) {
    DriverSearch search =
        new DriverSearch(
            Platform.XP,
            Optional.of(Scope.together(2, 2, 1)),
            Duration.ofSeconds(25),
            20,
            1,
            Duration.ofSeconds(2),
            folder,
            ImmutableList.of(),
            ImmutableList.of());
    Reading reading = name.equals("reference") ? Reading.STRICT : Reading.PERMISSIVE;
    return DriverVerifier.verify(new Subject(name, factory, reading), search, Progress.NONE);
  }

  static String page(DriverPart part, ImmutableList<KillMatrix.Column> matrix) {
    Verification verification =
        new Verification(Platform.XP, 1, Optional.empty(), Optional.empty(), Optional.of(part));
    return Page.of(verification, matrix, file -> "replay " + file);
  }

  static String page(BuiltInDriver driver, Path folder) {
    return page(part(driver.label(), driver.factory(), folder), ImmutableList.of());
  }

  /** A matrix with what it costs little to find. */
  static ImmutableList<KillMatrix.Column> matrix() {
    return Arrays.stream(BuiltInDriver.values())
        .limit(4)
        .map(driver -> KillMatrix.column(driver, Duration.ofSeconds(2)))
        .collect(ImmutableList.toImmutableList());
  }
}
