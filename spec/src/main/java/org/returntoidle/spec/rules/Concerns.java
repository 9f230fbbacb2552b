package org.returntoidle.spec.rules;

import org.returntoidle.model.Platform;

/** Which drivers a rule concerns, and on which platforms. */
enum Concerns {
  /** Every driver, everywhere. */
  ALL {
    @Override
    boolean includes(Platform platform, boolean asynchronous) {
      return true;
    }
  },
  /** Where a cancel is a success of its own (A5). */
  CANCEL_IS_A_SUCCESS {
    @Override
    boolean includes(Platform platform, boolean asynchronous) {
      return !platform.cancelIsAnError();
    }
  },
  /** Where a cancel is declared an error (A7). */
  CANCEL_IS_AN_ERROR {
    @Override
    boolean includes(Platform platform, boolean asynchronous) {
      return platform.cancelIsAnError();
    }
  },
  /** Drivers that cancel asynchronously (B4). */
  ASYNCHRONOUS {
    @Override
    boolean includes(Platform platform, boolean asynchronous) {
      return asynchronous;
    }
  },
  /** Drivers that do not (B5). */
  NOT_ASYNCHRONOUS {
    @Override
    boolean includes(Platform platform, boolean asynchronous) {
      return !asynchronous;
    }
  };

  abstract boolean includes(Platform platform, boolean asynchronous);
}
