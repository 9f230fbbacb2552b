package org.returntoidle.spec.inside;

import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Scene;

/**
 * What came out of one scene.
 *
 * @param interleavings how many were run
 * @param all whether there are no others
 * @param violation what is wrong in the last of them; empty if nothing is
 * @param notTested why nothing can be said; empty if something can
 */
public record Explored(
    Scene scene,
    int interleavings,
    boolean all,
    Optional<Violation> violation,
    Optional<String> notTested) {
  /**
   * A rule that is broken.
   *
   * @param rule which
   * @param transfer in which transfer, from 1
   * @param says what is wrong
   * @param trace what happened, in columns, with the lines of the driver
   * @param detail the same in Lincheck's words, statement by statement
   */
  public record Violation(Rule rule, int transfer, String says, String trace, String detail) {}

  /** Whether the same was found; Lincheck may call the same object by another name. */
  public boolean showsTheSameAs(Explored other) {
    return scene.equals(other.scene)
        && interleavings == other.interleavings
        && violation.map(Violation::rule).equals(other.violation.map(Violation::rule))
        && violation.map(Violation::trace).equals(other.violation.map(Violation::trace));
  }
}
