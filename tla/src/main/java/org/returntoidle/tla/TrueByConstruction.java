package org.returntoidle.tla;

import com.google.common.collect.ImmutableSet;

/**
 * The properties that no type-correct state can break, reachable or not, and no step from one: each
 * follows from the guard or the effect of one action alone. It says again what the specification
 * says there, and so notices when somebody changes that. The list is computed; a test compares it.
 */
public final class TrueByConstruction {
  static final String FILE = "true-by-construction.txt";

  private static final ImmutableSet<String> NAMES =
      TlaFiles.JAR.read(FILE).lines().collect(ImmutableSet.toImmutableSet());

  private TrueByConstruction() {}

  /** Their names, in alphabetical order. */
  public static ImmutableSet<String> names() {
    return NAMES;
  }
}
