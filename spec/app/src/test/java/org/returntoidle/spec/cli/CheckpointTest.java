package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.examples.right.BitFlags;

/** However a run is interrupted and shared, what comes out is what one run says. */
class CheckpointTest {
  private static final ImmutableList<String> BOUNDS =
      ImmutableList.of(
          "--bands",
          "2",
          "--transfers",
          "2",
          "--cancels",
          "1",
          "--faults",
          "1",
          "--not-ready",
          "1",
          "--runs",
          "20",
          "--repeat",
          "0");

  @TempDir private Path folder = Path.of("unset");

  /** Right, unless much comes together: its first violation is behind the levels that are small. */
  public static final class Deep implements MiniDriver {
    private final MiniDriver driver;
    private int transfers;
    private int bands;
    private int others;

    /** One on {@code device}. */
    public Deep(ScannerDevice device) {
      driver = new ReferenceMiniDriver(device);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      transfers++;
      bands = 0;
      HResult code =
          driver.drvAcquireItemData(
              new TransferContext(
                  message -> {
                    bands += message instanceof CallbackMessage.Data ? 1 : 0;
                    return context.callback().miniDrvCallback(message);
                  },
                  context.platform()));
      boolean much = transfers == 2 && bands == 2 && others == 1;
      return much && code.equals(HResult.S_FALSE) ? HResult.E_FAIL : code;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      others += event == WiaEvent.CANCEL_IO ? 0 : 1;
      return driver.drvNotifyPnpEvent(event);
    }
  }

  private static Cli verify(Class<?> driver, String... more) {
    return Cli.run(
        Stream.of(
                Stream.of("verify", "--driver", driver.getName()),
                BOUNDS.stream(),
                Arrays.stream(more))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** All but times and the names of files. */
  private static JsonNode verdict(Cli cli) throws Exception {
    JsonNode json = new ObjectMapper().readTree(cli.out());
    for (String part : new String[] {"", "/driver", "/driver/learned", "/model", "/proof"}) {
      if (json.at(part) instanceof ObjectNode node) {
        node.remove(List.of("milliseconds", "replay"));
      }
    }
    return json;
  }

  private Cli merged(int parts) {
    List<String> words = new ArrayList<>(List.of("merge", "--json"));
    // In any order.
    for (int part = parts; part >= 1; part--) {
      words.add(file("part" + part));
    }
    return Cli.run(words.toArray(String[]::new));
  }

  /** Runs each part; what they count together. */
  private long run(Class<?> driver, int exitCode, int parts) {
    long schedules = 0;
    for (int part = 1; part <= parts; part++) {
      Cli cli = verify(driver, "--shard", part + "/" + parts, "--checkpoint", file("part" + part));
      assertEquals(exitCode, cli.exitCode(), cli::toString);
      schedules +=
          Pattern.compile(": ([0-9,]+) schedules")
              .matcher(cli.out())
              .results()
              .mapToLong(count -> Long.parseLong(count.group(1).replace(",", "")))
              .sum();
    }
    return schedules;
  }

  @Tag("often")
  @Test
  void allPartsAreTheWhole() throws Exception {
    JsonNode whole = verdict(verify(BitFlags.class, "--json"));
    long schedules = run(BitFlags.class, ExitCode.HOLDS, 3);
    assertEquals(whole.at("/driver/schedules").asLong(), schedules);
    Cli merged = merged(3);
    assertEquals(ExitCode.HOLDS, merged.exitCode(), merged::err);
    assertEquals(whole, verdict(merged));
  }

  /** The parts find others of the same kind; merge tells the one that one run would. */
  @Tag("often")
  @Test
  void theFirstViolationIsThatOfTheWhole() throws Exception {
    JsonNode whole = verdict(verify(Deep.class, "--json"));
    assertEquals("A5", whole.at("/driver/counterexample/rule").asText(), whole::toPrettyString);
    for (int part = 1; part <= 2; part++) {
      verify(Deep.class, "--shard", part + "/2", "--checkpoint", file("part" + part));
    }
    Cli merged = merged(2);
    assertEquals(ExitCode.VIOLATED, merged.exitCode(), merged::err);
    assertEquals(whole, verdict(merged));
  }

  /** Killed at any place, in the middle of a line too, it goes on and says the same. */
  @Tag("often")
  @Test
  void aRunThatWasKilledGoesOn() throws Exception {
    Path kept = folder.resolve("kept");
    Path cut = folder.resolve("cut");
    for (Class<?> driver : List.of(BitFlags.class, Deep.class)) {
      Files.deleteIfExists(kept);
      JsonNode whole = verdict(verify(driver, "--json"));
      assertEquals(whole, verdict(verify(driver, "--json", "--checkpoint", kept.toString())));
      byte[] all = Files.readAllBytes(kept);
      double share = driver == Deep.class ? 0.3 : 0.8;
      Files.write(cut, Arrays.copyOf(all, (int) (share * all.length)));
      assertEquals(whole, verdict(verify(driver, "--json", "--checkpoint", cut.toString())));
      if (driver == BitFlags.class) { // Behind a violation nobody needs anything.
        assertEquals(lines(kept), lines(cut), "what was lost is there again");
      }
    }
  }

  private static List<String> lines(Path file) throws Exception {
    return Files.readAllLines(file).stream().sorted().toList();
  }

  private void assertRefused(String says, Cli cli) {
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli::toString);
    assertEquals("return-to-idle: " + says, cli.err().replace(folder + File.separator, "").strip());
  }

  @Test
  void whatIsOfAnotherRunIsRefused() throws Exception {
    String kept = file("kept");
    verify(BitFlags.class, "--shard", "1/2", "--checkpoint", kept, "--within", "1");
    assertRefused(
        "kept: of another run: --driver is "
            + BitFlags.class.getName()
            + " there, and "
            + Deep.class.getName()
            + " here",
        verify(Deep.class, "--shard", "1/2", "--checkpoint", kept));
    assertRefused(
        "kept: of another run: --seed is not given there, and 7 here",
        verify(BitFlags.class, "--shard", "1/2", "--checkpoint", kept, "--seed", "7"));
    assertRefused(
        "kept: of another run: --shard is 1/2 there, and 2/2 here",
        verify(BitFlags.class, "--shard", "2/2", "--checkpoint", kept));
    Files.writeString(
        folder.resolve("kept"),
        Files.readString(folder.resolve("kept"))
            .replaceFirst("\"digest\":\"..", "\"digest\":\"zz"));
    assertRefused(
        "kept: of another driver: its classes or its program have changed since; remove the file,"
            + " or name another",
        verify(BitFlags.class, "--shard", "1/2", "--checkpoint", kept));
    Files.writeString(folder.resolve("kept"), "{}\n", StandardCharsets.UTF_8);
    assertRefused(
        "kept: not a checkpoint of this version", verify(BitFlags.class, "--checkpoint", kept));
  }

  /** What somebody has written into the file is not believed, and neither is what follows it. */
  @Tag("often")
  @Test
  void whatIsDamagedIsRunAgain() throws Exception {
    run(Deep.class, ExitCode.VIOLATED, 1);
    Path file = folder.resolve("part1");
    List<String> lines = Files.readAllLines(file);
    for (String damage : List.of("{}", "[1]", "{\"search\":7}", "no JSON")) {
      List<String> damaged = new ArrayList<>(lines);
      damaged.set(3, damage);
      Files.write(file, damaged);
      assertRefused("part1: part 1/1 is not finished; run it again, and it goes on", merged(1));
    }
    run(Deep.class, ExitCode.VIOLATED, 1);
    assertEquals(ExitCode.VIOLATED, merged(1).exitCode());
  }

  @Test
  void whatIsNoWholeIsNotMerged() throws Exception {
    assertRefused("part1: no such file", merged(1));
    run(Deep.class, ExitCode.VIOLATED, 2);
    Files.copy(folder.resolve("part1"), folder.resolve("part3"));
    assertRefused("part1: part 1/2 is also in part3", merged(3));
    Files.delete(folder.resolve("part2"));
    assertRefused("part 2/2 is missing", merged(1));
    List<String> lines = Files.readAllLines(folder.resolve("part1"));
    Files.write(folder.resolve("part1"), lines.subList(0, lines.size() - 1));
    assertRefused("part1: part 1/2 is not finished; run it again, and it goes on", merged(1));
    Files.move(
        folder.resolve("part3"), folder.resolve("part1"), StandardCopyOption.REPLACE_EXISTING);
    assertRefused(
        "--exec: the parts are not of a program",
        Cli.run("merge", file("part1"), "--exec", "./right"));
  }

  @Test
  void badInputIsOneLine() {
    assertRefused(
        "--shard is 5/4; it must be I/N, such as 2/4, with N up to 16",
        verify(Deep.class, "--shard", "5/4", "--checkpoint", file("kept")));
    assertRefused(
        "--shard needs --checkpoint FILE, which keeps what comes out",
        verify(Deep.class, "--shard", "1/4"));
    assertRefused(
        "--shard runs a part, and merge tells the verdict: give --json, --report, --junit there",
        verify(Deep.class, "--shard", "1/4", "--checkpoint", file("kept"), "--json"));
    assertRefused("--workers is 0; it must be from 1 to 64", verify(Deep.class, "--workers", "0"));
    assertTrue(Files.notExists(folder.resolve("kept")));
  }
}
