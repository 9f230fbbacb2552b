package org.returntoidle.model;

import java.util.Optional;

/**
 * One state of application ∥ service ∥ driver ∥ device. The components carry the names of the TLA+
 * variables.
 *
 * @param asked the application has called {@code CancelPendingIO} in this transfer, in time
 * @param inTransit {@code CANCEL_IO} events that the service has not delivered yet
 * @param state the machine's state
 * @param complete the last band is acknowledged
 * @param error the code that the machine's Error state will return
 * @param step what the driver is doing
 * @param held the band that was read and is not yet acknowledged
 * @param device the device, in this transfer
 * @param ending the next band is the last
 * @param button the button was pressed and no read has reported it
 * @param fault the device failed and no read has reported it
 * @param result what the last call of {@code drvAcquireItemData} returned; empty while one runs
 * @param cause the first cause that the driver observed in this transfer
 * @param answer the last code that a callback of this transfer returned
 * @param transfers transfers begun, where counted
 * @param bands bands read in this transfer that were not the last, where counted
 * @param cancels cancels so far, where counted
 * @param faults faults so far, where counted
 */
public record ProtocolState(
    boolean asked,
    int inTransit,
    TransferState state,
    boolean complete,
    HResult error,
    Step step,
    Held held,
    Device device,
    boolean ending,
    boolean button,
    boolean fault,
    Optional<HResult> result,
    Cause cause,
    HResult answer,
    int transfers,
    int bands,
    int cancels,
    int faults) {

  /** What the driver is doing. */
  public enum Step {
    /** No call of {@code drvAcquireItemData} is outstanding. */
    RESTING("Resting"),
    /** Between two calls to the outside. */
    WORKING("Working"),
    /** The same, after a read that reported "not ready". */
    WAITING("Waiting"),
    /** A device read is in flight. */
    READING("Reading"),
    /** A callback is in flight. */
    CALLING("Calling");

    private final String label;

    Step(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** The band in the driver's hands. */
  public enum Held {
    NONE("None"),
    BAND("Band"),
    LAST_BAND("LastBand"),
    /** A band of an earlier transfer: what D12 rules out. */
    OLD_BAND("OldBand");

    private final String label;

    Held(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** The device, as far as this transfer is concerned (D13). */
  public enum Device {
    OFF("Off"),
    ON("On"),
    STOPPED("Stopped");

    private final String label;

    Device(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** The first cause that the driver observed (D3). */
  public enum Cause {
    NONE("None", false),
    CALLBACK_CANCEL("CallbackCancel", true),
    CANCEL_IO("CancelIO", true),
    BUTTON("Button", true),
    OWN_DECISION("OwnDecision", true),
    CALLBACK_ERROR("CallbackError", false),
    FAULT("Fault", false);

    private final String label;
    private final boolean cancel;

    Cause(String label, boolean cancel) {
      this.label = label;
      this.cancel = cancel;
    }

    /** Whether this is a cancel rather than an error. */
    public boolean isCancel() {
      return cancel;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** Nothing has happened yet. */
  public static final ProtocolState INITIAL =
      new ProtocolState(
          false,
          0,
          TransferState.IDLE,
          false,
          HResult.S_OK,
          Step.RESTING,
          Held.NONE,
          Device.OFF,
          false,
          false,
          false,
          Optional.empty(),
          Cause.NONE,
          HResult.S_OK,
          0,
          0,
          0,
          0);

  /** The machine's part of this state. */
  public TransferStatus status() {
    return new TransferStatus(state, complete, error);
  }

  /** Whether the transfer goes on: neither complete nor canceled nor failed. */
  public boolean goesOn() {
    return state == TransferState.ACQUIRING && !complete;
  }

  /** Whether the transfer is over and has only to stop the device and return. */
  public boolean ends() {
    return state != TransferState.IDLE && !goesOn();
  }

  /** The same where nothing is counted: a state of the protocol without bounds. */
  public ProtocolState uncounted() {
    Draft draft = new Draft(this);
    draft.transfers = 0;
    draft.bands = 0;
    draft.cancels = 0;
    draft.faults = 0;
    return draft.freeze();
  }

  /** Whether a call of {@code drvAcquireItemData} is outstanding. */
  public boolean inCall() {
    return step != Step.RESTING;
  }

  /** Whether the driver's own code runs: in the call, nothing in flight. */
  boolean inControl() {
    return step == Step.WORKING || step == Step.WAITING;
  }
}
