package org.returntoidle.spec.harness;

/**
 * The least and the greatest of some numbers.
 *
 * @param least greater than {@code most} if there are none
 */
public record Spread(int least, int most) {
  /** Of no numbers. */
  public static final Spread NOTHING = new Spread(Integer.MAX_VALUE, Integer.MIN_VALUE);

  /** Of one number. */
  public static Spread of(int number) {
    return new Spread(number, number);
  }

  /** Of these numbers and others. */
  public Spread and(Spread other) {
    return new Spread(Math.min(least, other.least), Math.max(most, other.most));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return least > most;
  }

  @Override
  public String toString() {
    return isEmpty() ? "no" : least == most ? "" + least : least + " to " + most;
  }
}
