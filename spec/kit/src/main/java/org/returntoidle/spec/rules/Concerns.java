package org.returntoidle.spec.rules;

import java.util.function.BiPredicate;
import org.returntoidle.model.Platform;

/** Which drivers a rule concerns, and on which platforms. */
enum Concerns {
  /** Every driver, everywhere. */
  ALL((platform, asynchronous) -> true),
  /** Where a cancel is a success of its own (A5). */
  CANCEL_IS_A_SUCCESS((platform, asynchronous) -> !platform.cancelIsAnError()),
  /** Where a cancel is declared an error (A7). */
  CANCEL_IS_AN_ERROR((platform, asynchronous) -> platform.cancelIsAnError()),
  /** Drivers that cancel asynchronously (B4). */
  ASYNCHRONOUS((platform, asynchronous) -> asynchronous),
  /** Drivers that do not (B5). */
  NOT_ASYNCHRONOUS((platform, asynchronous) -> !asynchronous);

  @SuppressWarnings("ImmutableEnumChecker") // It has no state.
  private final BiPredicate<Platform, Boolean> whom;

  Concerns(BiPredicate<Platform, Boolean> whom) {
    this.whom = whom;
  }

  boolean includes(Platform platform, boolean asynchronous) {
    return whom.test(platform, asynchronous);
  }
}
