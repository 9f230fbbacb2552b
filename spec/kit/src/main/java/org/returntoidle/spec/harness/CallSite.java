package org.returntoidle.spec.harness;

import java.util.Optional;
import java.util.function.Supplier;

/** Where a call comes from, of a driver that says so itself, since no stack of ours shows it. */
public final class CallSite {
  private static final ThreadLocal<Optional<Place>> SAID = new ThreadLocal<>();

  private CallSite() {}

  /**
   * Makes calls to the outside for a driver.
   *
   * @param place where it makes them; empty if it has not said
   */
  public static <T> T from(Optional<Place> place, Supplier<T> calls) {
    SAID.set(place);
    try {
      return calls.get();
    } finally {
      SAID.remove();
    }
  }

  /** Whether the current thread makes calls for another. */
  static boolean isSaid() {
    return SAID.get() != null;
  }

  /** What was said; empty if nothing was. */
  static Optional<Place> said() {
    return isSaid() ? SAID.get() : Optional.empty();
  }
}
