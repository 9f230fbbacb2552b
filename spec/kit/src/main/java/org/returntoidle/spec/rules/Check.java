package org.returntoidle.spec.rules;

import java.util.function.Function;
import java.util.function.Predicate;
import org.returntoidle.model.Rule;

/**
 * How one rule looks at a transfer that has come to its end.
 *
 * @param rule the rule
 * @param concerns which drivers it concerns, and where
 * @param when whether it has something to say
 * @param holds whether it is kept, where it has
 * @param says what is wrong, where it is not kept
 */
record Check(
    Rule rule,
    Concerns concerns,
    Predicate<Ending> when,
    Predicate<Ending> holds,
    Function<Ending, String> says) {

  /** The same, where {@code condition} holds, too. */
  Check and(Predicate<Ending> condition) {
    return new Check(rule, concerns, condition.and(when), holds, says);
  }

  /** The same for fewer drivers, or on fewer platforms. */
  Check only(Concerns some) {
    return new Check(rule, some, when, holds, says);
  }

  /** Whether it has something to say. */
  boolean looksAt(Ending ending) {
    return concerns.includes(ending.platform, ending.t.asynchronous) && when.test(ending);
  }

  /** What it finds; only where it has something to say. */
  Finding finding(Ending ending) {
    boolean kept = holds.test(ending);
    return new Finding(rule, kept, ending.t.number, kept ? "" : says.apply(ending));
  }
}
