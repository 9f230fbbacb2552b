package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ctrl-C and SIGTERM, at moments that are told by what can be seen from outside. Only where there
 * are signals: what Windows offers another program ends the JVM without a word to it.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Tag("often")
class InterruptedIT {
  private static final String JAR =
      Path.of("..", "target", "return-to-idle.jar").toAbsolutePath().toString();

  /**
   * A right driver that writes down what it hears, leaves somebody behind, and stands still when it
   * has heard a number of lines.
   */
  private static final String DRIVER =
      """
      heard=$1 still=$2 count=0
      (setsid tail -f "$0" >/dev/null 2>&1 &)
      hear() {
        while read -r line || exit 0; do
          echo "$line" >> "$heard"
          count=$((count + 1))
          test "$count" = "$still" && tail -f "$0" >/dev/null
          case "$line" in
            NotifyCancelIO) canceled=1; echo Notified ;;
            NotifyOtherEvent) echo Notified ;;
            AcquireItemDataAgain*) echo AnswerBusy ;;
            *) return ;;
          esac
        done
      }
      call() { echo "$1"; hear; }
      hear
      call "Driver 1 Asynchronous"
      while true; do
        case "$line" in
          Reset) call Ready; continue ;;
        esac
        canceled= code=S_OK last=
        call StartDevice
        while test "$code$last$canceled" = S_OK; do
          call SubmitRead
          call AwaitRead
          case "$line" in
            ReadLastBand*) last=1 ;;
          esac
          test -n "$canceled" && break
          case "$line" in
            ReadButton) code=S_FALSE ;;
            ReadFault*) code=${line#* } ;;
            ReadNotReady) call SendStatus; code=${line##* } ;;
            *) call "DeliverBand ${line#* }"; code=${line##* } ;;
          esac
          test "$code" = 0x00000000 && code=S_OK
        done
        call StopDevice
        test "$code$canceled" = S_OK1 && code=S_FALSE
        call "ReturnFromAcquire $code"
      done
      """;

  @TempDir private Path folder = Path.of("unset");

  private Path temporary = Path.of("unset");
  private final Set<String> seen = new HashSet<>();

  /** Whether the moment has come. */
  private interface Moment {
    boolean hasCome() throws IOException;
  }

  @BeforeEach
  void makeFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"INT, 0", "TERM, 1", "TERM, 3"})
  void atAnyOtherFolder(String signal, int folders) throws Exception {
    whileTlcProvesAndFoldersComeAndGo(signal, folders);
  }

  @ParameterizedTest
  @CsvSource("INT, 2")
  void whileTlcProvesAndFoldersComeAndGo(String signal, int folders) throws Exception {
    interrupt(signal, () -> foldersSeen() >= folders, "prove");
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"INT, run.cfg", "INT, states", "TERM, graph.dot"})
  void orAnythingElseIsWritten(String signal, String file) throws Exception {
    whileSomethingIsWrittenIntoAFolder(signal, file);
  }

  @ParameterizedTest
  @CsvSource("TERM, output.txt")
  void whileSomethingIsWrittenIntoAFolder(String signal, String file) throws Exception {
    interrupt(
        signal,
        () -> inTemporary().stream().anyMatch(place -> Files.exists(place.resolve(file))),
        "verify");
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"INT, 0", "TERM, 1", "INT, 2", "INT, 200"})
  void earlierOrLater(String signal, int heard) throws Exception {
    whileAProcessIsVerified(signal, heard);
  }

  @ParameterizedTest
  @CsvSource("TERM, 40")
  void whileAProcessIsVerified(String signal, int heard) throws Exception {
    Path lines = folder.resolve("heard.txt");
    interrupt(
        signal, () -> linesOf(lines) >= heard, "verify", "--only", "driver", "--exec", driver());
  }

  @ParameterizedTest
  @CsvSource({"INT, verify.txt", "TERM, verify.json"})
  void whileTheReportIsWritten(String signal, String file) throws Exception {
    Path report = folder.resolve("report");
    interrupt(
        signal,
        () -> Files.exists(report.resolve(file)),
        ("verify --bands 1 --transfers 1 --cancels 1 --faults 0 --runs 1 --report " + report)
            .split(" "));
    try (Stream<Path> files = Files.list(report)) {
      assertEquals(
          List.of(),
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> !f.startsWith("verify."))
              .toList());
    }
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource("INT, 1")
  void atOnce(String signal, int heard) throws Exception {
    whileAProcessIsReplayed(signal, heard);
  }

  @ParameterizedTest
  @CsvSource("TERM, 6")
  void whileAProcessIsReplayed(String signal, int heard) throws Exception {
    String ends =
        "sh -c 'read a; echo Driver 1 Asynchronous; read a; echo Ready; read a; echo Ready'";
    Path report = folder.resolve("report");
    List<String> wrong =
        command("verify", "--only", "driver", "--exec", ends, "--report", report.toString());
    Process verify =
        new ProcessBuilder(wrong).redirectOutput(folder.resolve("found.txt").toFile()).start();
    assertEquals(1, verify.waitFor());
    Path lines = folder.resolve("heard.txt");
    interrupt(
        signal,
        () -> linesOf(lines) >= heard,
        "replay",
        replayIn(report),
        "--exec",
        driver() + " " + heard,
        "--hang-after", // Whoever sends the signal may have to wait for the processor.
        "300");
  }

  private static String replayIn(Path report) throws IOException {
    try (Stream<Path> files = Files.list(report)) {
      return files
          .map(Path::toString)
          .filter(file -> file.matches(".*-xp[.]json"))
          .findFirst()
          .orElseThrow();
    }
  }

  private String driver() throws IOException {
    Path script = Files.writeString(folder.resolve("driver.sh"), DRIVER);
    return "sh " + script + " " + folder.resolve("heard.txt");
  }

  private List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setsid", // Leads a group, as a terminal's job does.
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                PackagedJarIT.QUICKLY,
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                JAR));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private void interrupt(String signal, Moment moment, String... arguments) throws Exception {
    assumeTrue(!isIgnored(signal), "what is ignored here is ignored by whatever is started here");
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command(arguments))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    while (!moment.hasCome()) {
      assertTrue(process.isAlive(), () -> "it ended before: " + text(out) + text(err));
      Thread.onSpinWait();
    }
    // A terminal sends SIGINT to the whole group, and not only to us.
    String whom = (signal.equals("INT") ? "-" : "") + process.pid();
    // Once more while it has just been started, and does not lead its group yet.
    while (new ProcessBuilder("kill", "-" + signal, "--", whom).start().waitFor() != 0) {
      assertTrue(process.isAlive(), () -> "it ended before: " + text(out) + text(err));
    }
    assertEquals(signal.equals("INT") ? 130 : 143, process.waitFor(), () -> text(err));
    assertEquals("", text(err));
    assertEquals(List.of(), inTemporary());
    assertEquals(List.of(), ofThisTest());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private List<Path> inTemporary() throws IOException {
    try (Stream<Path> places = Files.list(temporary)) {
      return places.toList();
    }
  }

  private int foldersSeen() throws IOException {
    inTemporary().forEach(place -> seen.add(place.getFileName().toString()));
    return seen.size();
  }

  private static long linesOf(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Processes that name this test's folder; one that has ended names nothing any more. */
  private List<String> ofThisTest() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.toString()))
        .toList();
  }

  /** A shell without job control starts with SIGINT ignored what it starts in the background. */
  private static boolean isIgnored(String signal) throws IOException {
    int number = signal.equals("INT") ? 2 : 15;
    String mask =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0")
            .replaceAll(".*\\s", "");
    return new BigInteger(mask, 16).testBit(number - 1);
  }
}
