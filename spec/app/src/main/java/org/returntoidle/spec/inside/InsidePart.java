package org.returntoidle.spec.inside;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What came out where two threads are in a driver at once.
 *
 * @param scenes each that was played, up to the first violation
 * @param notTested why nothing can be said of the driver; empty if something can
 * @param milliseconds wall clock
 */
public record InsidePart(
    ImmutableList<Explored> scenes, Optional<String> notTested, long milliseconds) {
  /** Of a driver that cannot be explored. */
  public static InsidePart notTested(String why) {
    return new InsidePart(ImmutableList.of(), Optional.of(why), 0);
  }

  /** The violation, if there is one. */
  public Optional<Explored> violated() {
    return scenes.stream().filter(scene -> scene.violation().isPresent()).findFirst();
  }

  /** How many interleavings were run. */
  public int interleavings() {
    return scenes.stream().mapToInt(Explored::interleavings).sum();
  }

  /** Whether there are no others. */
  public boolean all() {
    return notTested.isEmpty() && scenes.stream().allMatch(Explored::all);
  }

  /** Why not everything could be said; empty if it could. */
  public Optional<String> why() {
    return notTested.or(
        () -> scenes.stream().flatMap(scene -> scene.notTested().stream()).findFirst());
  }
}
