package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.examples.Made;

/** A violation that does not show every time is told as what it is. */
public class SeenTest {
  @TempDir private Path folder = Path.of("unset");

  @BeforeEach
  void startAgain() {
    Made.COUNT.set(0);
  }

  /** Right, unless its number is a wrong one. */
  private abstract static class Sometimes implements MiniDriver {
    private final MiniDriver reference;
    private final boolean wrong;

    Sometimes(ScannerDevice device, IntPredicate which) {
      reference = new ReferenceMiniDriver(device);
      wrong = which.test(Made.COUNT.incrementAndGet());
    }

    @Override
    public final HResult drvAcquireItemData(TransferContext context) {
      HResult code = reference.drvAcquireItemData(context);
      return wrong ? HResult.E_FAIL : code;
    }

    @Override
    public final HResult drvNotifyPnpEvent(WiaEvent event) {
      return reference.drvNotifyPnpEvent(event);
    }
  }

  public static final class Once extends Sometimes {
    public Once(ScannerDevice device) {
      super(device, number -> number == 300);
    }
  }

  public static final class Often extends Sometimes {
    public Often(ScannerDevice device) {
      super(device, number -> number > 300 && number % 4 == 0);
    }
  }

  @Test
  void whatIsSeenOnceIsSaidAndHasNoFile() throws IOException {
    Cli cli = verify(Once.class);
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    String first = line(cli.out());
    assertTrue(
        first.contains(" VIOLATED, seen once, not reproduced in 200 tries, found after "),
        cli::out);
    assertTrue(cli.out().contains("\nreplay     no file: it did not show again"), cli::out);
    JsonNode found = json().at("/driver/counterexample");
    assertTrue(found.path("replay").isNull());
    assertEquals("{\"times\":0,\"tries\":200}", found.path("seen").toString());
    try (var files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.toString().contains("-xp.json")));
    }
    String junit = Files.readString(folder.resolve("junit.xml"));
    assertTrue(junit.contains("; seen once, not reproduced in 200 tries"), junit);
    String page = Files.readString(folder.resolve("index.html"));
    assertTrue(page.contains("VIOLATED, seen once, not reproduced in 200 tries"));
    assertFalse(page.contains("Run it again:"));
  }

  @Tag("ci")
  @Test
  void whatIsSeenAgainIsCountedAndReplays() throws IOException {
    Cli cli = verify(Often.class);
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertTrue(line(cli.out()).contains(" VIOLATED, seen again in 50 of 200 tries, "), cli::out);
    JsonNode found = json().at("/driver/counterexample");
    assertEquals("{\"times\":50,\"tries\":200}", found.path("seen").toString());
    assertTrue(Files.exists(Path.of(found.path("replay").asText())));
  }

  private Cli verify(Class<?> driver) {
    return Cli.run(
        "verify",
        "--only",
        "driver",
        "--driver",
        driver.getName(),
        "--report",
        folder.toString(),
        "--faults",
        "0",
        "--cancels",
        "1",
        "--runs",
        "50",
        "--junit",
        folder.resolve("junit.xml").toString());
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("verify.json").toFile());
  }

  private static String line(String out) {
    return out.lines().filter(line -> line.startsWith("driver ")).findFirst().orElseThrow();
  }
}
