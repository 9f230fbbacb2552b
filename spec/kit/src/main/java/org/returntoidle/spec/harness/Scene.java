package org.returntoidle.spec.harness;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How two threads meet in a driver: what the others bring, and while the transfer is where. The
 * transfer's calls to device, callback and stream are counted from 1; 0 is its entry.
 *
 * @param kind what the others bring
 * @param from the call in which they begin
 * @param until the call from which on they have come back before a callback is answered; {@link
 *     #OPEN} if they may take until the transfer has returned
 * @param slow whether the device answers a read only when they have come back, or interrupt it
 */
public record Scene(Kind kind, int from, int until, boolean slow) {
  /** They may take until the transfer has returned. */
  public static final int OPEN = Integer.MAX_VALUE;

  private static final Pattern TEXT =
      Pattern.compile("(\\S[a-zA-Z_ ]*) from call (\\d+)( until call (\\d+))?(, slow device)?");

  /** What other threads bring. */
  public enum Kind {
    /** One {@code CANCEL_IO}. */
    CANCEL("CANCEL_IO"),
    /** Two of them at once. */
    TWO_CANCELS("two CANCEL_IO"),
    /** A second call, which is to be answered {@code BUSY}. */
    SECOND_CALL("second call"),
    /** A second call that enters while the first does: either may be the transfer. */
    TWO_CALLS("two calls at once");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if {@code from} is negative, or {@code until} is not later
   */
  public Scene {
    if (from < 0 || until <= from) {
      throw new IllegalArgumentException("from call " + from + " until call " + until);
    }
  }

  /** Reads what {@link #toString} writes; empty if it is not that. */
  public static Optional<Scene> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (kind.label.equals(matcher.group(1))) {
        return of(kind, matcher);
      }
    }
    return Optional.empty();
  }

  private static Optional<Scene> of(Kind kind, Matcher matcher) {
    try {
      String until = matcher.group(4);
      return Optional.of(
          new Scene(
              kind,
              Integer.parseInt(matcher.group(2)),
              until == null ? OPEN : Integer.parseInt(until),
              matcher.group(5) != null));
    } catch (IllegalArgumentException e) { // Too many digits, or the wrong order.
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return kind.label
        + " from call "
        + from
        + (until == OPEN ? "" : " until call " + until)
        + (slow ? ", slow device" : "");
  }
}
