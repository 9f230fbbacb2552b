package org.returntoidle.spec.search;

import java.util.Locale;

/**
 * How often a schedule whose outcome is up to chance broke a rule when it was run again.
 *
 * @param times how often it did
 * @param tries how often it was run, without the run that found it
 */
public record Seen(int times, int tries) {
  /** What shows so often, one time after the other, shows always. */
  static final int ALWAYS = 20;

  /** Whether it can be expected to show again. */
  public boolean again() {
    return times > 0;
  }

  /** Whether it shows whenever the schedule is run. */
  boolean always() {
    return times == tries && tries >= ALWAYS;
  }

  /** In words, as part of a sentence. */
  @Override
  public String toString() {
    if (tries == 0) {
      return "seen once, no time to try again";
    }
    return again()
        ? String.format(Locale.ROOT, "seen again in %d of %d tries", times, tries)
        : String.format(
            Locale.ROOT, "seen once, not reproduced in %d %s", tries, tries == 1 ? "try" : "tries");
  }
}
