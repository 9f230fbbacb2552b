package org.returntoidle.spec.verdict;

/** Shows how far long work has come. */
public interface Progress {
  /** Shows nothing. */
  Progress NONE =
      (task, steps) ->
          new Bar() {
            @Override
            public void step() {}

            @Override
            public void at(long steps) {}

            @Override
            public void says(String what) {}
          };

  /**
   * Begins a piece of work.
   *
   * @param task what it is
   * @param steps how many steps it has, -1 if that is not known
   */
  Bar start(String task, long steps);

  /** One piece of work. Steps come from any thread. */
  interface Bar extends AutoCloseable {
    /** One step is done. */
    void step();

    /** So many steps are done by now. */
    void at(long steps);

    /** What is complete, and what is under way, in a few words. */
    void says(String what);

    @Override
    default void close() {}
  }
}
