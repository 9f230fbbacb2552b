package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Strings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.text.Shown;

/**
 * Whatever somebody else says: it moves no cursor, ends no line, is not endless, names no class.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileTextTest {
  /** Clears the screen, turns what follows around, and begins a line of its own. */
  static final String HOSTILE =
      "\u001B[2J\u202Egnp\u2028x\r\nreturn-to-idle: all is well\u009B1m\u0007";

  private static final String ENDLESS = HOSTILE + Strings.repeat("endless", 10_000);

  /** A class of ours or of Java: a package, and a name that begins with a capital letter. */
  private static final Pattern CLASS =
      Pattern.compile(
          "\\b(java|javax|com\\.fasterxml|picocli|org\\.returntoidle)(\\.\\w+)+[A-Z]\\w+");

  @TempDir private Path folder = Path.of("unset");

  private static void assertHarmless(String text) {
    assertEquals(Shown.escaped(text), text);
    assertFalse(text.contains("\nreturn-to-idle: all is well"), text);
    assertFalse(CLASS.matcher(text.replace(OURS, "")).find(), text);
    assertFalse(text.contains("Exception:") && text.contains("java."), text);
    for (String line : text.split("\n", -1)) {
      boolean pasted = line.startsWith("           java -jar ");
      assertTrue(pasted || line.length() <= Shown.LINE, line);
    }
  }

  /** The drivers of this test, which a user names himself. */
  private static final String OURS = HostileTextTest.class.getName();

  private static void assertRefused(Cli cli) {
    assertHarmless(cli.err());
    assertEquals(1, cli.err().lines().count(), cli::err);
    assertTrue(cli.err().startsWith("return-to-idle: "), cli::err);
    assertEquals("", cli.out());
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli::err);
  }

  static Stream<List<String>> arguments() {
    return Stream.of(HOSTILE, ENDLESS)
        .flatMap(
            text ->
                Stream.of(
                    List.of(text),
                    List.of("--" + text),
                    List.of("verify", "--" + text),
                    List.of("verify", text),
                    List.of("verify", "--platform", text),
                    List.of("verify", "--only", text),
                    List.of("verify", "--bands", text),
                    List.of("verify", "--driver", text),
                    List.of("verify", "--driver", "com." + text),
                    List.of("verify", "--only", "driver", "--exec", text),
                    List.of("verify", "--exec", "'" + text),
                    List.of("verify", "--driver", "com.x", "--classpath", text),
                    List.of("verify", "--accept", text),
                    List.of("verify", "--replays", text),
                    List.of("prove", "--config", text),
                    List.of("prove", "--modules", text),
                    List.of("replay", text),
                    List.of("explain", text),
                    List.of("check-trace", text)));
  }

  @ParameterizedTest
  @MethodSource("arguments")
  void argumentsAreQuotedHarmlessly(List<String> args) {
    assertRefused(Cli.run(args.toArray(String[]::new)));
  }

  static Stream<String> texts() {
    return Stream.of(HOSTILE, ENDLESS);
  }

  @Tag("often")
  @ParameterizedTest
  @MethodSource("texts")
  void soAreFiles(String text) throws IOException {
    String json = new ObjectMapper().writeValueAsString(text);
    String good =
        "{\"format\":1,\"driver\":\"stale-flag\",\"platform\":\"XP\",\"rule\":\"A4\","
            + "\"schedule\":[{\"at\":\"transfer 1, code 1\",\"do\":\"CallbackCancels\"}]}";
    List<String> replays =
        List.of(
            good.replace("\"stale-flag\"", json),
            good.replace("\"XP\"", json),
            good.replace("\"A4\"", json),
            good.replace("\"format\"", json),
            good.replace(":1,", ":" + json + ","),
            good.replace("\"transfer 1, code 1\"", json),
            good.replace("\"CallbackCancels\"", json),
            text);
    for (String replay : replays) {
      Path file = Files.writeString(folder.resolve("replay.json"), replay);
      assertRefused(Cli.run("replay", file.toString()));
      if (!replay.equals(replays.get(0))) { // Whose driver it was does not matter here.
        assertRefused(verify("--driver", "reference", "--replays", folder.toString()));
      }
    }
    for (String accept : List.of(text, "D5 " + text.replace("\n", ""), "D5 \t" + text)) {
      Path file = Files.writeString(folder.resolve("known.txt"), accept);
      assertRefused(verify("--driver", "reference", "--accept", file.toString()));
    }
    String header = "{\"format\":1,\"platform\":\"XP\",\"driver\":\"Blocking\"}\n";
    List<String> traces =
        List.of(
            header.replace("\"XP\"", json),
            header.replace("\"format\"", json),
            header + "{" + json + ":1}",
            header + "{\"event\":" + json + "}",
            header + "{\"event\":\"ReturnFromAcquire\",\"code\":" + json + "}",
            header
                + ("{\"event\":\"NotifyCancelIO\",\"thread\":" + json + ",\"time\":2}\n")
                + ("{\"event\":\"NotifyCancelIO\",\"thread\":" + json + ",\"time\":1}\n"),
            text);
    for (String trace : traces) {
      Path file = Files.writeString(folder.resolve("trace.jsonl"), trace);
      assertRefused(Cli.run("check-trace", file.toString()));
    }
    Path modules = Files.createDirectories(folder.resolve("modules"));
    Path figures = modules.resolve("figures.csv");
    Files.writeString(
        figures, "claim,exitCode,messageCode,distinctStates,generatedSteps,depth,steps\n");
    List<String> claims =
        List.of(
            text,
            "{}",
            "[1]",
            "",
            "{\"claims\":[1]}",
            "{\"claims\":[{\"name\":" + json + "}]}",
            "{\"claims\":[{" + json + ":1}]}",
            "{\"claims\":[{\"each\":[" + json + "]}]}");
    for (String written : claims) {
      Files.writeString(modules.resolve("claims.json"), written);
      assertRefused(Cli.run("prove", "--modules", modules.toString()));
    }
    Files.writeString(modules.resolve("claims.json"), "{\"claims\":[]}");
    Files.writeString(figures, Files.readString(figures) + text.replace("\n", "") + ",0,0,,,,\n");
    assertRefused(Cli.run("prove", "--modules", modules.toString()));
  }

  @Test
  void soIsATraceThatIsViolated() throws IOException {
    String json = new ObjectMapper().writeValueAsString(HOSTILE);
    Path file =
        Files.writeString(
            folder.resolve("trace.jsonl"),
            "{\"format\":1,\"platform\":\"XP\",\"driver\":\"Blocking\"}\n"
                + ("{\"event\":\"AcquireItemData\",\"device\":" + json + "}\n")
                + ("{\"event\":\"Misdeed\",\"rule\":\"D17\",\"says\":" + json)
                + (",\"device\":" + json + "}\n"));
    Path junit = folder.resolve("junit.xml");
    Cli cli = Cli.run("check-trace", file.toString(), "--junit", junit.toString());
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertTrue(cli.out().contains("D17"), cli::out);
    assertHarmless(cli.out());
    assertHarmless(Files.readString(junit).replaceAll("(?s)<\\?xml.*?<failure", ""));
    Path report = folder.resolve("report");
    Cli page = Cli.run("check-trace", file.toString(), "--report", report.toString());
    assertEquals(ExitCode.VIOLATED, page.exitCode(), page::err);
    assertHarmless(page.out());
    String html = Files.readString(report.resolve("index.html"));
    assertEquals(Shown.escaped(html), html);
    Cli document = Cli.run("check-trace", file.toString(), "--json");
    assertEquals(Shown.escaped(document.out()), document.out());
    assertEquals(
        HOSTILE,
        new ObjectMapper().readTree(document.out()).at("/traces/0/problems/0/device").asText());
  }

  /** A driver that says something when it is called. */
  private abstract static class Sayer implements MiniDriver {
    abstract HResult say();

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return say();
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return HResult.S_OK;
    }
  }

  /** Throws it. */
  public static final class Throws extends Sayer {
    /** For the kit. */
    public Throws(ScannerDevice device) {}

    @Override
    HResult say() {
      throw new IllegalArgumentException(HOSTILE);
    }
  }

  /** Throws very much of it. */
  public static final class ThrowsMuch extends Sayer {
    /** For the kit. */
    public ThrowsMuch(ScannerDevice device) {}

    @Override
    HResult say() {
      throw new IllegalArgumentException(ENDLESS);
    }
  }

  /** Throws something whose message throws. */
  public static final class ThrowsTwice extends Sayer {
    /** For the kit. */
    public ThrowsTwice(ScannerDevice device) {}

    @Override
    HResult say() {
      throw new IllegalArgumentException() {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
          throw new IllegalStateException(HOSTILE);
        }
      };
    }
  }

  /** Cannot even be made. */
  public static final class CannotBeMade extends Sayer {
    /** For the kit. */
    public CannotBeMade(ScannerDevice device) {
      throw new IllegalArgumentException(ENDLESS);
    }

    @Override
    HResult say() {
      return HResult.S_OK;
    }
  }

  static Stream<String> drivers() {
    return Stream.of(Throws.class, ThrowsMuch.class, ThrowsTwice.class).map(Class::getName);
  }

  @Tag("often")
  @ParameterizedTest
  @MethodSource("drivers")
  void soIsWhatADriverThrows(String driver) throws IOException {
    Path report = folder.resolve("report");
    Path junit = folder.resolve("junit.xml");
    String[] options = {
      "--driver", driver, "--cancels", "0", "--report", "" + report, "--junit", "" + junit
    };
    Cli cli = verify(options);
    assertEquals("", cli.err());
    assertEquals(ExitCode.VIOLATED, cli.exitCode());
    assertTrue(
        cli.out().contains("drvAcquireItemData threw IllegalArg") || driver.endsWith("Twice"));
    assertHarmless(cli.out());
    assertHarmless(Files.readString(report.resolve("verify.txt")));
    for (Path file : List.of(junit, report.resolve("index.html"), report.resolve("verify.json"))) {
      String text = Files.readString(file);
      assertEquals(Shown.escaped(text), text, file::toString);
    }
    Path replay;
    try (Stream<Path> files = Files.list(report)) {
      replay = files.filter(f -> f.toString().endsWith("-D17-xp.json")).findFirst().orElseThrow();
    }
    Cli again = Cli.run("replay", replay.toString());
    assertEquals(ExitCode.VIOLATED, again.exitCode());
    assertHarmless(again.out());
  }

  @Test
  void soIsADriverThatCannotBeMade() {
    assertRefused(verify("--driver", CannotBeMade.class.getName()));
  }

  /** What is pasted still means the file. */
  @Tag("often")
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void soIsTheNameOfAFolder() throws Exception {
    Path report;
    try {
      report = folder.resolve("it's \u001B[2J\u202E; touch run $(touch run)\nx");
      Files.createDirectory(report);
    } catch (InvalidPathException | IOException e) {
      assumeTrue(false, "not a name here");
      return;
    }
    Cli cli = verify("--driver", "stale-flag", "--cancels", "1", "--report", report.toString());
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertHarmless(cli.out());
    String command =
        cli.out()
            .lines()
            .filter(l -> l.startsWith("           java -jar "))
            .findFirst()
            .orElseThrow();
    Process shell =
        new ProcessBuilder("sh").directory(folder.toFile()).redirectErrorStream(true).start();
    try (var in = shell.getOutputStream()) {
      in.write(
          (command.strip().replace("java -jar", "printf '%s\\0'") + "\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(
        "return-to-idle.jar\0replay\0" + report.resolve("stale-flag-A4-xp.json") + "\0", words);
    assertFalse(Files.exists(folder.resolve("run")));
  }

  private static Cli verify(String... more) {
    return Cli.run(
        Stream.concat(Stream.of("verify", "--only", "driver", "--runs", "0"), Stream.of(more))
            .toArray(String[]::new));
  }

  /** Each driver is searched for. */
  @Tag("long")
  @Timeout(value = 600, unit = TimeUnit.SECONDS)
  @Test
  void noLineOfTheMatrixIsTooLong() {
    assertShort("drivers --matrix --hang-after 2");
  }

  private static void assertShort(String command) {
    Cli cli = Cli.run(command.split(" ", -1));
    assertEquals("", cli.err(), command);
    assertEquals(ExitCode.HOLDS, cli.exitCode(), command);
    assertFalse(cli.out().isEmpty(), command);
    for (String line : cli.out().split("\n", -1)) {
      assertTrue(line.length() <= Shown.LINE, line);
    }
  }

  @Tag("often")
  @Test
  void noLineOfOursIsTooLong() {
    for (String command :
        List.of(
            "rules",
            "rules --machine",
            "explain L5",
            "explain H3",
            "drivers",
            "explore",
            "prove --config hazard-H1",
            "prove --config without-application-interruptible-L1-L2-L4",
            "verify --help",
            "check-trace --help",
            "--help",
            "prove --help")) {
      assertShort(command);
    }
  }
}
