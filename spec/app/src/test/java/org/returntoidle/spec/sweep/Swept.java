package org.returntoidle.spec.sweep;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Event;
import org.returntoidle.model.monitor.Monitor;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.sweep.Change.Operator;

/** The two that judge drivers: what they consist of, and what they are asked about. */
final class Swept {
  private static final String RULES = Judge.class.getPackageName() + ".";
  private static final String MONITOR = Monitor.class.getPackageName() + ".";

  /** With the table of the machine; events are made by others. */
  private static final Pattern OWN =
      Pattern.compile(
          "org\\.returntoidle\\.(spec\\.trace\\..*|model\\.monitor\\.(?!(Event|Manner)$).*|"
              + "model\\.(TransferMachine|Cell)(\\$.*)?)");

  private static final ImmutableSet<Operator> OF_MONITOR =
      Sets.immutableEnumSet(Operator.CONDITION, Operator.LEFT_OUT, Operator.BRANCH);

  private Swept() {}

  static Sweep<Execution> judge(ImmutableList<Execution> corpus) {
    return new Sweep<>(JudgeSide.class, name -> name.startsWith(RULES), corpus);
  }

  static Sweep<Recorded> monitor(ImmutableList<Recorded> corpus) {
    return new Sweep<>(MonitorSide.class, OWN.asMatchPredicate(), corpus);
  }

  /** The corpora are the same for ever; those that are told most quickly apart come first. */
  private static final long SEED = 20_261_128;

  /** Runs of all kinds. */
  static ImmutableList<Execution> runs(int count) {
    return ImmutableList.<Execution>builder()
        .addAll(words().map(RunText::run).iterator())
        .addAll(new RandomRuns(SEED).many(count))
        .build();
  }

  private static Stream<String> words() {
    return Stream.concat(
        Stream.of(Seeded.values()).map(Seeded::run), Case.all().stream().map(Case::run));
  }

  /** Traces of all kinds, so many with each header. */
  static ImmutableList<Recorded> traces(int count) {
    return ImmutableList.<Recorded>builder()
        .addAll(words().map(RunText::trace).iterator())
        .add(ofOthers())
        .addAll(new RandomTraces(SEED).each(5))
        .addAll(new RandomTraces(SEED + 1).each(count))
        .build();
  }

  /** What no driver does or sees: a recorder beside it may. Each word of it is one of a trace. */
  private static Recorded ofOthers() {
    return new Recorded(
        1,
        Platform.XP,
        DriverKind.INTERRUPTIBLE,
        Action.BANDED,
        ImmutableSet.of(),
        Stream.of(
                Action.CANCEL_PENDING_IO,
                Action.PRESS_CANCEL_BUTTON,
                Action.DEVICE_FAILS,
                Action.IMAGE_ENDS)
            .map(action -> ImmutableList.of(new Event(action, 0, 0, false, null, null, null)))
            .collect(toImmutableList()));
  }

  /** Changes of the judge. */
  static ImmutableList<Change> ofJudge() {
    return Stream.of(
            "Judge",
            "TransferFacts",
            "Delivery",
            "Image",
            "Ending",
            "Checks",
            "Check",
            "Concerns",
            "Anomalies",
            "CancelLatency")
        .flatMap(name -> Changes.of(source(RULES + name)).stream())
        .collect(toImmutableList());
  }

  /**
   * Changes of the monitor: of what it asks, and of what it does. Which constant stands for what is
   * the business of {@code Monitor.tla}, which says the same of other traces.
   */
  static ImmutableList<Change> ofMonitor() {
    return Stream.of("Monitor", "MonitorState", "Draft", "Shown", "Refusal")
        .flatMap(name -> Changes.of(source(MONITOR + name)).stream())
        .filter(change -> OF_MONITOR.contains(change.operator()))
        .collect(toImmutableList());
  }

  static Source source(String name) {
    return Source.of(type(name));
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}
