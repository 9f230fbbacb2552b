package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.spec.examples.OddDrivers;

/** {@code learn}: what it prints, and what it compares. */
class LearnCommandTest {
  @TempDir private Path folder = Path.of("unset");

  private static JsonNode json(Cli cli) throws IOException {
    return new ObjectMapper().readTree(cli.out());
  }

  /** Right as well, and smaller: it does not react to {@code CANCEL_IO}. */
  @Tag("ci")
  @Test
  void aDriverThatGrewIsToldApartFromWhatItWas() throws IOException {
    String small = OddDrivers.CallbackOnly.class.getName();
    Path file = folder.resolve("machine.json");
    Cli saved = Cli.run("learn", "--driver", small, "--save", file.toString());
    assertEquals(ExitCode.HOLDS, saved.exitCode(), saved::err);
    Cli same = Cli.run("learn", "--driver", small, "--against", file.toString());
    assertEquals(ExitCode.HOLDS, same.exitCode());
    assertTrue(same.out().endsWith(": the same\n"), same::out);
    Cli grew = Cli.run("learn", "--against", file.toString());
    assertEquals(ExitCode.VIOLATED, grew.exitCode());
    assertTrue(
        grew.out().contains(": different, the driver grew from 27 to 28 states; first after"),
        grew::out);
    JsonNode json = json(Cli.run("learn", "--json", "--against", file.toString()));
    assertTrue(json.path("differs").asBoolean());
    assertEquals("holds", json.path("verdict").asText());
    assertEquals(28, json.at("/learned/states").asInt());
    assertEquals(37, json.path("rules").size());
    Files.writeString(file, Files.readString(file).replace("\"pages\" : 0", "\"pages\" : 2"));
    Cli other = Cli.run("learn", "--against", file.toString());
    assertEquals(ExitCode.BAD_INPUT, other.exitCode());
    assertTrue(
        other.err().endsWith(": a machine for up to 2 pages, not for up to 0 (--pages)\n"),
        other::err);
  }

  @Tag("ci")
  @Test
  void aProgramIsLearnedLikeAClass() throws Exception {
    assumeTrue(Gcc.IS_INSTALLED, "gcc is not installed");
    Path program = folder.resolve("right");
    Gcc.compile(Path.of("src/main/c/right.c"), program);
    JsonNode json = json(Cli.run("learn", "--json", "--exec", program.toString()));
    assertEquals("holds", json.path("verdict").asText(), json::toPrettyString);
    assertEquals(27, json.at("/learned/states").asInt());
  }

  @Test
  void aViolationInJsonHasItsReplayFile() throws IOException {
    JsonNode json = json(Cli.run("learn", "--json", "--driver", "stale-flag"));
    assertEquals("violated", json.path("verdict").asText());
    assertEquals("A4", json.at("/counterexample/rule").asText());
    Path replay = Path.of(json.at("/counterexample/replay").asText());
    assertEquals(ExitCode.VIOLATED, Cli.run("replay", replay.toString()).exitCode());
    assertFalse(json.at("/learned/complete").asBoolean());
    assertEquals(0, json.path("rules").size());
    assertTrue(json.path("differs").isNull());
  }
}
