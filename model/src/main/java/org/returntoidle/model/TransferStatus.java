package org.returntoidle.model;

/**
 * A state of the machine with what it carries.
 *
 * @param state where the transfer is
 * @param complete whether the last band was acknowledged; only in {@code ACQUIRING}
 * @param error the code that {@code ERROR} will return, {@code S_OK} in the other states
 */
public record TransferStatus(TransferState state, boolean complete, HResult error) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if {@code complete} outside of {@code ACQUIRING}, if {@code
   *     ERROR} has no code, or another state has one
   */
  public TransferStatus {
    if (complete && state != TransferState.ACQUIRING) {
      throw new IllegalArgumentException(state + " cannot be complete");
    }
    if ((state == TransferState.ERROR) == error.equals(HResult.S_OK)) {
      throw new IllegalArgumentException(state + " with the code " + error);
    }
  }

  /** No transfer. */
  public static final TransferStatus IDLE = of(TransferState.IDLE, false);

  /** A transfer runs. */
  public static final TransferStatus ACQUIRING = of(TransferState.ACQUIRING, false);

  /** The last band is acknowledged. */
  public static final TransferStatus COMPLETE = of(TransferState.ACQUIRING, true);

  /** A cancel was observed. */
  public static final TransferStatus CANCELING = of(TransferState.CANCELING, false);

  /** The transfer failed with {@code code}. */
  public static TransferStatus error(HResult code) {
    return new TransferStatus(TransferState.ERROR, false, code);
  }

  private static TransferStatus of(TransferState state, boolean complete) {
    return new TransferStatus(state, complete, HResult.S_OK);
  }

  /** Whether the transfer goes on: neither complete nor canceled nor failed. */
  public boolean goesOn() {
    return state == TransferState.ACQUIRING && !complete;
  }

  /** Whether the transfer is over and has only to stop the device and return. */
  public boolean ends() {
    return state != TransferState.IDLE && !goesOn();
  }

  /**
   * What {@code drvAcquireItemData} returns from here (A5, A9, D7, D16).
   *
   * @throws IllegalStateException if the transfer is not over: {@link #ends()} is false
   */
  public HResult result(Platform platform) {
    if (!ends()) {
      throw new IllegalStateException("no result yet in " + this);
    }
    return switch (state) {
      case CANCELING -> platform.cancelCode();
      case ERROR -> error;
      case IDLE, ACQUIRING -> HResult.S_OK;
    };
  }
}
