package org.returntoidle.model.engine;

import java.util.function.ToIntFunction;

/**
 * A part of a state that is only counted: steps add to it, take from it or set it to a number, and
 * what can happen depends on it only by whether there is room for one more and, where it is
 * consumed, whether anything is left.
 *
 * @param most its greatest value, at least 0; the least is 0
 * @param consumed whether it matters that something is left
 * @param value of a state
 * @param change gives the state with another value
 */
public record Counter<S>(int most, boolean consumed, ToIntFunction<S> value, Change<S> change) {

  /** Gives a state another value of the counter. */
  @FunctionalInterface
  public interface Change<S> {
    /** The same state but for the counter, which is {@code value}. */
    S to(S state, int value);
  }

  /** Checks the greatest value. */
  public Counter {
    if (most < 0) {
      throw new IllegalArgumentException("a counter's greatest value is " + most);
    }
  }
}
