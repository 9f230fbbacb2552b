package org.returntoidle.spec.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.impl.ReferenceStreamDriver;

/** The file goes only if it was made for the kit's checks and nothing else. */
@Isolated("jqwik runs one thing at a time")
class NoDatabaseTest {
  @TempDir private Path folder = Path.of("unset");

  static class OfTheKit implements StreamContract {
    @Override
    public StreamMiniDriver driver(ScannerDevice device) {
      return new ReferenceStreamDriver(device);
    }
  }

  static final class OfBoth extends OfTheKit {
    @Example
    void something() {}
  }

  static final class OfTheUser {
    @Example
    void something() {}
  }

  /** What is found, nothing of which is run. */
  private static TestPlan plan(String database, Class<?>... types) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                Arrays.stream(types).map(type -> selectClass(type)).toArray(ClassSelector[]::new))
            .filters(EngineFilter.includeEngines("jqwik"))
            .enableImplicitConfigurationParameters(false)
            .configurationParameters(
                database.isEmpty() ? Map.of() : Map.of("jqwik.database", database))
            .build();
    return LauncherFactory.create(
            LauncherConfig.builder().enablePostDiscoveryFilterAutoRegistration(false).build())
        .discover(request);
  }

  private boolean isLeft(boolean wasThere, TestPlan plan) throws IOException {
    Path file = folder.resolve("database");
    Files.deleteIfExists(file);
    if (wasThere) {
      Files.createFile(file);
    }
    NoDatabase listener = new NoDatabase(file);
    listener.testPlanExecutionStarted(plan);
    Files.writeString(file, "jqwik's");
    listener.testPlanExecutionFinished(plan);
    return Files.exists(file);
  }

  @Test
  void onlyTheKitsOwnFileIsRemoved() throws IOException {
    assertEquals(false, isLeft(false, plan("", OfTheKit.class)));
    assertEquals(true, isLeft(true, plan("", OfTheKit.class)));
    assertEquals(true, isLeft(false, plan("", OfTheKit.class, OfTheUser.class)));
    assertEquals(true, isLeft(false, plan("", OfBoth.class)));
    assertEquals(true, isLeft(false, plan("elsewhere", OfTheKit.class)));
  }
}
