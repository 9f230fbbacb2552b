package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colors show what matters, where somebody wants them, and nowhere else. */
class PaintTest {
  private static final String ESCAPE = "\u001b";
  private static final String RED = ESCAPE + "[1;31m";

  private static Cli verify(String driver, String... more) {
    List<String> args =
        List.of(
            "verify",
            "--driver",
            driver,
            "--bands=1",
            "--transfers=2",
            "--cancels=1",
            "--faults=0",
            "--runs=0",
            "--repeat=0",
            "--learn=0");
    return Cli.run(Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void theViolatedRuleIsRed() {
    String out = verify("stale-flag", "--color=always").out();
    assertTrue(out.contains("stale-flag: " + RED + "A4 VIOLATED" + ESCAPE + "[0m"), out);
    assertTrue(out.lines().anyMatch(line -> line.startsWith(RED + "wrong      ")), out);
    assertTrue(out.contains("stale-flag " + RED + "breaks A4" + ESCAPE), out);
    String right = verify("reference", "--color", "always", "--only=driver").out();
    assertFalse(right.contains(RED), right);
    assertTrue(right.contains(ESCAPE + "[32mno violation" + ESCAPE), right);
  }

  /** Colors take nothing away and add nothing else. */
  @Test
  void withoutItsColorsItIsTheSameText() {
    String[] again = {"explain", "A4"};
    String plain = Cli.run(again).out();
    String colored = Cli.run("explain", "A4", "--color=always").out();
    assertTrue(colored.contains(ESCAPE), colored);
    assertEquals(plain, colored.replaceAll(ESCAPE + "\\[[\\d;]*m", ""));
  }

  /** A test has no terminal. */
  @ParameterizedTest
  @ValueSource(strings = {"--color=auto", "--color=never", "--color=NEVER"})
  void thereAreNoneWhereNobodyLooks(String option) {
    assertFalse(Cli.run("explain", "A4", option).out().contains(ESCAPE));
  }

  /** A document is for programs. */
  @ParameterizedTest
  @ValueSource(strings = {"--json", "--markdown", "--machine"})
  void documentsHaveNone(String option) {
    Cli cli = Cli.run("rules", option, "--color=always");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli.err());
    assertFalse(cli.out().contains(ESCAPE), cli.out());
  }

  /** What a driver says of itself cannot color anything. */
  @Test
  void onlyWeColor() {
    Cli cli = Cli.run("verify", "--driver", ESCAPE + "[31mred", "--color=always");
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode());
    assertFalse(cli.err().contains(ESCAPE), cli.err());
  }

  @Test
  void quietSaysOnlyWhatIsWrongAndTheVerdict() {
    Cli right = verify("reference", "--only=driver", "-q");
    assertEquals(1, right.out().lines().count(), right.out());
    assertTrue(right.out().startsWith("verdict    reference keeps "), right.out());
    String whole = verify("stale-flag").out();
    String quiet = verify("stale-flag", "--quiet").out();
    assertTrue(whole.startsWith("seed "), whole);
    assertTrue(quiet.startsWith("driver     stale-flag: A4 VIOLATED"), quiet);
    assertEquals(after("rule  ", whole), after("rule  ", quiet));
  }

  @Test
  void verboseSaysWhatCameOutForEachRule() {
    Cli right = verify("reference", "--only=driver", "--verbose");
    assertTrue(
        right
            .out()
            .lines()
            .anyMatch(line -> line.matches(" {2}A4 +holds +exhaustive .* checks .*")),
        right.out());
    Cli usual = verify("reference", "--only=driver");
    assertFalse(usual.out().contains("  A4 "), usual.out());
  }

  private static String after(String from, String text) {
    return text.substring(text.indexOf("\n" + from));
  }
}
