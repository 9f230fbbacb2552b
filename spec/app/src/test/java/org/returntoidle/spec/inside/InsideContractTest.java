package org.returntoidle.spec.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.examples.racy.LostUpdate;
import org.returntoidle.spec.examples.racy.NothingRacy;
import org.returntoidle.spec.examples.right.HandsToPool;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.kit.CancellationContract;

/** The check as a test class has it, beside a contract. */
@Isolated("jqwik runs one thing at a time")
class InsideContractTest {
  private static final String CHECK = "everyRuleBetweenTheDriversStatements";

  @TempDir private static Path folder = Path.of("unset");

  /** A contract that is small. */
  abstract static class Small implements CancellationContract, InsideContract {
    @Override
    public List<Platform> platforms() {
      return List.of(Platform.XP);
    }

    @Override
    public Scope scope() {
      return Scope.together(1, 1, 1);
    }

    @Override
    public int runs() {
      return 0;
    }

    @Override
    public int repeat() {
      return 0;
    }

    @Override
    public int interleavings() {
      return 60;
    }

    @Override
    public Path counterexamples() {
      return folder.resolve(getClass().getSimpleName());
    }
  }

  static class Racy extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new LostUpdate(device);
    }
  }

  static class Right extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new NothingRacy(device);
    }
  }

  static class NotForLincheck extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new HandsToPool(device);
    }

    @Override
    public int interleavings() {
      return 5;
    }
  }

  static class WrongAnyway extends Small {
    @Override
    public Scope scope() {
      return Scope.together(1, 2, 1);
    }

    @Override
    public MiniDriver driver(ScannerDevice device) {
      return (MiniDriver)
          BuiltInDriver.withLabel("stale-flag").orElseThrow().factory().create(device);
    }
  }

  static class AsksForNone extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new ReferenceMiniDriver(device);
    }

    @Override
    public int interleavings() {
      return 0;
    }
  }

  /** What became of the check, in one line; and how many other checks failed. */
  private record Said(String check, int others) {
    static Said of(Class<?> type) {
      List<String> checks = new ArrayList<>();
      List<String> others = new ArrayList<>();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(type))
                  .filters(EngineFilter.includeEngines("jqwik"))
                  .build(),
              new TestExecutionListener() {
                @Override
                public void executionSkipped(TestIdentifier test, String reason) {
                  if (isCheck(test)) {
                    checks.add("skipped: " + reason);
                  }
                }

                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                  if (isCheck(test)) {
                    checks.add(
                        result.getStatus()
                            + result
                                .getThrowable()
                                .map(thrown -> ": " + thrown.getMessage() + thrown.getCause())
                                .orElse(""));
                  } else if (test.isTest() && result.getThrowable().isPresent()) {
                    others.add(test.getDisplayName());
                  }
                }
              });
      assertEquals(1, checks.size(), checks::toString);
      return new Said(checks.get(0), others.size());
    }

    private static boolean isCheck(TestIdentifier test) {
      return test.getUniqueId().contains(CHECK);
    }
  }

  @Tag("ci")
  @Test
  void aRaceFailsAndShowsTheDriversLines() {
    Said said = Said.of(Racy.class);
    assertTrue(
        said.check.startsWith("FAILED: A4 violated on Windows XP, interleaving 34 of two calls"),
        said.check);
    assertTrue(said.check.contains("Racy.java:"), said.check);
    assertEquals(0, said.others);
  }

  @Tag("ci")
  @Test
  void whoIsRightPasses() {
    assertEquals(new Said("SUCCESSFUL", 0), Said.of(Right.class));
  }

  @Tag("ci")
  @Test
  void whatLincheckCannotRunDoesNotPass() {
    Said said = Said.of(NotForLincheck.class);
    assertTrue(said.check.startsWith("skipped: interleavings not tested: "), said.check);
    assertEquals(0, said.others);
  }

  @Test
  void oneFaultIsOneFailure() {
    Said said = Said.of(WrongAnyway.class);
    assertEquals(
        new Said("skipped: interleavings not tested: A4 is violated on Windows XP", 1), said);
  }

  @Test
  void aNumberThatCannotBeUsedIsRefused() {
    Said said = Said.of(AsksForNone.class);
    assertTrue(said.check.contains("interleavings() is 0; it must be at least 1"), said.check);
    assertEquals(0, said.others);
  }
}
