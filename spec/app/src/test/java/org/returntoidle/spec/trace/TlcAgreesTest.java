package org.returntoidle.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Capability;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.model.monitor.Monitor;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.trace.TraceVerdict.Violation;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.TraceCheck;
import org.returntoidle.tla.TraceCheck.Explained;
import org.returntoidle.tla.engine.Tlc;

/**
 * TLC, by {@code Monitor.tla}, and this program, by {@code Monitor}, say the same of every trace of
 * a corpus: up to which event it is explained, and whether the driver is idle then. The corpus is
 * made of runs of all drivers, as they are and with something changed or left out.
 */
class TlcAgreesTest {
  /** Of each platform and kind of driver, so that there are four times as many. */
  private static final int TRACES = 400;

  /** So many read twice. What the others break depends on the load, which decides the runs. */
  private static final int READ_TWICE = 10;

  /** So many have a callback after a cause, if that is wrong for such a driver. */
  private static final int AFTER_CAUSE = 5;

  private static final long SEED = 20_261_121;

  private static final List<Manner> MANNERS = List.of(Manner.values());

  private record Case(TraceHeader header, List<RecordedEvent> events) {}

  @TempDir private Path folder = Path.of("unset");

  private final Random random = new Random(SEED);

  @Tag("ci")
  @Test
  void onEveryTrace() throws Exception {
    Set<Object> rules = agree(Platform.XP, DriverKind.INTERRUPTIBLE);
    assertTrue(rules.containsAll(Set.of(Rule.D11, Rule.D23)), rules::toString);
  }

  @Tag("ci")
  @Test
  void onTracesOfTwoErrors() throws Exception {
    List<Case> corpus = new ArrayList<>();
    for (Execution run : TwoErrorsTest.runs()) {
      Case exact = read(TraceWriter.write(run));
      corpus.add(new Case(exact.header(), numbered(exact.events())));
    }
    ImmutableList<Explained> tlc = tlc(TlaFiles.JAR, Platform.XP, DriverKind.INTERRUPTIBLE, corpus);
    for (int i = 0; i < corpus.size(); i++) {
      Case one = corpus.get(i);
      assertEquals(explained(one, verdict(one)), tlc.get(i), one::toString);
    }
  }

  /** Whoever begins what, and whenever: D22 depends on threads more than on anything else. */
  @Tag("ci")
  @Test
  void onTracesOfThreads() throws Exception {
    List<Case> corpus = new ArrayList<>();
    while (corpus.size() < TRACES) {
      corpus.add(new Case(threads(), numbered(ofThreads())));
    }
    ImmutableList<Explained> tlc = tlc(TlaFiles.JAR, Platform.XP, DriverKind.INTERRUPTIBLE, corpus);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < corpus.size(); i++) {
      Case one = corpus.get(i);
      TraceVerdict verdict = verdict(one);
      assertEquals(explained(one, verdict), tlc.get(i), one::toString);
      broken(verdict).forEach(rules::add);
    }
    assertTrue(Collections.frequency(rules, Rule.D22) > 20, rules::toString);
    assertTrue(Collections.frequency(rules, Rule.D23) > 20, rules::toString);
  }

  /** Wrong while the device is off; a start is wrong while it is on. */
  private static final ImmutableSet<Action> WITH_DEVICE =
      Sets.immutableEnumSet(
          Action.START_DEVICE,
          Action.START_FAILS,
          Action.STOP_DEVICE,
          Action.READ_NOT_READY,
          Action.READ_BUTTON);

  private static final ImmutableSet<Action> STARTS =
      Sets.immutableEnumSet(Action.START_DEVICE, Action.START_FAILS);

  private TraceHeader threads() {
    ImmutableSet<Action> all = Action.BANDED;
    return new TraceHeader(2, Platform.XP, DriverKind.INTERRUPTIBLE, all, capabilities());
  }

  private List<RecordedEvent> ofThreads() {
    List<RecordedEvent> events = new ArrayList<>();
    boolean calling = false;
    boolean on = true;
    events.add(event(Action.ACQUIRE_ITEM_DATA, "1"));
    events.add(event(Action.START_DEVICE, "1"));
    for (int left = 3 + random.nextInt(8); left > 0; left--) {
      List<Action> next =
          calling
              ? List.of(
                  Action.NOTIFY_CANCEL_IO,
                  Action.SUBMIT_READ,
                  Action.CALLBACK_CONTINUES,
                  Action.CALLBACK_CANCELS,
                  Action.CALLBACK_FAILS_E_FAIL)
              : List.of(
                  Action.NOTIFY_CANCEL_IO,
                  Action.SUBMIT_READ,
                  Action.SUBMIT_READ,
                  Action.READ_NOT_READY,
                  Action.READ_NOT_READY,
                  Action.READ_NOT_READY,
                  Action.READ_BUTTON,
                  Action.INTERRUPT_READ,
                  Action.STOP_DEVICE,
                  Action.START_DEVICE,
                  Action.START_FAILS,
                  Action.SEND_STATUS);
      Action action = next.get(random.nextInt(next.size()));
      boolean needsDevice = !STARTS.contains(action) && WITH_DEVICE.contains(action);
      if (WITH_DEVICE.contains(action) && on != needsDevice) {
        action = Action.SUBMIT_READ; // Else most of it would be D13.
      }
      on = action == Action.START_DEVICE || (on && action != Action.STOP_DEVICE);
      boolean answer = Action.CALLBACK_ANSWERS.contains(action);
      calling = action == Action.SEND_STATUS || (calling && !answer);
      boolean callers = answer || action == Action.SEND_STATUS;
      events.add(event(action, callers ? "1" : thread()));
    }
    return events;
  }

  private @Nullable String thread() {
    int which = random.nextInt(10);
    return which == 0 ? null : which < 7 ? "1" : "2";
  }

  private RecordedEvent event(Action action, @Nullable String thread) {
    HResult code =
        switch (action) {
          case CALLBACK_FAILS_E_FAIL -> HResult.E_FAIL;
          case START_FAILS -> CODES.get(random.nextInt(2));
          case RETURN_FROM_ACQUIRE -> CODES.get(random.nextInt(CODES.size()));
          default -> null;
        };
    boolean said =
        (action == Action.NOTIFY_CANCEL_IO || action == Action.START_FAILS) && random.nextBoolean();
    Manner manner = said ? MANNERS.get(random.nextInt(MANNERS.size())) : null;
    boolean last = action == Action.DELIVER_BAND && random.nextBoolean();
    return new RecordedEvent(1, action, "", thread, -1, 0, 0, last, code, manner, null, "");
  }

  private static final ImmutableList<HResult> CODES =
      ImmutableList.of(HResult.WIA_ERROR_PAPER_JAM, HResult.E_FAIL, HResult.S_OK, HResult.S_FALSE);

  /** Of devices that do not start, before, beside and after everything else, or unseen. */
  @Tag("ci")
  @Test
  void onTracesOfStarts() throws Exception {
    List<Case> corpus = new ArrayList<>();
    while (corpus.size() < TRACES) {
      TraceHeader header = header(Platform.XP, DriverKind.INTERRUPTIBLE);
      corpus.add(new Case(header, numbered(ofStarts())));
    }
    ImmutableList<Explained> tlc = tlc(TlaFiles.JAR, Platform.XP, DriverKind.INTERRUPTIBLE, corpus);
    Set<Rule> rules = new HashSet<>();
    int good = 0;
    for (int i = 0; i < corpus.size(); i++) {
      Case one = corpus.get(i);
      TraceVerdict verdict = verdict(one);
      assertEquals(explained(one, verdict), tlc.get(i), one::toString);
      broken(verdict).forEach(rules::add);
      good += verdict.isGood() ? 1 : 0;
    }
    assertTrue(rules.containsAll(Set.of(Rule.D5, Rule.D10, Rule.D13, Rule.D22)), rules::toString);
    assertTrue(good > 20, good + " good");
  }

  private List<RecordedEvent> ofStarts() {
    List<RecordedEvent> events = new ArrayList<>();
    boolean calling = false;
    events.add(event(Action.ACQUIRE_ITEM_DATA, "1"));
    for (int left = 1 + random.nextInt(6); left > 0; left--) {
      List<Action> next =
          calling
              ? List.of(
                  Action.START_FAILS,
                  Action.CALLBACK_CONTINUES,
                  Action.CALLBACK_CANCELS,
                  Action.CALLBACK_FAILS_E_FAIL)
              : List.of(
                  Action.START_FAILS,
                  Action.START_FAILS,
                  Action.START_DEVICE,
                  Action.STOP_DEVICE,
                  Action.NOTIFY_CANCEL_IO,
                  Action.DELIVER_BAND,
                  Action.DELIVER_BAND,
                  Action.SEND_STATUS);
      Action action = next.get(random.nextInt(next.size()));
      boolean answer = Action.CALLBACK_ANSWERS.contains(action);
      boolean calls = action == Action.DELIVER_BAND || action == Action.SEND_STATUS;
      calling = calls || (calling && !answer);
      events.add(event(action, answer || calls ? "1" : thread()));
    }
    if (calling) {
      events.add(event(Action.CALLBACK_CONTINUES, "1"));
    }
    events.add(event(Action.RETURN_FROM_ACQUIRE, "1"));
    return events;
  }

  @Tag("long")
  @ParameterizedTest(name = "{0}, {1}, seed " + SEED)
  @CsvSource({"ME, INTERRUPTIBLE", "XP, NOT_ASYNCHRONOUS", "ME, NOT_ASYNCHRONOUS"})
  void onEveryTraceOfTheOthers(Platform platform, DriverKind kind) throws Exception {
    agree(platform, kind);
  }

  /** A change to the module that matters is noticed. */
  @Tag("long")
  @Test
  void aDifferenceIsSeen() throws Exception {
    List<Case> corpus = corpus(Platform.XP, DriverKind.INTERRUPTIBLE);
    Path modules = Path.of("../../tla/src/main/tla");
    try (Stream<Path> files = Files.list(modules)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".tla")).toList()) {
        String text = Files.readString(file).replace("state = \"Acquiring\" \\/ overlap", "TRUE");
        Files.writeString(folder.resolve(file.getFileName()), text);
      }
    }
    TlaFiles changed = new TlaFiles(Optional.of(folder));
    ImmutableList<Explained> tlc = tlc(changed, Platform.XP, DriverKind.INTERRUPTIBLE, corpus);
    int different = 0;
    for (int i = 0; i < corpus.size(); i++) {
      Case one = corpus.get(i);
      different += explained(one, verdict(one)).equals(tlc.get(i)) ? 0 : 1;
    }
    assertTrue(different > 0, "no trace delivers a band after a cause");
  }

  private static ImmutableList<Explained> tlc(
      TlaFiles files, Platform platform, DriverKind kind, List<Case> corpus) {
    List<TraceCheck.Trace> traces =
        corpus.stream().map(one -> TlcTraces.of(one.header(), one.events())).toList();
    return TraceCheck.run(new Tlc(1), files, platform, kind, traces);
  }

  @CanIgnoreReturnValue
  private Set<Object> agree(Platform platform, DriverKind kind) throws Exception {
    List<Case> corpus = corpus(platform, kind);
    ImmutableList<Explained> tlc = tlc(TlaFiles.JAR, platform, kind, corpus);
    int good = 0;
    int unfinished = 0;
    Set<Object> rules = new HashSet<>();
    for (int i = 0; i < corpus.size(); i++) {
      Case one = corpus.get(i);
      TraceVerdict verdict = verdict(one);
      Explained ours = explained(one, verdict);
      assertEquals(ours, tlc.get(i), () -> one + "\n" + verdict);
      good += verdict.isGood() ? 1 : 0;
      if (!verdict.isGood()) {
        unfinished += verdict.problems().get(0) instanceof Violation ? 0 : 1;
        broken(verdict).forEach(rules::add);
      }
    }
    int bad = TRACES - good - unfinished;
    String counts = good + " good, " + bad + " bad by " + rules + ", " + unfinished + " unfinished";
    assertTrue(good > 60 && bad > 60 && unfinished > 10 && rules.size() > 10, counts);
    return rules;
  }

  private static Stream<Rule> broken(TraceVerdict verdict) {
    return verdict.problems().stream()
        .filter(Violation.class::isInstance)
        .map(problem -> ((Violation) problem).rule());
  }

  private static TraceVerdict verdict(Case one) throws DamagedTraceException {
    TraceChecker checker = new TraceChecker("corpus", one.header());
    for (RecordedEvent event : one.events()) {
      checker.add(event);
    }
    return checker.end();
  }

  /** The line of an event is its place. */
  private static Explained explained(Case one, TraceVerdict verdict) {
    if (verdict.isGood()) {
      return new Explained(one.events().size(), true);
    }
    if (verdict.problems().get(0) instanceof Violation violation) {
      List<RecordedEvent> before = one.events().subList(0, (int) violation.line() - 1);
      boolean idle = true;
      for (RecordedEvent event : before) {
        if (event.action() == Action.ACQUIRE_ITEM_DATA) {
          idle = false;
        } else if (event.action() == Action.RETURN_FROM_ACQUIRE) {
          idle = true;
        }
      }
      return new Explained(before.size(), idle);
    }
    return new Explained(one.events().size(), false);
  }

  private List<Case> corpus(Platform platform, DriverKind kind) throws Exception {
    List<Execution> runs = new ArrayList<>();
    for (BuiltInDriver driver : BuiltInDriver.values()) {
      if (driver.streams() || Traces.mayHang(driver)) {
        continue;
      }
      Limits limits = new Limits(Scope.together(2, 2, 2), Duration.ofSeconds(1));
      try (Harness harness = new Harness(driver.factory(), platform, limits)) {
        int[] left = {200};
        Enumeration.walk(
            harness,
            (schedule, run) -> {
              runs.add(run);
              return --left[0] > 0 && !run.gaveUp();
            },
            () -> true);
      }
    }
    List<Case> corpus = new ArrayList<>();
    for (int i = 0; corpus.size() < READ_TWICE; i++) {
      Case twice = readTwice(platform, kind, read(TraceWriter.write(runs.get(i))));
      if (broken(verdict(twice)).anyMatch(Rule.D23::equals)) {
        corpus.add(twice);
      }
    }
    for (int i = 0; i < runs.size() && corpus.size() < READ_TWICE + AFTER_CAUSE; i++) {
      Case exact = read(TraceWriter.write(runs.get(i)));
      Case after = new Case(header(platform, kind), numbered(exact.events()));
      if (broken(verdict(after)).anyMatch(Rule.D5::equals)) {
        corpus.add(after);
      }
    }
    while (corpus.size() < TRACES) {
      Execution run = runs.get(random.nextInt(runs.size()));
      Case exact = read(TraceWriter.write(run));
      TraceHeader header = header(platform, kind);
      corpus.add(changed(header, exact.events(), random.nextInt(4)));
    }
    return corpus;
  }

  /** With a second read beside each; all on one thread. */
  private static Case readTwice(Platform platform, DriverKind kind, Case exact) {
    List<RecordedEvent> events = new ArrayList<>();
    for (RecordedEvent e : exact.events()) {
      for (int times = e.action() == Action.SUBMIT_READ ? 2 : 1; times > 0; times--) {
        events.add(with(e, events.size() + 1, e.code(), e.manner(), e.last(), "1"));
      }
    }
    ImmutableSet<Action> all = Action.BANDED;
    return new Case(new TraceHeader(2, platform, kind, all, ImmutableSet.of()), events);
  }

  private static Case read(String text) throws DamagedTraceException, IOException {
    try (TraceReader reader =
        new TraceReader(
            "corpus", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      TraceHeader header = reader.header();
      List<RecordedEvent> events = new ArrayList<>();
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
      return new Case(header, events);
    }
  }

  private TraceHeader header(Platform platform, DriverKind kind) {
    ImmutableSet<Capability> capabilities = capabilities();
    int format = capabilities.isEmpty() ? 1 + random.nextInt(2) : 2;
    return new TraceHeader(format, platform, kind, records(), capabilities);
  }

  /** In every fifth trace the driver is said to cancel by its own decision. */
  private ImmutableSet<Capability> capabilities() {
    return random.nextInt(5) == 0
        ? ImmutableSet.of(Capability.CANCELS_BY_ITSELF)
        : ImmutableSet.of();
  }

  /** Everything, nothing beyond what there has to be, or something in between. */
  private ImmutableSet<Action> records() {
    EnumSet<Action> records = EnumSet.copyOf(Action.BANDED);
    int which = random.nextInt(4);
    if (which == 0) {
      records.retainAll(Monitor.ALWAYS_RECORDED);
    } else if (which == 1) {
      records.removeIf(action -> random.nextBoolean());
      records.addAll(Monitor.ALWAYS_RECORDED);
    }
    return Sets.immutableEnumSet(records);
  }

  private static List<RecordedEvent> numbered(List<RecordedEvent> events) {
    List<RecordedEvent> numbered = new ArrayList<>();
    for (RecordedEvent e : events) {
      numbered.add(with(e, numbered.size() + 1, e.code(), e.manner(), e.last(), e.thread()));
    }
    return numbered;
  }

  private Case changed(TraceHeader header, List<RecordedEvent> from, int changes) {
    List<RecordedEvent> events = new ArrayList<>(from);
    events.removeIf(
        e -> e.action() != null && !header.records().contains(e.action()) && random.nextInt(4) > 0);
    for (int i = 0; i < changes && events.size() > 2; i++) {
      change(events);
    }
    List<RecordedEvent> numbered = new ArrayList<>();
    boolean threads = random.nextInt(3) == 0;
    for (RecordedEvent event : events) {
      String thread = random.nextInt(40) == 0 ? "2" : "1";
      int line = numbered.size() + 1;
      Manner manner = random.nextInt(4) == 0 ? null : event.manner();
      numbered.add(with(event, line, event.code(), manner, event.last(), threads ? thread : null));
    }
    return new Case(header, numbered);
  }

  private void change(List<RecordedEvent> events) {
    int at = random.nextInt(events.size() - 1);
    RecordedEvent event = events.get(at);
    switch (random.nextInt(7)) {
      case 0 -> events.remove(at);
      case 1 -> events.add(at, event);
      case 2 -> Collections.swap(events, at, at + 1);
      case 3 -> events.subList(at + 1, events.size()).clear();
      case 4 ->
          events.set(
              at, with(event, 1, otherCode(event), event.manner(), event.last(), event.thread()));
      case 5 ->
          events.set(
              at, with(event, 1, event.code(), otherManner(event), event.last(), event.thread()));
      default ->
          events.set(
              at, with(event, 1, event.code(), event.manner(), !event.last(), event.thread()));
    }
  }

  private @Nullable HResult otherCode(RecordedEvent event) {
    List<HResult> codes =
        List.of(
            HResult.E_FAIL,
            HResult.E_ABORT,
            HResult.WIA_ERROR_BUSY,
            HResult.WIA_ERROR_PAPER_JAM,
            new HResult(0x00040000));
    HResult code = event.code();
    if (code == null || event.action() == Action.CALLBACK_CONTINUES) {
      return code;
    }
    if (event.action() == Action.CALLBACK_CANCELS) {
      return code;
    }
    HResult other = codes.get(random.nextInt(codes.size()));
    return event.action() == Action.READ_FAULT && !other.isError() ? HResult.E_FAIL : other;
  }

  private @Nullable Manner otherManner(RecordedEvent event) {
    return event.manner() == null ? null : MANNERS.get(random.nextInt(MANNERS.size()));
  }

  private static RecordedEvent with(
      RecordedEvent e,
      long line,
      @Nullable HResult code,
      @Nullable Manner manner,
      boolean last,
      @Nullable String thread) {
    return new RecordedEvent(
        line,
        e.action(),
        e.device(),
        thread,
        e.time(),
        e.transfer(),
        e.band(),
        last,
        code,
        manner,
        e.rule(),
        e.says());
  }
}
