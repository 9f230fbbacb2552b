package org.returntoidle.spec.harness;

/** Who decides in which order things happen in a run: how far the same schedule is the same run. */
public enum Order {
  /** The schedule: one thread does all the work. */
  ONE_THREAD("one-thread"),
  /** The schedule, too: before each decision all other threads of the driver come to rest. */
  SETTLES("settles"),
  /**
   * Time has a say: a thread of the driver waits with a time limit or spins, or its threads are
   * about to do two things at once.
   */
  TIMED("timed");

  private final String label;

  Order(String label) {
    this.label = label;
  }

  /** The word in reports. */
  public String label() {
    return label;
  }

  /** The one of the two that leaves more to chance. */
  public Order orLooser(Order other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
