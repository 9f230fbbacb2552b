package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Place;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverText;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;

/** Where in the driver the calls of a counterexample are made. */
class CallSitesTest {
  private static final Scope SCOPE = Scope.together(1, 1, 1);

  /** Starts a device and says that all is well. */
  private record Starts(ScannerDevice device) implements MiniDriver {
    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      device.start(); // The line that is looked for.
      return HResult.S_OK;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return HResult.S_OK;
    }
  }

  /** Waits for what never comes. */
  private record Stands(ScannerDevice device) implements MiniDriver {
    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      try {
        new CountDownLatch(1).await(); // Here.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return HResult.S_OK;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return HResult.S_OK;
    }
  }

  private static DriverPart verified(DriverFactory factory) {
    Subject subject = new Subject("one", factory, Reading.PERMISSIVE);
    DriverSearch search =
        DriverSearch.of(Platform.XP).withScope(SCOPE).withHangAfter(Duration.ofSeconds(2));
    return DriverVerifier.search(subject, search, Progress.NONE);
  }

  private static Counterexample found(DriverFactory factory) {
    return verified(factory).counterexample().orElseThrow();
  }

  /** The line of this file that ends with {@code comment}. */
  private static int line(String comment) throws IOException {
    Path file =
        Path.of("src/test/java").resolve(CallSitesTest.class.getName().replace('.', '/') + ".java");
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("; // " + comment)) {
        return i + 1;
      }
    }
    throw new AssertionError(comment);
  }

  @Test
  void aCallHasTheLineOfTheDriver() throws Exception {
    Counterexample found = found(Starts::new);
    Place place =
        new Place(
            Starts.class.getName(), "CallSitesTest.java", line("The line that is looked for."));
    assertEquals(ImmutableMap.of(1, place), found.places());
    assertTrue(
        DriverText.counterexample(found)
            .lines()
            .anyMatch(text -> text.contains("StartDevice") && text.endsWith("  " + place)),
        () -> DriverText.counterexample(found));
  }

  /** Not which line of the harness gives up. */
  @Test
  void whoStandsStillHasTheLineWhereItStands() throws Exception {
    Counterexample found = found(Stands::new);
    assertEquals(Rule.L1, found.finding().rule());
    Place place = found.places().get(found.run().trace().size() - 1);
    assertEquals("CallSitesTest.java:" + line("Here."), String.valueOf(place));
  }

  /** What is searched through is not looked at. */
  @Test
  void theSearchDoesNotLook() {
    try (Harness harness =
        new Harness(Starts::new, Platform.XP, new Limits(SCOPE, Duration.ofSeconds(10)))) {
      SearchResult result = Enumeration.search(harness, Tally.of(Reading.PERMISSIVE));
      assertEquals(ImmutableMap.of(), result.counterexample().orElseThrow().places());
    }
  }

  /** Another driver shows something else: then no lines are better than wrong ones. */
  @Test
  void whatDoesNotShowOnceMoreHasNone() {
    Counterexample found = found(Starts::new);
    Counterexample without =
        new Counterexample(
            found.schedule(), found.run(), found.finding(), Optional.empty(), found.after());
    Duration hangs = Duration.ofSeconds(10);
    assertEquals(without, CallSites.of(without, ReferenceMiniDriver::new, hangs));
    assertEquals(found, CallSites.of(without, Starts::new, hangs));
  }
}
