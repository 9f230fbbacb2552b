package org.returntoidle.spec.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.docs.Readme;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Act;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.LearnedPart.Otherwise;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.Subjects;

/** What is learned of drivers, right and wrong ones. */
class LearningTest {
  private static Learned learn(MiniDriverMaker maker, int extra) {
    Subject subject = new Subject("made up", maker::make, Reading.PERMISSIVE);
    return Learning.learn(subject, Platform.XP, Learning.Settings.of(extra));
  }

  private interface MiniDriverMaker {
    MiniDriver make(ScannerDevice device);
  }

  private static Learned learn(String driver, Platform platform, Learning.Settings settings) {
    return Learning.learn(Subjects.find(driver, List.of()), platform, settings);
  }

  @Test
  void theReferenceIsAMachine() throws IOException {
    Learned learned = learn("reference", Platform.XP, Learning.Settings.of(1));
    assertEquals(Optional.empty(), learned.otherwise());
    assertTrue(learned.complete());
    assertEquals(28, learned.machine().orElseThrow().size());
    assertEquals(70, learned.places());
    String said = LearnedText.of(learned).replaceFirst("   [\\d.]+ s$", "");
    assertTrue(Readme.text("spec/VERDICT.md").contains("\n" + said), said);
  }

  /** Of a machine that is to be compared a violation is no end, but nobody waits for hangs. */
  @Test
  void aDriverThatHangsIsLearnedNoFurther() {
    Learned learned =
        learn(
            BuiltInDriver.DEAF_WAIT.label(),
            Platform.XP,
            Learning.Settings.of(1).withHangAfter(Duration.ofSeconds(2)).toTheEnd());
    assertEquals(Optional.of("the driver hangs"), learned.otherwise().map(Otherwise::why));
    assertTrue(learned.found().isPresent());
    assertFalse(learned.complete());
  }

  /** What is known so far is no machine to compare with. */
  @Test
  void aMachineThatTheTimeHasCutIsNotWhole() {
    Learned learned =
        learn(
            BuiltInDriver.STALE_FLAG.label(),
            Platform.XP,
            Learning.Settings.of(1)
                .withDeadline(Deadline.within(Duration.ofNanos(1), Ticker.systemTicker()))
                .toTheEnd());
    assertEquals(Optional.of("the time is up"), learned.otherwise().map(Otherwise::why));
    assertFalse(learned.complete());
  }

  /**
   * The README's driver: of transfers to streams a judge remembers more, and yet not without end.
   */
  @Tag("ci")
  @Test
  void aStreamDriverIsLearnedToTheEnd(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("MyDriver.java");
    Files.writeString(source, Readme.blocks("README.md", "java").get(0));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-nowarn", "-d", folder.toString(), source.toString());
    assertEquals(0, compiled);
    try (Subject subject = Subjects.find("com.example.MyDriver", List.of(folder.toString()))) {
      Learned learned = Learning.learn(subject, Platform.VISTA, Learning.Settings.of(1));
      assertLearned(62, 237, learned);
      assertEquals(
          EnumSet.allOf(TransferState.class),
          learned.states().stream().flatMap(Set::stream).collect(Collectors.toSet()));
      assertTrue(
          Readme.text("spec/VERDICT.md")
              .contains(
                  String.format(
                      Locale.ROOT, "the README's has 62 and takes %,d runs", learned.runs())));
    }
  }

  private static void assertLearned(int states, int places, Learned learned) {
    assertTrue(learned.complete(), () -> LearnedText.of(learned));
    assertEquals(states, learned.machine().orElseThrow().size());
    assertEquals(places, learned.places());
  }

  /** How many runs it takes differs by a few, with the order in which sets are walked. */
  @Tag("long")
  @Test
  void theStreamReferenceIsLearnedToTheEnd() throws IOException {
    Learned learned = learn("stream-reference", Platform.VISTA, Learning.Settings.of(1));
    assertLearned(223, 1875, learned);
    assertTrue(
        Readme.text("spec/VERDICT.md")
            .contains(
                String.format(
                    Locale.ROOT,
                    "the reference 223 and\nsome %,d, which is too much",
                    1_000 * Math.round(learned.runs() / 1_000.0))));
  }

  static Stream<BuiltInDriver> faulty(boolean streams) {
    return Arrays.stream(BuiltInDriver.values())
        .filter(driver -> driver.streams() == streams && !driver.breaks().isEmpty());
  }

  static Stream<BuiltInDriver> ofBands() {
    return faulty(false);
  }

  static Stream<BuiltInDriver> ofStreams() {
    return faulty(true);
  }

  /** What is not found needs something that no letter says; what, its counterexample tells. */
  @Tag("ci")
  @ParameterizedTest
  @MethodSource("ofBands")
  void itFindsTheSameRuleAsTheEnumeration(BuiltInDriver driver) {
    Platform platform = driver == BuiltInDriver.NO_ERROR_ON_ME ? Platform.ME : Platform.XP;
    DriverSearch search = DriverSearch.of(platform).withScope(Scope.together(2, 4, 3));
    assertSameRule(driver, search);
  }

  @Tag("often")
  @ParameterizedTest
  @MethodSource("ofStreams")
  void itFindsTheSameRuleInStreams(BuiltInDriver driver) {
    assertSameRule(driver, DriverSearch.of(Platform.VISTA));
  }

  private static void assertSameRule(BuiltInDriver driver, DriverSearch search) {
    Counterexample expected =
        DriverVerifier.search(Subjects.find(driver.label(), List.of()), search, Progress.NONE)
            .counterexample()
            .orElseThrow();
    if (!reasons(expected).isEmpty()) {
      return;
    }
    int pages = 1 + morePages(expected);
    Learned learned =
        learn(driver.label(), search.platform(), Learning.Settings.of(1).withPages(pages));
    assertEquals(
        Optional.of(expected.finding().rule()),
        learned.found().map(found -> found.finding().rule()),
        () -> driver + ": " + expected.finding() + learned.otherwise());
  }

  private static ImmutableSet<String> reasons(Counterexample found) {
    ImmutableSet.Builder<String> reasons = ImmutableSet.builder();
    found.schedule().moves().values().forEach(move -> Letter.whyNot(move).ifPresent(reasons::add));
    if (!found.after().isEmpty()) {
      reasons.add("what other drivers did before");
    }
    if (found.run().mayDiffer()) {
      reasons.add("threads of its own");
    }
    if (found.schedule().transfers() > 2) {
      reasons.add("a count of transfers, which is more than one state");
    }
    if (morePages(found) > 1) {
      reasons.add("a count of pages, which is more than one state");
    }
    return reasons.build();
  }

  private static int morePages(Counterexample found) {
    return (int)
        found.schedule().moves().values().stream()
            .filter(move -> move.act() == Act.MORE_PAGES)
            .count();
  }

  /** A move that is neither is one that nobody has thought of. */
  @Tag("ci")
  @Test
  void everyMoveIsALetterOrHasAReason() {
    Set<Move> played = new HashSet<>();
    for (BuiltInDriver driver : List.of(BuiltInDriver.REFERENCE, BuiltInDriver.STREAM_REFERENCE)) {
      learn(
              driver.label(),
              driver.streams() ? Platform.VISTA : Platform.XP,
              Learning.Settings.of(1).withPages(2).withMost(3_000).toTheEnd())
          .machine()
          .orElseThrow()
          .states()
          .forEach(state -> state.edges().keySet().forEach(letter -> played.add(letter.move())));
    }
    Set<String> neither =
        Arrays.stream(Point.Kind.values())
            .flatMap(kind -> kind.moves().stream().skip(1)) // The first is the ordinary one.
            .filter(move -> move.act() != Act.READ_COMPLETES) // Only a reader's thread meets it.
            .filter(move -> Letter.whyNot(move).isEmpty() && !played.contains(move))
            .map(Move::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), neither);
    assertTrue(played.stream().allMatch(Letter::has));
  }

  /** A transfer fails if the device was not ready, had two bands, and was not ready again. */
  private static final class Moody implements MiniDriver {
    private final MiniDriver driver;
    private String told = "";

    Moody(ScannerDevice device) {
      this.driver = new ReferenceMiniDriver(device);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return driver.cancelsAsynchronously();
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      HResult result =
          driver.drvAcquireItemData(
              new TransferContext(
                  message -> {
                    told += message instanceof CallbackMessage.Data ? "d" : "s";
                    return context.callback().miniDrvCallback(message);
                  },
                  context.platform()));
      if (result.equals(HResult.WIA_ERROR_BUSY)) {
        return result;
      }
      boolean fails = told.startsWith("sdds");
      told = "";
      return fails ? HResult.E_FAIL : result;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return driver.drvNotifyPnpEvent(event);
    }
  }

  /** The assumption: with one state less it is not found, and nothing else is. */
  @Test
  void oneStateMoreThanAllowedHidesAFault() {
    Learned missed = learn(Moody::new, 1);
    assertTrue(missed.complete(), () -> LearnedText.of(missed));
    Learned found = learn(Moody::new, 2);
    assertEquals(Optional.of(Rule.D11), found.found().map(one -> one.finding().rule()));
  }

  /**
   * What is kept from one transfer to the next can be many states: here three times as many. A
   * cancel after a failed and a canceled transfer is an error.
   */
  @Tag("ci")
  @Test
  void whatIsKeptFromTransferToTransferIsFound() {
    Learned learned = learn(Grudge::new, 1);
    assertEquals(Optional.of(Rule.A5), learned.found().map(one -> one.finding().rule()));
    assertEquals(3, learned.found().orElseThrow().schedule().transfers());
  }

  private static final class Grudge implements MiniDriver {
    private final MiniDriver driver;
    private int kept;

    Grudge(ScannerDevice device) {
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
      boolean canceled = result.equals(HResult.S_FALSE);
      if (kept == 2 && canceled) {
        return HResult.E_FAIL;
      }
      int next = kept == 1 && canceled ? 2 : 0;
      kept = result.isError() ? 1 : next;
      return result;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return driver.drvNotifyPnpEvent(event);
    }
  }

  /** Each new driver counts, and every tenth one is another. */
  @Test
  void aDriverThatIsNoMachineIsAFinding() {
    AtomicInteger made = new AtomicInteger();
    Learned learned =
        learn(
            device -> {
              boolean other = made.incrementAndGet() % 10 == 0;
              return other ? new Silent(device) : new ReferenceMiniDriver(device);
            },
            1);
    assertEquals(
        Optional.of("the driver is not deterministic"), learned.otherwise().map(Otherwise::why));
    assertTrue(LearnedText.of(learned).contains("first run"), LearnedText.of(learned));
    assertEquals(Optional.empty(), learned.found());
  }

  /** Right in another way: it does not say that the device is not ready. */
  private static final class Silent implements MiniDriver {
    private final MiniDriver driver;

    Silent(ScannerDevice device) {
      this.driver = new ReferenceMiniDriver(device);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return driver.drvAcquireItemData(
          new TransferContext(
              message ->
                  message instanceof CallbackMessage.Data
                      ? context.callback().miniDrvCallback(message)
                      : HResult.S_OK,
              context.platform()));
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return driver.drvNotifyPnpEvent(event);
    }
  }

  @Test
  void aMachineIsWrittenAndReadAgain(@TempDir Path folder) throws IOException {
    Learned learned = learn("reference", Platform.XP, Learning.Settings.of(1));
    Machine machine = learned.machine().orElseThrow();
    Path file = folder.resolve("machine.json");
    Files.writeString(file, MachineFile.text(file, learned, machine));
    assertEquals(
        Optional.empty(), Machine.difference(machine, MachineFile.read(file, Platform.XP, 0)));
    Machine other = learn(Silent::new, 1).machine().orElseThrow();
    assertEquals(
        Optional.of(List.of("answer: ReadNotReady")),
        Machine.difference(machine, other)
            .map(word -> word.stream().map(Letter::toString).toList()));
    String dot = MachineFile.text(folder.resolve("machine.dot"), learned, machine);
    assertTrue(dot.contains("Canceling") && dot.contains("fillcolor=\"#fff2cc\""), dot);
    assertThrows(BadInputException.class, () -> MachineFile.read(file, Platform.ME, 0));
    String edge = "{\"on\": \"next: AcquireItemData\", \"next\": 0, \"does\": []}";
    Files.writeString(
        file,
        "{\"format\": 1, \"platform\": \"XP\", \"states\": [{\"edges\": ["
            + edge
            + ", "
            + edge
            + "]}]}");
    BadInputException twice =
        assertThrows(BadInputException.class, () -> MachineFile.read(file, Platform.XP, 0));
    assertTrue(
        String.valueOf(twice.getMessage())
            .endsWith("two edges of a state on \"next: AcquireItemData\""),
        twice::getMessage);
    Files.writeString(file, "{\"format\": 1, \"platform\": \"XP\"}");
    assertThrows(BadInputException.class, () -> MachineFile.read(file, Platform.XP, 0));
  }
}
