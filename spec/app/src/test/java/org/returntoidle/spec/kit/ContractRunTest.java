package org.returntoidle.spec.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.google.common.base.Splitter;
import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.Regression;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.Subjects;

/** The kit as its user meets it: test classes, run by JUnit's launcher as builds and IDEs do. */
@Isolated("jqwik runs one thing at a time")
class ContractRunTest {
  @TempDir private static Path folder = Path.of("unset");

  /** A contract that is small, and writes into a folder of its own. */
  abstract static class Small implements CancellationContract {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new Deaf(device);
    }

    @Override
    public Scope scope() {
      return Scope.together(2, 2, 1);
    }

    @Override
    public int runs() {
      return 20;
    }

    @Override
    public Path recorded() {
      return own().resolve("recorded");
    }

    @Override
    public Path counterexamples() {
      return own().resolve("found");
    }

    Path own() {
      return folder.resolve(getClass().getSimpleName());
    }
  }

  /** The reference with deaf ears: it says that it cancels asynchronously, and does not. */
  public static class Deaf implements MiniDriver {
    private final MiniDriver driver;

    public Deaf(ScannerDevice device) {
      driver = new ReferenceMiniDriver(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return driver.drvAcquireItemData(context);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return HResult.S_OK;
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  // What JUnit makes of a test class.

  /** What its console prints of the failures, and what it says of the others. */
  private record Launched(TestExecutionSummary summary, String failures, List<String> skipped) {
    static Launched of(Class<?> type) {
      List<String> skipped = new ArrayList<>();
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(type))
                  .filters(EngineFilter.includeEngines("jqwik"))
                  .build(),
              listener,
              new TestExecutionListener() {
                @Override
                public void executionSkipped(TestIdentifier test, String reason) {
                  skipped.add(reason);
                }
              });
      StringWriter failures = new StringWriter();
      listener.getSummary().printFailuresTo(new PrintWriter(failures));
      return new Launched(
          listener.getSummary(), failures.toString().replace("\r\n", "\n"), skipped);
    }

    /** The one failure. */
    Throwable failure() {
      assertEquals(1, summary.getTestsFailedCount(), failures);
      assertEquals(Judge.RULES.size() - 1, skipped.size(), skipped::toString);
      return summary.getFailures().get(0).getException();
    }
  }

  static final class Right extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new ReferenceMiniDriver(device);
    }

    @Override
    public int runs() {
      return 300;
    }
  }

  @Test
  void aRightDriverPassesEveryCheckThatHasSomethingToSay() {
    Launched launched = Launched.of(Right.class);
    assertEquals(0, launched.summary().getTestsFailedCount(), launched::failures);
    assertEquals(Judge.RULES.size() - 1, launched.summary().getTestsSucceededCount());
    assertEquals(List.of(), launched.skipped(), "B5 says nothing about it, and is left out");
    assertFalse(Files.exists(new Right().counterexamples()));
    assertSame(ContractRun.of(new Right()), ContractRun.of(new Right()));
  }

  static final class Scant extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new ReferenceMiniDriver(device);
    }

    @Override
    public Scope scope() {
      return Scope.together(1, 1, 0);
    }

    @Override
    public int repeat() {
      return 0;
    }

    @Override
    public int runs() {
      return 0;
    }
  }

  static final class LittleTested extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new ReferenceMiniDriver(device);
    }

    @Override
    public Scope scope() {
      return Scope.together(1, 1, 0);
    }

    @Override
    public int repeat() {
      return 0;
    }

    @Override
    public int runs() {
      return 0;
    }
  }

  /** What was not tested has neither passed nor been skipped, and is told of. */
  @Test
  void whatWasNotTestedIsLeftOutAndSaid() {
    Launched launched = Launched.of(LittleTested.class);
    assertEquals(0, launched.summary().getTestsFailedCount(), launched::failures);
    assertEquals(List.of(), launched.skipped());
    long passed = launched.summary().getTestsSucceededCount();
    Outcome.Kept kept = (Outcome.Kept) ContractRun.of(new LittleTested());
    long tested = Judge.RULES.stream().filter(rule -> kept.skipped(rule).isEmpty()).count();
    assertEquals(tested, passed);
    assertTrue(tested > 3 && tested < Judge.RULES.size() - 3, tested + " were tested");
    List<String> told = Splitter.on(", ").splitToList(kept.notTested());
    assertTrue(told.contains("A7") && !told.contains("B5"), told::toString);
    assertEquals(Judge.RULES.size(), tested + told.size() + 1, "all but B5");
  }

  /** A rule of Windows Me, which no schedule has reached there, does say something about it. */
  @Test
  void whatNoScheduleReachesIsNotTested() {
    assertEquals(
        Optional.of(
            "A7 not tested: no schedule within 1 band, 1 transfer, 0 cancels or faults together reaches it"),
        ContractRun.of(new Scant()).skipped(Rule.A7));
  }

  static final class Wrong extends Small {}

  @Test
  void oneFaultIsOneFailingTestAndSomeTwentyLines() {
    Launched launched = Launched.of(Wrong.class);
    String failure = Throwables.getStackTraceAsString(launched.failure());
    assertTrue(launched.failures().lines().count() <= 30, launched::failures);
    assertTrue(failure.lines().count() <= 26, failure);
    assertEquals(1, String.valueOf(launched.failure().getMessage()).lines().count());
    for (String part :
        List.of(
            "L3 violated on Windows XP, transfer 1: ",
            "\nrule       L3 (",
            "\nschedule   transfer 1, ",
            "\ntrace      application ",
            "\nfound      after ",
            " schedules; seed 1",
            "\nreplay     ",
            "\n           java ")) {
      assertTrue(failure.contains(part), part + " in " + failure);
    }
    assertEquals(1, launched.failure().getStackTrace().length);
    assertTrue(launched.skipped().contains("A3 not tested: L3 is violated on Windows XP"));
  }

  static final class OnMeFirst extends Small {
    @Override
    public List<Platform> platforms() {
      return List.of(Platform.ME, Platform.XP, Platform.ME);
    }
  }

  @Test
  void theFirstViolationEndsTheRun() {
    Launched launched = Launched.of(OnMeFirst.class);
    assertTrue(
        String.valueOf(launched.failure().getMessage()).startsWith("L3 violated on Windows Me, "));
    assertTrue(launched.skipped().contains("A3 not tested: L3 is violated on Windows Me"));
    assertEquals(List.of("L3-me"), found(new OnMeFirst()));
  }

  static final class AtRandom extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return (MiniDriver) BuiltInDriver.USES_UP.factory().create(device);
    }

    @Override
    public int runs() {
      return 300;
    }

    @Override
    public long seed() {
      return 7;
    }

    @Override
    public int repeat() {
      return 0;
    }
  }

  @Test
  void whatIsFoundAtRandomIsTheOneFailureAndNamesTheSeed() {
    String failure = Throwables.getStackTraceAsString(Launched.of(AtRandom.class).failure());
    assertTrue(
        failure.matches("(?s).* schedules, [\\d,]+ beside a neighbor, \\d+ random; seed 7\n.*"),
        failure);
    assertEquals(List.of("D14-xp"), found(new AtRandom()));
  }

  static final class LongTrace extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return (MiniDriver) BuiltInDriver.RETRIES_DEAD_CLIENT.factory().create(device);
    }
  }

  @Test
  void ofALongTraceTheEndIsShown() {
    String failure = failure(new LongTrace());
    assertTrue(failure.contains(" events before these)\n"), failure);
    assertEquals(
        20, failure.lines().filter(line -> line.matches(" {2,5}\\d+ .*")).count(), failure);
  }

  // The file.

  /** The rule and platform of each file that was written. */
  private static List<String> found(CancellationContract contract) {
    try (Stream<Path> files = Files.list(contract.counterexamples())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.replaceFirst(".*-(.*-.*).json", "$1"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReplayFile file(CancellationContract contract) throws Exception {
    try (Stream<Path> files = Files.list(contract.counterexamples())) {
      return ReplayFile.read(
          files.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow());
    }
  }

  /** Whether what the file names breaks the file's rule again. */
  private static boolean fails(ReplayFile file) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(10), true);
    Subject subject = Subjects.find(file.driver(), List.of());
    try (Harness harness = DriverVerifier.harness(subject, file.platform(), limits)) {
      return Regression.run(harness, file.schedule(), Tally.of(subject.reading()))
          .found()
          .filter(found -> found.finding().rule() == file.rule())
          .isPresent();
    }
  }

  /** What the checks fail with, those that are not skipped. */
  private static String failure(CancellationContract contract) {
    Outcome outcome = ContractRun.of(contract);
    List<String> failures = new ArrayList<>();
    for (Rule rule : Judge.RULES) {
      try {
        if (outcome.skipped(rule).isEmpty()) {
          outcome.check(rule);
        }
      } catch (ContractViolation | BadInputException e) {
        failures.add(Throwables.getStackTraceAsString(e).strip());
      }
    }
    return String.join("\n", failures);
  }

  static final class ByClass extends Small {}

  @Test
  void theFileNamesTheDriversClass() throws Exception {
    assertTrue(failure(new ByClass()).contains("L3 violated"));
    assertEquals(Deaf.class.getName(), file(new ByClass()).driver());
    assertTrue(fails(file(new ByClass())));
  }

  /** One that is right unless it is told otherwise. */
  public static final class Told extends Deaf {
    private final MiniDriver driver;
    private final boolean deaf;

    public Told(ScannerDevice device) {
      this(device, false);
    }

    Told(ScannerDevice device, boolean deaf) {
      super(device);
      this.driver = new ReferenceMiniDriver(device);
      this.deaf = deaf;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return driver.drvAcquireItemData(context);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return deaf ? HResult.S_OK : driver.drvNotifyPnpEvent(event);
    }
  }

  static final class MoreArguments extends Small {
    private MoreArguments() {}

    @Override
    public Told driver(ScannerDevice device) {
      return new Told(device, true);
    }
  }

  @Test
  void aDriverThatItsClassAloneDoesNotMakeIsMadeByItsTestClass() throws Exception {
    assertTrue(failure(new MoreArguments()).contains("L3 violated"));
    assertEquals(MoreArguments.class.getName(), file(new MoreArguments()).driver());
    assertTrue(fails(file(new MoreArguments())));
  }

  /** A class within another, as with jqwik's {@code @Group}. */
  @SuppressWarnings("ClassCanBeStatic")
  class Inner extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new Deaf(device) {};
    }
  }

  @Test
  void anInnerClassIsMadeWithItsOuterOne() throws Exception {
    Inner inner = new Inner();
    assertTrue(failure(inner).contains("L3 violated"));
    assertTrue(fails(file(inner)));
  }

  /** A test class of the user's own kind: a base, and a class for each driver. */
  abstract static class Base extends Small {
    abstract boolean deaf();

    @Override
    public MiniDriver driver(ScannerDevice device) {
      return new Told(device, deaf());
    }

    @Override
    public Path counterexamples() {
      return folder.resolve("base");
    }
  }

  static final class Hears extends Base {
    @Override
    boolean deaf() {
      return false;
    }
  }

  static final class DoesNotHear extends Base {
    @Override
    boolean deaf() {
      return true;
    }
  }

  @Test
  void eachSubclassHasARunOfItsOwn() {
    assertEquals("", failure(new Hears()));
    assertTrue(failure(new DoesNotHear()).contains("ContractRunTest_DoesNotHear-L3-xp.json"));
  }

  static class Again extends Small {
    @Override
    public Path counterexamples() {
      return folder.resolve("again");
    }
  }

  static final class Longer extends Again {}

  private static void record(CancellationContract contract, String schedule) throws IOException {
    Files.createDirectories(contract.recorded());
    Files.writeString(
        contract.recorded().resolve("one.json"),
        """
        {"format":1,"driver":"any","platform":"XP","rule":"L3","schedule":[%s]}
        """
            .formatted(schedule));
  }

  private static final String START = "{\"at\":\"transfer 1, start 1\",\"do\":\"NotifyCancelIO\"}";
  private static final String EVENT =
      ",{\"at\":\"transfer 1, stop 1\",\"do\":\"NotifyOtherEvent\"}";

  @Test
  void aLongerCounterexampleDoesNotReplaceAShorterOne() throws Exception {
    failure(new Again());
    assertEquals(1, file(new Again()).schedule().moves().size());
    record(new Longer(), START + EVENT);
    String failure = failure(new Longer());
    assertEquals(1, file(new Longer()).schedule().moves().size());
    assertFalse(failure.contains("NotifyOtherEvent"), failure);
    assertTrue(failure.contains("1 recorded"), failure);
  }

  static final class Replaced extends Small {}

  @Test
  void aShorterOneThatFailsNoMoreIsReplaced() throws Exception {
    Path file =
        new Replaced()
            .counterexamples()
            .resolve(ReplayFile.fileName(Deaf.class.getName(), Rule.L3, Platform.XP));
    Files.createDirectories(new Replaced().counterexamples());
    Files.writeString(
        file,
        "{\"format\":1,\"driver\":\"%s\",\"platform\":\"XP\",\"rule\":\"L3\",\"schedule\":[]}"
            .formatted(Deaf.class.getName()));
    failure(new Replaced());
    assertEquals(1, ReplayFile.read(file).schedule().moves().size());
  }

  static final class NoFolder extends Small {
    @Override
    public Path counterexamples() {
      return folder.resolve("a file").resolve("found");
    }

    @Override
    public Duration hangAfter() {
      return Duration.ofSeconds(3);
    }
  }

  @Test
  void aViolationIsToldOfWhenItCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("a file"), "");
    String failure = failure(new NoFolder());
    assertTrue(failure.contains("\nschedule   transfer 1, start 1: NotifyCancelIO\n"), failure);
    assertTrue(failure.contains("\nreplay     not written: "), failure);
    assertTrue(failure.lines().count() <= 26, failure);
  }

  static final class NoCommand extends Small {}

  @Test
  void aFileIsNamedAlsoWithoutACommand() throws Exception {
    Files.createDirectories(new NoCommand().counterexamples().resolve("replay.args"));
    String failure = failure(new NoCommand());
    assertTrue(failure.contains("L3-xp.json\n           no command to run it again: "), failure);
    assertTrue(fails(file(new NoCommand())));
  }

  static final class Impatient extends Small {
    @Override
    public Duration hangAfter() {
      return Duration.ofSeconds(3);
    }
  }

  @Test
  void theCommandHangsAsSoonAsTheTest() {
    assertTrue(failure(new Impatient()).endsWith(".json --hang-after 3"));
  }

  // What cannot be used: one failing test, one line.

  static final class NoPlatform extends Small {
    @Override
    public List<Platform> platforms() {
      return List.of();
    }
  }

  static final class NullPlatform extends Small {
    @Override
    public List<Platform> platforms() {
      return Arrays.asList(Platform.XP, nothing());
    }
  }

  static final class NoScope extends Small {
    @Override
    public Scope scope() {
      return nothing();
    }
  }

  static final class ScopeThrows extends Small {
    @Override
    public Scope scope() {
      throw new UnsupportedOperationException("later\nor never");
    }
  }

  static final class NoTime extends Small {
    @Override
    public Duration hangAfter() {
      return Duration.ofMillis(999);
    }
  }

  static final class NegativeRuns extends Small {
    @Override
    public int runs() {
      return -1;
    }
  }

  static final class RecordedIsAFile extends Small {
    @Override
    public Path recorded() {
      return Path.of("pom.xml");
    }
  }

  static final class DamagedRecord extends Small {}

  static final class NoDriver extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      return nothing();
    }
  }

  static final class DriverThrows extends Small {
    @Override
    public MiniDriver driver(ScannerDevice device) {
      throw new AssertionError("no scanner");
    }
  }

  static final class ThrowsLater extends Small {
    private int made;

    @Override
    public MiniDriver driver(ScannerDevice device) {
      if (made++ == 5) {
        throw new IllegalStateException("no more");
      }
      return new ReferenceMiniDriver(device);
    }
  }

  static final class OneDriver extends Small {
    private @Nullable MiniDriver only;

    @Override
    public MiniDriver driver(ScannerDevice device) {
      only = only == null ? new ReferenceMiniDriver(device) : only;
      return only;
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  @Test
  void whatCannotBeUsedIsOneFailingTestAndOneLine() throws IOException {
    record(new DamagedRecord(), "7");
    String made = "the driver %s cannot be made: driver() ";
    Map<Small, String> says = new LinkedHashMap<>();
    says.put(new NoPlatform(), "%s: platforms() is empty; name XP, ME or both");
    says.put(new NullPlatform(), "%s: platforms() has a null");
    says.put(new NoScope(), "%s: scope() returned null");
    says.put(
        new ScopeThrows(),
        "%s: scope() threw UnsupportedOperationException: later\\nor never, at "
            + ScopeThrows.class.getName()
            + ".scope(ContractRunTest.java:");
    says.put(new NoTime(), "%s: hangAfter() is 999 ms; it must be at least 1 s");
    says.put(new NegativeRuns(), "%s: runs() is -1; it must be at least 0");
    says.put(new RecordedIsAFile(), "%s: recorded() is pom.xml, which is not a folder");
    says.put(
        new DamagedRecord(),
        new DamagedRecord().recorded().resolve("one.json") + ": schedule entry 1");
    says.put(new NoDriver(), made + "returned null");
    says.put(new OneDriver(), made + "returned the same driver again; ");
    says.put(new DriverThrows(), made + "threw AssertionError: no scanner, at ");
    says.put(new ThrowsLater(), made + "threw IllegalStateException: no more, at ");
    for (Map.Entry<Small, String> one : says.entrySet()) {
      Launched launched = Launched.of(one.getKey().getClass());
      Throwable failure = launched.failure();
      String expected = one.getValue().formatted(one.getKey().getClass().getName());
      String message = String.valueOf(failure.getMessage());
      assertTrue(message.startsWith(expected), message);
      assertEquals(1, message.lines().count(), message);
      assertEquals(BadInputException.class, failure.getClass());
      assertTrue(launched.failures().lines().count() <= 7, launched::failures);
      assertTrue(launched.skipped().get(0).endsWith(" not tested: " + message));
    }
  }

  static final class NeedsAnArgument extends Small {
    NeedsAnArgument(String argument) {
      throw new IllegalStateException(argument);
    }
  }

  static final class CannotBeMade extends Small {
    CannotBeMade() {
      throw new IllegalStateException("no\nscanner");
    }
  }

  /** Not each of its checks, for the same reason. */
  @Test
  void aTestClassThatCannotBeMadeFailsOnce() {
    assertEquals(
        "the class "
            + NeedsAnArgument.class.getName()
            + " is abstract, or has no constructor without arguments",
        refused(NeedsAnArgument.class));
    String threw = refused(CannotBeMade.class);
    String expected = " cannot be made: it threw IllegalStateException: no\\nscanner, at ";
    assertTrue(threw.contains(expected), threw);
    assertEquals(1, threw.lines().count(), threw);
  }

  @Test
  void replayDoesNotMakeItEither() {
    for (Class<?> type : List.of(Small.class, NeedsAnArgument.class)) {
      BadInputException refused =
          assertThrows(BadInputException.class, () -> Subjects.find(type.getName(), List.of()));
      assertTrue(
          String.valueOf(refused.getMessage())
              .endsWith(" is abstract, or has no constructor without arguments"));
    }
  }

  private static String refused(Class<?> type) {
    Launched launched = Launched.of(type);
    assertEquals(Judge.RULES.size(), launched.skipped().size());
    // jqwik hands it on to what contains the class.
    Set<String> says = new TreeSet<>();
    launched
        .summary()
        .getFailures()
        .forEach(failure -> says.add(String.valueOf(failure.getException().getMessage())));
    assertEquals(1, says.size(), says::toString);
    return says.iterator().next();
  }
}
