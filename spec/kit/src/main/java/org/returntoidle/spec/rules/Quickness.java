package org.returntoidle.spec.rules;

/**
 * How much a driver still does between an observed cancel and its return: shown, not judged.
 *
 * @param reads device reads that it submits
 * @param callbacks callbacks that it makes
 */
public record Quickness(int reads, int callbacks) {
  /** At once. */
  public static final Quickness AT_ONCE = new Quickness(0, 0);

  /** The slower in each respect. */
  public Quickness orSlower(Quickness other) {
    return new Quickness(Math.max(reads, other.reads), Math.max(callbacks, other.callbacks));
  }

  @Override
  public String toString() {
    return count(reads, "read") + ", " + count(callbacks, "callback");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
