package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smoke test of a driver. */
class CoverTest {
  @Test
  void saysThatItIsNoMoreThanASmokeTest() {
    Cli cli = Cli.run("verify", "--cover");
    assertEquals(0, cli.exitCode(), cli.err());
    assertTrue(cli.out().contains("132 smoke schedules"), cli.out());
    assertTrue(cli.out().contains("every edge once, not every order; 132 schedules"), cli.out());
    assertTrue(cli.out().contains("all 379 edges"), cli.out());
    assertFalse(cli.out().contains("complete up to"), cli.out());
    assertFalse(cli.out().contains("every order of events"), cli.out());
  }

  @Test
  void isNeverComplete() throws Exception {
    Cli cli = Cli.run("verify", "--cover", "--json");
    JsonNode document = new ObjectMapper().readTree(cli.out());
    assertFalse(document.path("complete").asBoolean(true));
    JsonNode driver = document.path("driver");
    assertFalse(driver.path("complete").asBoolean(true));
    assertTrue(driver.path("completedLevel").isNull());
    assertEquals(132, driver.path("smokeSchedules").asInt());
    assertEquals(0, driver.path("schedules").asInt());
    assertEquals(132, driver.path("cover").path("schedules").asInt());
    assertEquals(379, driver.path("cover").path("edges").asInt());
    assertEquals("other-orders", driver.path("notCovered").path(0).path("id").asText());
    driver
        .path("rules")
        .forEach(rule -> assertFalse(rule.path("strength").asText().equals("exhaustive")));
  }

  @Test
  void aViolationHasItsReplayFile(@TempDir Path folder) {
    Cli cli = Cli.run("verify", "--cover", "--driver", "stale-flag", "--report", folder.toString());
    assertEquals(1, cli.exitCode(), cli.err());
    assertTrue(cli.out().contains("VIOLATED, found after"), cli.out());
    assertTrue(cli.out().contains("replay     " + folder), cli.out());
  }
}
