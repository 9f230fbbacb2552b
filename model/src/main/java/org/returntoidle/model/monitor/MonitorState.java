package org.returntoidle.model.monitor;

import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.TransferState;

/**
 * Where a driver may be: what one run that explains a trace knows, and another may know otherwise.
 * The components are the variables of {@code Monitor.tla}, in the order of its {@code own}.
 *
 * @param state of the machine, which is fed with what the driver has observed
 * @param complete the last band was acknowledged
 * @param error whose code the machine's Error state returns
 * @param step what is outstanding: nothing, the call, or a callback, too
 * @param held the band that a callback in flight has
 * @param device whether it is on
 * @param ending the last band was read
 * @param pending a {@code CANCEL_IO} was delivered that the driver need not heed, but may (B5, D1,
 *     D9)
 * @param overlap a callback that overlaps with the first cause may still begin (D5)
 * @param meets the callback in flight overlaps with the fault (D3)
 * @param byAnswer the last callback's answer is the first cause, and none has begun since
 * @param unknown an unknown success code that the driver may still return (D19)
 * @param outOfOrder bands were delivered out of order
 * @param begins what may begin after the cause (D22)
 */
public record MonitorState(
    TransferState state,
    boolean complete,
    Source error,
    Step step,
    Held held,
    Device device,
    boolean ending,
    boolean pending,
    boolean overlap,
    boolean meets,
    boolean byAnswer,
    Unknown unknown,
    boolean outOfOrder,
    Begins begins) {

  /** Whose code is returned. */
  public enum Source {
    /** Nobody's: there was no error. */
    NONE("S_OK"),
    /** That of the first callback that failed. */
    CALLBACK("Callback"),
    /** That of the fault that a read reported. */
    DEVICE("Device"),
    /** That of a fault that nobody recorded. */
    UNSEEN("Unseen"),
    /** Either: the callback's answer overlaps with the fault (D3). */
    DEVICE_OR_CALLBACK("DeviceOrCallback"),
    /** Or a cancel is reported: such a callback has answered {@code S_FALSE}. */
    DEVICE_OR_CANCEL("DeviceOrCancel");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** A success code that is neither {@code S_OK} nor {@code S_FALSE} (D19). */
  public enum Unknown {
    NONE("None"),
    SOME("Some"),
    /** In answer to the last band. */
    FOR_LAST_BAND("ForLastBand");

    private final String label;

    Unknown(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** What may still be begun, a start or a read, since a cause was observed (D22). */
  public enum Begins {
    /** No cause was observed, or nobody wrote down by which thread. */
    ANYTHING("Anything"),
    /** One thing, by whoever has not called out since: it may have been begun before. */
    ONE("One"),
    /** One thing, by a thread other than that of {@code drvAcquireItemData}, which knows. */
    ONE_OF_OTHERS("OneOfOthers"),
    NOTHING("Nothing");

    private final String label;

    Begins(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** No transfer runs; nothing of an earlier one counts (D1). */
  public static final MonitorState RESTING =
      new MonitorState(
          TransferState.IDLE,
          false,
          Source.NONE,
          Step.RESTING,
          Held.NONE,
          Device.OFF,
          false,
          false,
          false,
          false,
          false,
          Unknown.NONE,
          false,
          Begins.ANYTHING);

  boolean inCall() {
    return step != Step.RESTING;
  }

  /** The transfer goes on: neither complete nor canceled nor failed. */
  boolean goesOn() {
    return state == TransferState.ACQUIRING && !complete;
  }
}
