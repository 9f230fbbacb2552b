package org.returntoidle.model.monitor;

import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;

/**
 * What a trace has shown so far, whatever explains it: numbers, threads and codes, which have no
 * bound and so are kept here, once, as the last of their kind. What they mean for the next event is
 * in its {@link Mark}s. The components are the variables of {@code Monitor.tla}, in the order of
 * its {@code shown}; what is said of a transfer is said of the running or last one.
 *
 * @param transfers the number of the transfer
 * @param bands how many were delivered in it
 * @param caller the thread of {@code drvAcquireItemData}; null if that was not recorded
 * @param entering the driver has shown nothing since the entry
 * @param reading a read is in flight
 * @param callbackError the first error that a callback returned; null if none did
 * @param deviceError the code of the first fault that a start or a read reported; null if none did
 * @param unknownSuccess the last unknown success code that a callback returned; null if none did
 * @param inFlight how many reads the caller has submitted that nothing has ended, not even a stop
 * @param stopper the thread that has stopped the device, empty if that was not recorded; null if it
 *     was not stopped since it was started, or since the entry
 * @param faultBeside another thread than the caller's has met a fault, and no callback has returned
 *     since
 */
public record Shown(
    int transfers,
    int bands,
    @Nullable String caller,
    boolean entering,
    boolean reading,
    @Nullable HResult callbackError,
    @Nullable HResult deviceError,
    @Nullable HResult unknownSuccess,
    int inFlight,
    @Nullable String stopper,
    boolean faultBeside) {

  /** Nothing yet. */
  public static final Shown NOTHING = begun(0, null, false);

  private static Shown begun(int transfers, @Nullable String caller, boolean entering) {
    return new Shown(transfers, 0, caller, entering, false, null, null, null, 0, null, false);
  }

  /** What is shown after {@code e}, too. */
  public Shown shows(Event e) {
    Shown after = reads(e);
    return after.with(after.inFlight, after.stopper, faultBesideAfter(e));
  }

  private Shown reads(Event e) {
    Shown after = after(e);
    return switch (e.event()) {
      case SUBMIT_READ -> after.with(callersThread(e) ? inFlight + 1 : inFlight, stopper, false);
      case READ_BAND, READ_LAST_BAND, READ_NOT_READY, READ_BUTTON, READ_FAULT ->
          after.with(Math.max(0, inFlight - 1), stopper, false);
      case INTERRUPT_READ -> after.with(0, stopper, false);
      case START_DEVICE -> after.with(inFlight, null, false);
      case STOP_DEVICE -> after.with(0, e.thread() == null ? "" : e.thread(), false);
      default -> after;
    };
  }

  private Shown with(int flies, @Nullable String stopped, boolean fault) {
    return new Shown(
        transfers,
        bands,
        caller,
        entering,
        reading,
        callbackError,
        deviceError,
        unknownSuccess,
        flies,
        stopped,
        fault);
  }

  private boolean faultBesideAfter(Event e) {
    if (e.event() == Action.READ_FAULT) {
      return otherThread(e);
    }
    boolean over =
        e.event() == Action.ACQUIRE_ITEM_DATA || Action.CALLBACK_ANSWERS.contains(e.event());
    return faultBeside && !over;
  }

  private Shown after(Event e) {
    return switch (e.event()) {
      case ACQUIRE_ITEM_DATA -> begun(number(e), e.thread(), true);
      case SUBMIT_READ -> with(bands, true, deviceError);
      case READ_FAULT, START_FAILS ->
          with(bands, false, deviceError == null ? e.code() : deviceError);
      case INTERRUPT_READ, READ_BAND, READ_LAST_BAND, READ_NOT_READY, READ_BUTTON ->
          with(bands, false, deviceError);
      case DELIVER_BAND -> with(bands + 1, reading, deviceError);
      case SEND_STATUS,
          START_DEVICE,
          STOP_DEVICE,
          DRIVER_CANCELS,
          RETURN_FROM_ACQUIRE,
          CALLBACK_CONTINUES,
          CALLBACK_CANCELS ->
          with(bands, reading, deviceError);
      case CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT -> answered(e.code());
      case NOTIFY_CANCEL_IO,
          NOTIFY_OTHER_EVENT,
          ANSWER_BUSY,
          PRESS_CANCEL_BUTTON,
          DEVICE_FAILS,
          IMAGE_ENDS,
          CANCEL_PENDING_IO ->
          this;
      default -> throw new IllegalArgumentException("no word of banded transfers: " + e);
    };
  }

  /** The number of the transfer that {@code e} belongs to, if it begins one. */
  public int number(Event e) {
    if (e.event() != Action.ACQUIRE_ITEM_DATA) {
      return transfers;
    }
    return e.transfer() == 0 ? transfers + 1 : e.transfer();
  }

  /** The driver has shown something, so that it is no longer entering. */
  private Shown with(int delivered, boolean reads, @Nullable HResult fault) {
    return new Shown(
        transfers,
        delivered,
        caller,
        false,
        reads,
        callbackError,
        fault,
        unknownSuccess,
        inFlight,
        stopper,
        false);
  }

  private Shown answered(@Nullable HResult code) {
    boolean fails = code != null && code.isError();
    HResult error = fails && callbackError == null ? code : callbackError;
    HResult success = fails ? unknownSuccess : code;
    return new Shown(
        transfers,
        bands,
        caller,
        false,
        reading,
        error,
        deviceError,
        success,
        inFlight,
        stopper,
        false);
  }

  /**
   * What the monitor has to know of {@code e}.
   *
   * @param platform whose codes report a cancel
   * @param calling whether a callback is in flight
   */
  public Observation observation(Event e, Platform platform, boolean calling) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    switch (e.event()) {
      case DELIVER_BAND -> {
        mark(marks, Mark.LAST, e.last());
        mark(marks, Mark.OLD_BAND, e.transfer() != 0 && e.transfer() != transfers);
        mark(marks, Mark.NOT_NEXT, e.band() != 0 && e.band() != bands + 1);
        mark(marks, Mark.OTHER_THREAD, otherThread(e));
      }
      case SEND_STATUS -> mark(marks, Mark.OTHER_THREAD, otherThread(e));
      case START_DEVICE, STOP_DEVICE, DRIVER_CANCELS, CALLBACK_CANCELS -> threads(marks, e);
      case READ_BAND, READ_LAST_BAND, READ_NOT_READY -> {
        threads(marks, e);
        mark(marks, Mark.IN_FLIGHT, inFlight > 1);
      }
      case SUBMIT_READ -> {
        threads(marks, e);
        mark(marks, Mark.OF_STOPPER, e.thread() != null && e.thread().equals(stopper));
      }
      case RETURN_FROM_ACQUIRE, CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT -> {
        if (e.event() != Action.RETURN_FROM_ACQUIRE) {
          threads(marks, e);
        }
        if (e.code() != null) {
          ofCode(marks, e.code(), platform);
        }
      }
      case NOTIFY_CANCEL_IO, ANSWER_BUSY, READ_BUTTON, READ_FAULT, START_FAILS -> {
        threads(marks, e);
        mark(marks, Mark.IN_FLIGHT, e.event() != Action.NOTIFY_CANCEL_IO && inFlight > 1);
        Manner manner = manner(e, calling);
        mark(marks, Mark.OVERLAPPING, manner == Manner.OVERLAPPING);
        mark(marks, Mark.AT_ENTRY, manner == Manner.AT_ENTRY);
      }
      default -> {}
    }
    return new Observation(e.event(), Sets.immutableEnumSet(marks));
  }

  private static void mark(Set<Mark> marks, Mark mark, boolean is) {
    if (is) {
      marks.add(mark);
    }
  }

  private void threads(Set<Mark> marks, Event e) {
    mark(marks, Mark.OTHER_THREAD, otherThread(e));
    mark(marks, Mark.CALLERS_THREAD, callersThread(e));
  }

  private boolean callersThread(Event e) {
    return e.thread() != null && e.thread().equals(caller);
  }

  private boolean otherThread(Event e) {
    return e.thread() != null && caller != null && !e.thread().equals(caller);
  }

  private void ofCode(Set<Mark> marks, HResult code, Platform platform) {
    mark(marks, Mark.IS_ERROR, code.isError());
    mark(marks, Mark.IS_OK, code.equals(HResult.S_OK));
    mark(marks, Mark.IS_BUSY, code.equals(HResult.WIA_ERROR_BUSY));
    mark(marks, Mark.REPORTS_CANCEL, platform.reportsCancel(code));
    mark(marks, Mark.OF_CALLBACK, code.equals(callbackError));
    mark(marks, Mark.OF_DEVICE, code.equals(deviceError));
    mark(marks, Mark.OF_UNKNOWN_SUCCESS, code.equals(unknownSuccess));
  }

  private Manner manner(Event e, boolean calling) {
    Manner recorded = e.manner();
    return recorded == null ? usual(e, calling) : recorded;
  }

  /**
   * If the trace does not say what a cancel overlaps with: nothing, while the driver waits for a
   * callback or a read, unless its reader meets a fault; else whatever the driver's own statements
   * do, which begin with the entry.
   */
  private Manner usual(Event e, boolean calling) {
    if (e.event() == Action.NOTIFY_CANCEL_IO) {
      if ((calling || reading) && !faultBeside) {
        return Manner.ALONE;
      }
      return entering ? Manner.AT_ENTRY : Manner.OVERLAPPING;
    }
    boolean besides = e.event() != Action.ANSWER_BUSY && otherThread(e);
    return besides ? Manner.OVERLAPPING : Manner.ALONE;
  }
}
