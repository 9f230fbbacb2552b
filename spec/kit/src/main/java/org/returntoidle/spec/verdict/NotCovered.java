package org.returntoidle.spec.verdict;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import org.returntoidle.spec.verdict.RuleVerdict.Verdict;

/** What "no violation" does not say about a driver: one list for text, JSON and page. */
public enum NotCovered {
  OTHER_ORDERS(
      "Nearly all orders of events: this was a smoke test. No life was repeated, nothing was run in"
          + " another order, and there was no random and no racing schedule.",
      part -> part.reach().cover().isPresent()),
  BEYOND_THE_BOUND(
      "More bands, transfers, cancels or faults than the bound says, but for random schedules.",
      part -> part.reach().cover().isEmpty() && !isLearned(part)),
  BEYOND_THE_MACHINE(
      "Beyond the bound, but for random schedules: a driver with more states than its machine may"
          + " have, and what is in no machine (exceptions, neighbors, rare codes).",
      NotCovered::isLearned),
  RACES(
      "Races between the driver's own statements, but for the interleavings that were run (inside)"
          + " or, where these cannot be run, what racing schedules happened to meet."),
  MEMORY_ORDER("Memory order: what a processor or a compiler may put before or after what."),
  TIMING("Timing: only the order of events is chosen, never how long something takes."),
  EXCEPTIONS(
      "Exceptions and null answers from device and callback: D21 was not tested.",
      part -> !holds(part, "D21")),
  NEIGHBORS(
      "A second driver beside this one, which might share a lock or a flag with it: none was run.",
      part -> part.schedules(Phase.BESIDE) == 0),
  STATIC_STATE(
      "Whether a run depends on those before it: none was run again in another order, since the"
          + " driver's classes cannot be loaded anew, or it is timed.",
      part -> part.reach().cover().isEmpty() && part.schedules(Phase.REORDERED) == 0),
  NATIVE_CODE(
      "Native code, memory and handles: whether something crashes, leaks or is freed twice."),
  END_OF_THE_PROCESS(
      "A driver that ends the process so that nothing can stop it, as Runtime.halt does."),
  REAL_PARTS(
      "The real device, service and application: those here keep what the interfaces promise.");

  private final String sentence;
  private final Predicate<DriverPart> applies;

  NotCovered(String sentence) {
    this(sentence, part -> true);
  }

  NotCovered(String sentence, Predicate<DriverPart> applies) {
    this.sentence = sentence;
    this.applies = applies;
  }

  /** The name in JSON, such as {@code memory-order}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is not covered, in a sentence. */
  public String sentence() {
    return sentence;
  }

  /** What this verdict does not cover; nothing if a violation was found, which stands by itself. */
  public static ImmutableList<NotCovered> by(DriverPart part) {
    return part.counterexample().isPresent()
        ? ImmutableList.of()
        : Arrays.stream(values())
            .filter(one -> one.applies.test(part))
            .collect(ImmutableList.toImmutableList());
  }

  private static boolean isLearned(DriverPart part) {
    return part.learned().filter(LearnedPart::complete).isPresent();
  }

  private static boolean holds(DriverPart part, String rule) {
    return part.rules().stream()
        .anyMatch(
            verdict -> verdict.rule().name().equals(rule) && verdict.verdict() == Verdict.HOLDS);
  }
}
