package org.returntoidle.model.rows;

import static org.returntoidle.model.rows.Term.or;
import static org.returntoidle.model.rows.Term.plus;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * How often something may happen, or any number of times. The names are those of the TLA+ modules.
 *
 * @param term the number, or {@link #noBound}
 */
public record Limit<S>(Term<S> term) {
  private static final int NONE = -1;

  /**
   * Checks that a bound, where there is one, is in a range.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void within(String name, int least, int most, OptionalInt bound) {
    if (bound.isPresent() && (bound.getAsInt() < least || bound.getAsInt() > most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s is %d; it must be %d to %d", name, bound.getAsInt(), least, most));
    }
  }

  /** A bound in words, such as {@code 2 bands}; {@code one} is the word for one of what it is. */
  public static String text(OptionalInt bound, String one) {
    String number = bound.isPresent() ? Integer.toString(bound.getAsInt()) : "any number of";
    return number + " " + (number.equals("1") ? one : one + "s");
  }

  /** A constant of the protocol by this name. */
  public static <S> Limit<S> of(String name, OptionalInt bound) {
    return new Limit<>(new Term.Named<>(name, Term.constant(bound.orElse(NONE))));
  }

  /** What stands for a bound where there is none. */
  public static <S> Term<S> noBound() {
    return new Term.Named<>("NoBound", Term.constant(NONE));
  }

  /** There is none. */
  public Term<S> isNone() {
    return new Term.Equal<>(term, noBound());
  }

  /** The same but for one that is kept; none stays none. */
  public Limit<S> less(String name) {
    return new Limit<>(new Term.Named<>(name, new Term.If<>(isNone(), noBound(), plus(term, -1))));
  }

  /** One more fits. */
  public Term<S> allows(Variable<S> count) {
    return new Term.Named<>(
        "Allows(" + term + ", " + count + ")", or(isNone(), new Term.Less<>(count, term)));
  }

  /** One more, where it is counted. */
  public Term<S> counted(Variable<S> count) {
    return new Term.Named<>(
        "Counted(" + term + ", " + count + ")", new Term.If<>(isNone(), count, plus(count, 1)));
  }

  /** One more is counted, where there is a bound. */
  public Effect<S> count(Variable<S> count) {
    return Effect.set(count, counted(count));
  }
}
