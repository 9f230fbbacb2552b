package org.returntoidle.spec.search;

/** Is told how far an enumeration has come. Called on any thread. */
@FunctionalInterface
public interface Watcher {
  /** So many schedules have been run by now. */
  void at(long schedules);

  /**
   * A level is complete.
   *
   * @param moves every schedule with so many moves, or fewer, was run
   * @param next how many have one move more, and are run now
   */
  default void levelIsDone(int moves, long next) {}
}
