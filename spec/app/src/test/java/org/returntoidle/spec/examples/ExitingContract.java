package org.returntoidle.spec.examples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.kit.CancellationContract;

/** A test class whose driver ends the program; run by JUnit's launcher in a JVM of its own. */
public final class ExitingContract implements CancellationContract {
  private static Path folder = Path.of("unset");

  /** The folder for the counterexample is the only argument. */
  public static void main(String[] args) {
    folder = Path.of(args[0]);
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ExitingContract.class))
                .filters(EngineFilter.includeEngines("jqwik"))
                .build());
  }

  @Override
  public MiniDriver driver(ScannerDevice device) {
    return new UnrulyDrivers.ExitsInTransfer(device);
  }

  @Override
  public Scope scope() {
    return Scope.together(1, 1, 0);
  }

  @Override
  public Path counterexamples() {
    return folder;
  }
}
