package org.returntoidle.spec.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.spec.examples.OddDrivers;

/** A counterexample again, where there is no command line. */
class ReplayTest {
  private static final Path STALE_FLAG =
      Path.of("src", "test", "resources", "replays", "stale-flag-A4-me.json");

  @TempDir private Path folder = Path.of("unset");

  private record Said(int code, String out, String err) {}

  private static Said replay(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Replay.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Said(code, out.toString().replace("\r\n", "\n"), err.toString().strip());
  }

  /** The schedule of the stale flag, for this driver. */
  private String file(String driver) throws IOException {
    String text = Files.readString(STALE_FLAG).replace("\"stale-flag\"", '"' + driver + '"');
    return Files.writeString(folder.resolve("found.json"), text).toString();
  }

  @Test
  void aDriverThatStillFails() throws IOException {
    String driver = OddDrivers.ReturnsNull.class.getName();
    Said said = replay("replay", file(driver), "--hang-after", "2");
    assertEquals(1, said.code(), said::toString);
    assertTrue(said.out().startsWith("rule       D17 ("), said::out);
    assertTrue(said.out().endsWith(driver + " still fails\n"), said::out);
    assertEquals("", said.err());
  }

  @Test
  void aFullDiskIsNoVerdict() throws IOException {
    String driver = OddDrivers.ReturnsNull.class.getName();
    StringWriter err = new StringWriter();
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int code = Replay.run(new PrintWriter(full), new PrintWriter(err), "replay", file(driver));
    assertEquals(3, code, err::toString);
    assertTrue(err.toString().contains("is the disk full?"), err::toString);
  }

  @Test
  void aDriverThatKeepsTheRules() throws IOException {
    String driver = OddDrivers.Polling.class.getName();
    assertEquals(
        new Said(0, driver + " keeps the rules on this schedule\n", ""),
        replay("replay", file(driver)));
  }

  @Test
  void badInputIsOneLine() throws IOException {
    refused("the arguments are: replay FILE [--hang-after SECONDS]");
    refused("the arguments are: replay FILE [--hang-after SECONDS]", "verify", "x");
    refused("no such file", "replay", folder.resolve("nope.json").toString());
    refused("no class com.example.Nope on the class path", "replay", file("com.example.Nope"));
    String driver = file(OddDrivers.Polling.class.getName());
    refused("--hang-after is 0;", "replay", driver, "--hang-after", "0");
    refused("--hang-after is soon;", "replay", driver, "--hang-after", "soon");
    String unmade = OddDrivers.ThrowingConstructor.class.getName();
    refused("cannot be made: it threw IllegalStateException", "replay", file(unmade));
  }

  private static void refused(String why, String... arguments) {
    Said said = replay(arguments);
    assertEquals(2, said.code(), said::toString);
    assertEquals("", said.out());
    assertTrue(said.err().startsWith("return-to-idle: ") && said.err().contains(why), said::err);
    assertEquals(1, said.err().lines().count(), said::err);
  }
}
