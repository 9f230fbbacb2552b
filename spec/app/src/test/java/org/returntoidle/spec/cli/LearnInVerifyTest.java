package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** What {@code verify} learns of a driver before it enumerates. */
class LearnInVerifyTest {
  private static final String[] SMALL = {
    "--bands=1", "--transfers=1", "--cancels=1", "--faults=0", "--runs=0", "--repeat=0"
  };

  @TempDir private Path folder = Path.of("unset");

  /** Another at each third transfer of its life, which these bounds do not reach. */
  public static final class FailsAtThird implements MiniDriver {
    private final MiniDriver driver;
    private int transfers;

    /** One on {@code device}. */
    public FailsAtThird(ScannerDevice device) {
      this.driver = new ReferenceMiniDriver(device);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      HResult result = driver.drvAcquireItemData(context);
      if (result.equals(HResult.WIA_ERROR_BUSY)) {
        return result;
      }
      transfers++;
      return transfers == 3 ? HResult.E_FAIL : result;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return driver.drvNotifyPnpEvent(event);
    }
  }

  private Cli verify(String driver, String... more) {
    return Cli.run(
        Stream.of(
                Stream.of("verify", "--only=driver", "--driver", driver),
                Stream.of("--report", folder.toString()),
                Arrays.stream(SMALL),
                Arrays.stream(more))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private static JsonNode driver(Cli cli) throws IOException {
    return new ObjectMapper().readTree(cli.out()).path("driver");
  }

  private static JsonNode rule(JsonNode driver, String id) {
    for (JsonNode rule : driver.path("rules")) {
      if (rule.path("id").asText().equals(id)) {
        return rule;
      }
    }
    throw new AssertionError("no rule " + id);
  }

  /** D4 is about a second call, which these bounds do not have. */
  @Test
  void theStrengthOfARuleSaysThatItWasLearned() throws IOException {
    JsonNode driver = driver(verify("reference", "--json"));
    assertEquals(28, driver.at("/learned/states").asInt());
    assertEquals(1, driver.at("/learned/extra").asInt());
    assertTrue(driver.at("/learned/complete").asBoolean());
    assertEquals("exhaustive", rule(driver, "A5").path("strength").asText());
    assertTrue(rule(driver, "A5").path("learned").asBoolean());
    assertEquals("learned", rule(driver, "D4").path("strength").asText());
    assertFalse(rule(driver, "D21").path("learned").asBoolean());
    String page = Files.readString(folder.resolve("index.html"));
    assertTrue(page.contains("holds, exhaustive and learned"));
    assertTrue(Files.readString(folder.resolve("verify.txt")).contains("28 states; 37 rules hold"));
  }

  @Tag("ci")
  @Test
  void whatNoOtherPartReachesIsFoundByLearning() throws IOException {
    Cli missed = verify(FailsAtThird.class.getName(), "--learn=0");
    assertEquals(ExitCode.HOLDS, missed.exitCode(), missed::out);
    Cli found = verify(FailsAtThird.class.getName());
    assertEquals(ExitCode.VIOLATED, found.exitCode(), found::out);
    assertTrue(found.out().contains("D11 VIOLATED, found after "), found::out);
    assertTrue(found.out().contains(" to learn its machine "), found::out);
    assertEquals(ExitCode.VIOLATED, Cli.run("replay", "" + replay("D11")).exitCode());
  }

  private Path replay(String rule) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().contains("-" + rule + "-")).findFirst().get();
    }
  }

  @Tag("ci")
  @Test
  void whatIsAcceptedDoesNotEndTheLearning() throws IOException {
    Cli found = verify("fault-replaced");
    assertTrue(found.out().contains("D10 VIOLATED, found after "), found::out);
    Path list = Files.writeString(folder.resolve("known"), "D10 " + replay("D10") + "\n");
    JsonNode driver = driver(verify("fault-replaced", "--accept", list.toString(), "--json"));
    assertTrue(driver.at("/learned/complete").asBoolean(), driver::toPrettyString);
    assertTrue(rule(driver, "D4").path("learned").asBoolean());
    assertFalse(rule(driver, "D10").path("learned").asBoolean());
  }

  /** The enumeration finds it, too, and its first is a shortest one. */
  @Test
  void whatTheEnumerationFindsIsLeftToIt() {
    Cli cli = verify("stop-when-idle");
    assertEquals(ExitCode.VIOLATED, cli.exitCode());
    assertFalse(cli.out().contains("to learn its machine"), cli::out);
  }

  @Tag("ci")
  @Test
  void whatTakesTooManyRunsIsNotCertain() throws IOException {
    Cli cli = verify("reference", "--learn=100");
    assertEquals(ExitCode.HOLDS, cli.exitCode());
    assertTrue(
        cli.out()
            .contains(
                "\nlearned    reference: nothing for certain: it takes more runs than --learn"
                    + " allows; "),
        cli::out);
    assertTrue(cli.out().contains("More bands, transfers, cancels or faults"), cli::out);
    JsonNode driver = driver(verify("reference", "--learn=100", "--json", "--require-complete"));
    assertFalse(driver.at("/learned/complete").asBoolean());
    assertTrue(driver.path("complete").asBoolean(), "all else was run");
    assertEquals("not-tested", rule(driver, "D4").path("verdict").asText());
    assertTrue(driver(verify("reference", "--learn=0", "--json")).path("learned").isNull());
  }
}
