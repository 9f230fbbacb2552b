package org.returntoidle.model.engine;

/**
 * Something that has states and steps between them. A state is a number that is not negative; what
 * it means is the system's own business. Used by several threads at once.
 */
public interface PackedSystem {
  /** The states in which everything begins, each at least 0 and there once. */
  long[] initial();

  /** No state has more steps than this. */
  int fanOut();

  /**
   * Writes where the steps from {@code state} lead to.
   *
   * @param state a state, at least 0
   * @param targets gets the states after, from its beginning; has room for {@link #fanOut}
   * @return how many there are
   */
  int successors(long state, long[] targets);

  /**
   * Something that many of the steps from {@code state} leave as it is: those who search together
   * divide the states by it, so that they have little to tell one another.
   */
  default long region(long state) {
    return state;
  }

  /** The labels of the steps from {@code state}, each 0 to 127, in the order of their targets. */
  byte[] labels(long state);
}
