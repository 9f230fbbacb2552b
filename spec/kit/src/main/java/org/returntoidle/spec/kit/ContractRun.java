package org.returntoidle.spec.kit;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Exits;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;
import org.returntoidle.spec.verdict.DriverText;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;

/**
 * The one run that decides on all checks of a test class: its platforms one after the other, until
 * the first violation.
 */
final class ContractRun {
  /** How much of a long trace is shown. */
  private static final int EVENTS = 20;

  /** With which the program ends if the driver has ended it. */
  private static final int VIOLATED = 1;

  private static final Map<Class<?>, Supplier<Outcome>> OUTCOMES = new ConcurrentHashMap<>();

  private final DriverContract contract;
  private final Terms terms;
  private final Subject subject;
  private volatile @Nullable WiaDriver last;

  private ContractRun(DriverContract contract) {
    this.contract = contract;
    this.terms = Terms.of(contract);
    this.subject = new Subject(contract.getClass().getName(), this::newDriver, Reading.PERMISSIVE);
  }

  /** What came out for {@code contract}'s class; whoever asks first waits for the run. */
  static Outcome of(DriverContract contract) {
    // Not within the map, where it would keep other classes waiting.
    return OUTCOMES
        .computeIfAbsent(contract.getClass(), type -> Suppliers.memoize(() -> outcome(contract)))
        .get();
  }

  /**
   * What comes out when {@code contract} is run, which it is each time.
   *
   * <p>On a thread of its own: jqwik draws the random schedules in a session, and there can be none
   * on a thread that runs its tests.
   */
  static Outcome outcome(DriverContract contract) {
    FutureTask<Outcome> run = new FutureTask<>(() -> owned(contract));
    Thread thread = new Thread(run, "return-to-idle");
    thread.setDaemon(true);
    thread.start();
    try {
      return run.get();
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return failed(new IllegalStateException("interrupted while the driver was running", e));
    }
  }

  private static Outcome owned(DriverContract contract) {
    Exits.Owner owner = Exits.own();
    try {
      return new ContractRun(contract).run();
    } finally {
      owner.close();
    }
  }

  private static Outcome failed(@Nullable Throwable why) {
    return new Outcome.Failed(
        why == null ? new IllegalStateException() : why, new AtomicReference<@Nullable Rule>());
  }

  private WiaDriver newDriver(ScannerDevice device) {
    WiaDriver made;
    try {
      made = contract.driver(device);
    } catch (RuntimeException | Error e) {
      throw new DriverNotUsableException("driver() threw " + Shown.thrownAt(e), e);
    }
    if (made == null) {
      throw new DriverNotUsableException("driver() returned null", new NullPointerException());
    }
    if (made == last) {
      throw new DriverNotUsableException(
          "driver() returned the same driver again; each run needs a new one, on its own device",
          new IllegalStateException());
    }
    last = made;
    return made;
  }

  private Outcome run() {
    ImmutableList<Recorded> recorded = recorded();
    ImmutableList.Builder<DriverPart> parts = ImmutableList.builder();
    for (Platform platform : terms.platforms()) {
      DriverPart part = DriverVerifier.search(subject, search(platform, recorded), Progress.NONE);
      if (part.counterexample().isPresent()) {
        return violated(part, part.counterexample().get());
      }
      parts.add(part);
    }
    return new Outcome.Kept(parts.build());
  }

  private DriverSearch search(Platform platform, ImmutableList<Recorded> recorded) {
    return DriverSearch.of(platform)
        .withScope(terms.scope())
        .withRandom(terms.runs(), terms.seed())
        .withRepeat(terms.repeat())
        .withHangAfter(terms.hangAfter())
        .withReplays(terms.counterexamples())
        .withRecorded(Multimaps.index(recorded, one -> one.replay().platform()).get(platform));
  }

  private ImmutableList<Recorded> recorded() {
    if (!Files.isDirectory(terms.recorded())) {
      return ImmutableList.of();
    }
    try (Stream<Path> files = Files.list(terms.recorded())) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Recorded::read)
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the folder " + terms.recorded(), e);
    }
  }

  private Outcome violated(DriverPart part, Counterexample found) {
    return found.replays()
        ? violated(part, CounterexampleFile.of(subject, driverClass(), terms, found))
        : violated(part, found, "no file: it did not show again");
  }

  private Class<?> driverClass() {
    return Objects.requireNonNull(last).getClass();
  }

  private Outcome violated(DriverPart part, CounterexampleFile file) {
    String replay;
    try {
      replay = file.write(terms);
    } catch (IOException e) {
      replay = "not written: " + e;
    }
    return violated(part, file.found(), replay);
  }

  private Outcome violated(DriverPart part, Counterexample found, String replay) {
    Finding finding = found.finding();
    Platform platform = found.run().platform();
    String message =
        String.format(
            Locale.ROOT,
            "%s violated on Windows %s%s, %s: %s",
            finding.rule(),
            platform.label(),
            DriverText.howOften(found),
            DriverText.where(finding),
            finding.message());
    String text =
        DriverText.counterexample(found, EVENTS)
            + "\nfound      after "
            + DriverText.runs(part)
            + "; seed "
            + terms.seed()
            + "\nreplay     "
            + replay;
    if (Exits.isByDriver()) {
      // No test engine can tell of it any more.
      System.err.println(message + "\n" + text);
      Exits.end(VIOLATED);
    }
    return new Outcome.Violated(finding.rule(), platform, message, text);
  }
}
