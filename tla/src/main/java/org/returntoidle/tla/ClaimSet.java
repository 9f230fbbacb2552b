package org.returntoidle.tla;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Claims that have a name together. Who claims the set claims what is added to it later. */
public enum ClaimSet {
  /** Every property in {@code Properties} of states and steps. */
  RULES,
  /** What is there said of the beginning. */
  BEGINNING,
  /** Every property in {@code Induction}. */
  INDUCTION,
  /** What must happen in the end: L1 to L5. */
  LIVENESS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ClaimSet> named(String name) {
    return Arrays.stream(values()).filter(set -> set.toString().equals(name)).findFirst();
  }
}
