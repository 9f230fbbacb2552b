package org.returntoidle.spec.verdict;

import org.returntoidle.spec.verdict.RuleVerdict.Strength;

/** What {@link DriverVerifier} does with a driver, in the order in which it is told. */
public enum Phase {
  /** Counterexamples of earlier runs, each as often as it was run. */
  RECORDED("the recorded counterexamples", "recordedSchedules", "recorded", Strength.RANDOM),
  /** A smoke test instead of all that follows: every edge of the model, not every order. */
  COVER("the smoke test", "smokeSchedules", "smoke schedules", Strength.PARTIAL),
  /** All schedules within the scope, each once. */
  ENUMERATION("the enumeration", "schedules", "schedules", Strength.EXHAUSTIVE),
  /** All within the scope in which something is thrown, each once. */
  THROWING("the schedules that throw", "throwingSchedules", "that throw", Strength.EXHAUSTIVE),
  /** All within a small scope in which something happens to a second driver, each once. */
  BESIDE(
      "the schedules beside a neighbor",
      "neighborSchedules",
      "beside a neighbor",
      Strength.PARTIAL),
  /** Lives of many transfers, in each or in every second of which the same happens. */
  REPEATED("the repeated schedules", "repeatedSchedules", "repeated", Strength.EXHAUSTIVE),
  /** A sample again, in another order and in classes that are loaded anew. */
  REORDERED("the reordered schedules", "reorderedSchedules", "reordered", Strength.RANDOM),
  /** Beyond the scope. */
  RANDOM("the random schedules", "randomSchedules", "random", Strength.RANDOM),
  /** Beyond the scope, with races. */
  RACING("the racing schedules", "stressSchedules", "racing", Strength.STRESS),
  /** Those that show the driver's machine. They come before the enumeration. */
  LEARNED("the learning", "learningRuns", "to learn its machine", Strength.LEARNED);

  private final String words;
  private final String field;
  private final String counted;
  private final Strength strength;

  Phase(String words, String field, String counted, Strength strength) {
    this.words = words;
    this.field = field;
    this.counted = counted;
    this.strength = strength;
  }

  /** The name of the number of its schedules in JSON. */
  public String field() {
    return field;
  }

  /** What follows the number of its schedules in a line that lists them. */
  public String counted() {
    return counted;
  }

  /** How strong what it shows is, if it is not cut. */
  Strength strength() {
    return strength;
  }

  @Override
  public String toString() {
    return words;
  }
}
