package org.returntoidle.model.stream;

import java.util.Optional;
import org.returntoidle.model.HResult;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.TransferState;

/**
 * One state of application ∥ service ∥ driver ∥ device. The components carry the names of the TLA+
 * variables.
 *
 * @param download the application's transfer
 * @param marked whether the service answers callbacks with {@code S_FALSE} (V2)
 * @param inTransit {@code CANCEL_IO} events that the service has not delivered yet
 * @param state the machine's state
 * @param complete the last band is acknowledged
 * @param error the code that the machine's Error state will return
 * @param step what the driver is doing
 * @param page the page at hand
 * @param stream whether the driver has a stream
 * @param held the band that was read and is not yet acknowledged
 * @param confirm what a confirming driver has still to ask
 * @param device the device, in this transfer
 * @param ending the next band is the page's last
 * @param lastPage the page is the last one
 * @param sheet the feeder, as far as the page at hand is concerned
 * @param got whether a page of this call is done that was not its last; only with a feeder
 * @param button the button was pressed and no read has reported it
 * @param fault the device failed and no read has reported it
 * @param result what the last call of {@code drvAcquireItemData} returned; empty while one runs
 * @param cause the first cause that the driver observed in this transfer
 * @param transfers transfers begun, where counted
 * @param pages pages begun in this transfer that were not the last, where counted
 * @param bands reads of this page that did not bring its last band, where counted
 * @param cancels cancels so far, where counted
 * @param faults faults so far, where counted
 * @param skips skipped pages so far, where counted
 */
public record StreamState(
    Download download,
    Marked marked,
    int inTransit,
    TransferState state,
    boolean complete,
    HResult error,
    Step step,
    Page page,
    boolean stream,
    Held held,
    Confirm confirm,
    Device device,
    boolean ending,
    boolean lastPage,
    Sheet sheet,
    boolean got,
    boolean button,
    boolean fault,
    Optional<HResult> result,
    Cause cause,
    int transfers,
    int pages,
    int bands,
    int cancels,
    int faults,
    int skips) {

  /** The application's transfer: from its call of {@code Download} to the return. */
  public enum Download {
    NONE("None"),
    /** Begun, and the service has not entered the driver yet. */
    BEGUN("Begun"),
    RUNNING("Running");

    private final String label;

    Download(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** Whether the application has called {@code Cancel} in this transfer (V1, V2). */
  public enum Marked {
    NO("No"),
    /** While a callback was in flight, whose answer may still be any. */
    CROSSING("Crossing"),
    YES("Yes");

    private final String label;

    Marked(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** What the driver is doing. */
  public enum Step {
    /** No call of {@code drvAcquireItemData} is outstanding. */
    RESTING("Resting"),
    /** Between two calls to the outside. */
    WORKING("Working"),
    /** The same, after a read that reported "not ready". */
    WAITING("Waiting"),
    /** The same, after a fault that nobody was told of yet (V31). */
    FAULTED("Faulted"),
    /** A device read is in flight. */
    READING("Reading"),
    /** {@code GetNextStream} is in flight. */
    ASKING("Asking"),
    /** A write is in flight. */
    WRITING("Writing"),
    /** {@code SendMessage} is in flight. */
    CALLING("Calling"),
    /** The same, while a device read is in flight. */
    CONFIRMING("Confirming"),
    /** {@code SendMessage} with a fault of the device is in flight (V31). */
    REPORTING("Reporting");

    private final String label;

    Step(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** The page at hand. */
  public enum Page {
    /** Nobody was asked for its stream yet. */
    NEW("New"),
    /** It goes into its stream. */
    TAKEN("Taken"),
    /** It is thrown away (V3). */
    SKIPPED("Skipped");

    private final String label;

    Page(String label) {
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
    /** Written or thrown away; the application was not told yet. */
    WRITTEN("Written"),
    LAST_WRITTEN("LastWritten"),
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

  /** What a confirming driver has to ask after {@code CANCEL_IO} (D26). */
  public enum Confirm {
    NO("No"),
    /** A message that began after the event is in flight. */
    ASKED("Asked"),
    YES("Yes");

    private final String label;

    Confirm(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** The feeder, as far as the page at hand is concerned (V5). */
  public enum Sheet {
    /** Its sheet lies in the feeder; without a feeder always. */
    WAITING("Waiting"),
    /** Its sheet is being read, and there may be another one. */
    FED("Fed"),
    /** The same, and there is none. */
    LAST_FED("LastFed"),
    /** There is no sheet for it, and nobody knows yet. */
    OUT("Out"),
    /** A read has reported that. */
    REPORTED("Reported");

    private final String label;

    Sheet(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** The first cause that the driver observed (D3). */
  public enum Cause {
    NONE("None"),
    CALLBACK_CANCEL("CallbackCancel"),
    CANCEL_IO("CancelIO"),
    BUTTON("Button"),
    OWN_DECISION("OwnDecision"),
    CALLBACK_ERROR("CallbackError"),
    STREAM_ERROR("StreamError"),
    FAULT("Fault");

    private final String label;

    Cause(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** Nothing has happened yet. */
  public static final StreamState INITIAL =
      new StreamState(
          Download.NONE,
          Marked.NO,
          0,
          TransferState.IDLE,
          false,
          HResult.S_OK,
          Step.RESTING,
          Page.NEW,
          false,
          Held.NONE,
          Confirm.NO,
          Device.OFF,
          false,
          false,
          Sheet.WAITING,
          false,
          false,
          false,
          Optional.empty(),
          Cause.NONE,
          0,
          0,
          0,
          0,
          0,
          0);
}
