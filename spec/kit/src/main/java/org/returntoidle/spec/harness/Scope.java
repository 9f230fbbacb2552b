package org.returntoidle.spec.harness;

import org.returntoidle.model.Bounds;

/**
 * How much may happen in a run.
 *
 * @param bounds bands of an image, transfers, cancels, faults; all present
 * @param events cancels and faults together
 * @param notReady how often the device of one transfer says "not ready", in a row or apart
 * @param pages how many pages at most a transfer to streams has; for banded ones always one
 */
public record Scope(Bounds bounds, int events, int notReady, int pages) {
  /** What {@link #notReady} is where nothing is said. */
  public static final int NOT_READY = 2;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a bound is absent, or there is no page
   */
  public Scope {
    if (bounds.bands().isEmpty()
        || bounds.transfers().isEmpty()
        || bounds.cancels().isEmpty()
        || bounds.faults().isEmpty()) {
      throw new IllegalArgumentException("a run needs all four bounds: " + bounds);
    }
    if (pages < 1) {
      throw new IllegalArgumentException("pages: " + pages + "; at least 1 is wanted");
    }
  }

  /** With {@link #NOT_READY}, and one page. */
  public Scope(Bounds bounds, int events) {
    this(bounds, events, NOT_READY, 1);
  }

  /** The same with another number of "not ready". */
  public Scope withNotReady(int number) {
    return new Scope(bounds, events, number, pages);
  }

  /** The same with so many pages at most. */
  public Scope withPages(int number) {
    return new Scope(bounds, events, notReady, number);
  }

  /** The same with room for one more event, which happens to a neighbor. */
  Scope withNeighbor() {
    Bounds more = Bounds.of(bands(), transfers(), cancels(), faults() + 1);
    return new Scope(more, events + 1, notReady, pages);
  }

  /** Cancels and faults are limited each for itself only. */
  public static Scope of(Bounds bounds) {
    return new Scope(bounds, bounds.cancels().orElse(0) + bounds.faults().orElse(0));
  }

  /** So many cancels or faults, in any mixture. */
  public static Scope together(int bands, int transfers, int events) {
    return new Scope(Bounds.of(bands, transfers, events, events), events);
  }

  /** This scope, where {@code other} does not allow less. */
  public Scope atMost(Scope other) {
    return new Scope(
        Bounds.of(
            Math.min(bands(), other.bands()),
            Math.min(transfers(), other.transfers()),
            Math.min(cancels(), other.cancels()),
            Math.min(faults(), other.faults())),
        Math.min(events, other.events),
        Math.min(notReady, other.notReady),
        Math.min(pages, other.pages));
  }

  int bands() {
    return bounds.bands().orElseThrow();
  }

  int transfers() {
    return bounds.transfers().orElseThrow();
  }

  int cancels() {
    return bounds.cancels().orElseThrow();
  }

  int faults() {
    return bounds.faults().orElseThrow();
  }

  @Override
  public String toString() {
    String image =
        count(bands(), "band")
            + ", "
            + count(transfers(), "transfer")
            + ", "
            + (pages == 1 ? "" : count(pages, "page") + ", ")
            + (notReady == NOT_READY ? "" : notReady + " times \"not ready\", ");
    if (cancels() == events && faults() == events) {
      return image + count(events, "cancel or fault", "cancels or faults together");
    }
    String each = image + count(cancels(), "cancel") + ", " + count(faults(), "fault");
    return events < cancels() + faults() ? each + ", together " + events : each;
  }

  private static String count(int number, String one) {
    return count(number, one, one + "s");
  }

  private static String count(int number, String one, String more) {
    return number + " " + (number == 1 ? one : more);
  }
}
