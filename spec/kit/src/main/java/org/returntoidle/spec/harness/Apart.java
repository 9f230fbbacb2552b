package org.returntoidle.spec.harness;

import java.util.function.Supplier;

/**
 * The way from the explored code to ours, and back.
 *
 * @param explorer does not look at what is ours
 */
record Apart(Explorer explorer) {
  /** Lets the explored code go on from ours. */
  <T> T explored(Supplier<T> work) {
    explorer.enter();
    try {
      return work.get();
    } finally {
      explorer.leave();
    }
  }

  /** The same without a result. */
  void goOn(Runnable work) {
    explorer.enter();
    try {
      work.run();
    } finally {
      explorer.leave();
    }
  }

  /** Ours, called from the explored code. */
  <T> T ours(Supplier<T> work) {
    explorer.leave();
    try {
      return work.get();
    } finally {
      explorer.enter();
    }
  }
}
