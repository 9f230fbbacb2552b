package org.returntoidle.spec.rules;

import java.util.function.Function;
import java.util.function.Predicate;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;

/**
 * How one rule looks at a transfer that has come to its end.
 *
 * @param <E> what is known at its end
 * @param rule the rule
 * @param concerns which drivers it concerns, and where
 * @param when whether it has something to say
 * @param holds whether it is kept, where it has
 * @param says what is wrong, where it is not kept
 */
record Check<E>(
    Rule rule, Concerns concerns, Predicate<E> when, Predicate<E> holds, Function<E, String> says) {

  /** The same, where {@code condition} holds, too. */
  Check<E> and(Predicate<E> condition) {
    return new Check<>(rule, concerns, condition.and(when), holds, says);
  }

  /** The same for fewer drivers, or on fewer platforms. */
  Check<E> only(Concerns some) {
    return new Check<>(rule, some, when, holds, says);
  }

  /** Whether it has something to say. */
  boolean looksAt(E ending, Platform platform, boolean asynchronous) {
    return concerns.includes(platform, asynchronous) && when.test(ending);
  }

  /** What it finds; only where it has something to say. */
  Finding finding(E ending, int transfer) {
    boolean kept = holds.test(ending);
    return new Finding(rule, kept, transfer, kept ? "" : says.apply(ending));
  }
}
