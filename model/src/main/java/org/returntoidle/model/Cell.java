package org.returntoidle.model;

import com.google.common.collect.ImmutableList;

/**
 * One cell of the transition table: what an input does in a state, and which rules say so.
 *
 * @param effect what happens
 * @param rules the rules that this cell comes from, at least one
 */
public record Cell(Effect effect, ImmutableList<Rule> rules) {
  /** What a cell of the table does. */
  public enum Effect {
    /** A transfer begins. */
    BEGIN("Acquiring"),
    /** Nothing changes. */
    STAY("stay"),
    /** Nothing changes; the call that asked is answered {@code WIA_ERROR_BUSY}. */
    STAY_BUSY("stay, BUSY"),
    /** Nothing changes but that the last band is now acknowledged. */
    COMPLETE("stay, now complete"),
    /** The transfer is canceled. */
    CANCEL("Canceling"),
    /** The transfer is canceled, unless it is complete (D9). */
    CANCEL_UNLESS_COMPLETE("Canceling; stay once complete"),
    /** The transfer has failed with the code that the input carries. */
    FAIL("Error(e)"),
    /** Back to idle with the result of this state. */
    RETURN("Idle"),
    /** Back to idle with {@code S_OK}; only when complete, else it cannot happen. */
    RETURN_WHEN_COMPLETE("Idle, S_OK (only when complete)"),
    /**
     * Cannot happen in the reference. A driver that reads ahead on a second thread may meet it:
     * then nothing changes.
     */
    NEVER("–");

    private final String label;

    Effect(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  static Cell of(Effect effect, Rule... rules) {
    return new Cell(effect, ImmutableList.copyOf(rules));
  }
}
