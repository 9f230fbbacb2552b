package org.returntoidle.spec.verify;

import java.util.Arrays;

/** What the user's code threw, in one line. */
public final class Thrown {
  private Thrown() {}

  /** What {@code thrown} says, and where it comes from. */
  public static String of(Throwable thrown) {
    String says = thrown.toString().lines().findFirst().orElse("");
    return Arrays.stream(thrown.getStackTrace())
        .findFirst()
        .map(frame -> says + ", at " + frame)
        .orElse(says);
  }
}
