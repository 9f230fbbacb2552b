package org.returntoidle.model.monitor;

import org.returntoidle.model.TransferStatus;

/**
 * Where a driver may be. The components carry the names of the TLA+ variables.
 *
 * @param call what is outstanding
 * @param status of the machine, which is fed with what the driver has observed
 * @param unknown an unknown success code that the driver may still return (D19)
 * @param pending a {@code CANCEL_IO} was delivered that the driver need not heed, but may (B5, D1,
 *     D9)
 * @param overlap a callback that overlaps with the first cause may still begin (D5)
 * @param on the device is on
 * @param lastRead the last band was read
 * @param outOfOrder bands were delivered out of order
 */
public record MonitorState(
    Call call,
    TransferStatus status,
    Unknown unknown,
    boolean pending,
    boolean overlap,
    boolean on,
    boolean lastRead,
    boolean outOfOrder) {

  /** What is outstanding. */
  public enum Call {
    /** Nothing. */
    RESTING,
    /** {@code drvAcquireItemData}, and no callback. */
    WORKING,
    /** A callback without a band. */
    STATUS,
    /** A callback with a band. */
    BAND,
    /** A callback with the last band. */
    LAST_BAND
  }

  /** A success code that is neither {@code S_OK} nor {@code S_FALSE} (D19). */
  public enum Unknown {
    NONE,
    SOME,
    /** In answer to the last band. */
    FOR_LAST_BAND
  }

  /** No transfer runs. */
  public static final MonitorState RESTING = of(Call.RESTING, TransferStatus.IDLE);

  /** A transfer has just begun. */
  static final MonitorState ENTERED = of(Call.WORKING, TransferStatus.ACQUIRING);

  private static MonitorState of(Call call, TransferStatus status) {
    return new MonitorState(call, status, Unknown.NONE, false, false, false, false, false);
  }

  boolean inCall() {
    return call != Call.RESTING;
  }

  boolean inCallback() {
    return inCall() && call != Call.WORKING;
  }

  MonitorState with(Call other) {
    return new MonitorState(other, status, unknown, pending, overlap, on, lastRead, outOfOrder);
  }

  MonitorState with(TransferStatus other) {
    return new MonitorState(call, other, unknown, pending, overlap, on, lastRead, outOfOrder);
  }

  MonitorState with(Unknown other) {
    return new MonitorState(call, status, other, pending, overlap, on, lastRead, outOfOrder);
  }

  MonitorState withPending(boolean other) {
    return new MonitorState(call, status, unknown, other, overlap, on, lastRead, outOfOrder);
  }

  MonitorState withOverlap(boolean other) {
    return new MonitorState(call, status, unknown, pending, other, on, lastRead, outOfOrder);
  }

  MonitorState withDevice(boolean other) {
    return new MonitorState(call, status, unknown, pending, overlap, other, lastRead, outOfOrder);
  }

  MonitorState withLastRead() {
    return new MonitorState(call, status, unknown, pending, overlap, on, true, outOfOrder);
  }

  MonitorState withOrder(boolean broken) {
    return new MonitorState(call, status, unknown, pending, overlap, on, lastRead, broken);
  }
}
