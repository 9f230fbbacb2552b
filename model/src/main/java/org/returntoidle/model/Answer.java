package org.returntoidle.model;

/** What the code that a callback returns means to a driver. This is the only place that says so. */
public enum Answer {
  /** {@code S_OK}: the transfer goes on (A8). */
  CONTINUES("CallbackContinues"),
  /** {@code S_FALSE}: the application cancels (A2, B3). */
  CANCELS("CallbackCancels"),
  /** An error: the transfer ends with it (A9). */
  FAILS("CallbackFails"),
  /** A success that nobody knows: it ends the transfer, too, or is taken for {@code S_OK} (D19). */
  UNKNOWN_SUCCESS("CallbackFails");

  private final String label;

  Answer(String label) {
    this.label = label;
  }

  /** What {@code code} means; never null. */
  public static Answer of(HResult code) {
    if (code.equals(HResult.S_OK)) {
      return CONTINUES;
    }
    if (code.equals(HResult.S_FALSE)) {
      return CANCELS;
    }
    return code.isError() ? FAILS : UNKNOWN_SUCCESS;
  }

  /**
   * The word in traces and towards processes; it goes with a code. {@code CallbackFails} stands for
   * every code that has no word of its own.
   */
  public String label() {
    return label;
  }

  /**
   * What the machine meets.
   *
   * @param last whether the callback had the last band
   */
  public TransferInput input(boolean last) {
    return switch (this) {
      case CONTINUES -> last ? TransferInput.CALLBACK_OK_LAST : TransferInput.CALLBACK_OK;
      case CANCELS -> TransferInput.CALLBACK_FALSE;
      case FAILS, UNKNOWN_SUCCESS -> TransferInput.CALLBACK_OTHER;
    };
  }

  /**
   * The model's action for a callback that returns {@code code}. The model knows two codes that are
   * neither {@code S_OK} nor {@code S_FALSE}: {@code E_ABORT}, which on Windows Me also reports a
   * cancel (H4), and {@code E_FAIL}, which stands for all others.
   */
  public static Action action(HResult code) {
    return switch (of(code)) {
      case CONTINUES -> Action.CALLBACK_CONTINUES;
      case CANCELS -> Action.CALLBACK_CANCELS;
      case FAILS, UNKNOWN_SUCCESS ->
          code.equals(HResult.E_ABORT)
              ? Action.CALLBACK_FAILS_E_ABORT
              : Action.CALLBACK_FAILS_E_FAIL;
    };
  }
}
