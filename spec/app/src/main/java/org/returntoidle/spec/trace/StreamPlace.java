package org.returntoidle.spec.trace;

import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.monitor.Manner;

/**
 * Where a driver of stream transfers stands, as far as a trace has shown it: what the next event
 * overlaps with, and what it answers.
 */
final class StreamPlace {
  /** What the driver has called, and what has not returned yet. */
  enum Call {
    NOTHING,
    STREAM,
    MESSAGE,
    WRITE
  }

  private final boolean showsDevice;
  private final StreamHeld held = new StreamHeld();

  private int transfer;
  private boolean running;
  private boolean entering;
  private boolean reading;
  private boolean on;

  /** The device may scan for a driver that is gone (V29). */
  private boolean scansForAnother;

  /** It is unplugged (V28). */
  private boolean gone;

  private Call call = Call.NOTHING;
  private @Nullable String caller;
  private @Nullable RecordedEvent write;
  private @Nullable HResult reported;

  /**
   * Before the first event.
   *
   * @param showsDevice whether it is known when the device is on
   */
  StreamPlace(boolean showsDevice) {
    this.showsDevice = showsDevice;
  }

  /** The number of the transfer that runs, or has run last. */
  int transfer() {
    return transfer;
  }

  /** The transfer that {@code e} belongs to. */
  int transfer(RecordedEvent e) {
    if (e.action() != Action.ACQUIRE_ITEM_DATA) {
      return transfer;
    }
    return e.transfer() == 0 ? transfer + 1 : e.transfer();
  }

  boolean isRunning() {
    return running;
  }

  Call call() {
    return call;
  }

  /** Whether the device is on, where that is known. */
  boolean isOn() {
    return on;
  }

  boolean scansForAnother() {
    return scansForAnother;
  }

  boolean isGone() {
    return gone;
  }

  StreamHeld held() {
    return held;
  }

  /** The write that is in flight. */
  @Nullable RecordedEvent write() {
    return write;
  }

  /** What the message in flight tells of the device; null if it is another one. */
  @Nullable HResult reported() {
    return reported;
  }

  /** Whether {@code e} is known to come on the thread of {@code drvAcquireItemData}. */
  boolean isCallers(RecordedEvent e) {
    return e.thread() != null && e.thread().equals(caller);
  }

  /** Whether {@code e} is known to come on another one. */
  boolean isOthers(RecordedEvent e) {
    return e.thread() != null && caller != null && !e.thread().equals(caller);
  }

  /**
   * What {@code e} overlaps with. If the trace does not say it, an event of the service comes alone
   * while the driver waits for a callback, a write or a read; else it overlaps with the driver's
   * own statements, which begin with the entry.
   */
  Manner manner(RecordedEvent e) {
    Manner recorded = e.manner();
    if (recorded != null) {
      return recorded;
    }
    if (e.action() == Action.NOTIFY_CANCEL_IO) {
      return call != Call.NOTHING || reading
          ? Manner.ALONE
          : entering ? Manner.AT_ENTRY : Manner.OVERLAPPING;
    }
    boolean readers = e.action() != Action.ANSWER_BUSY && isOthers(e);
    return readers ? Manner.OVERLAPPING : Manner.ALONE;
  }

  /** Takes in what has happened. */
  void shows(RecordedEvent e, Action action) {
    switch (action) {
      case ACQUIRE_ITEM_DATA -> {
        transfer = transfer(e);
        running = true;
        entering = true;
        call = Call.NOTHING;
        caller = e.thread();
        gone = false; // Else there was no use in asking for it.
      }
      case RETURN_FROM_ACQUIRE -> running = false;
      case START_DEVICE -> on = showsDevice;
      case STOP_DEVICE -> {
        on = false;
        scansForAnother = false;
      }
      case SERVICE_DIES -> {
        running = false;
        reading = false;
        call = Call.NOTHING;
        reported = null;
        on = false;
        gone = false;
        scansForAnother = true;
      }
      case DEVICE_GOES -> {
        on = false;
        gone = true;
      }
      case SUBMIT_READ -> reading = true;
      case READ_BAND,
          READ_LAST_BAND,
          READ_NOT_READY,
          READ_BUTTON,
          READ_FAULT,
          READ_FEEDER_EMPTY,
          INTERRUPT_READ ->
          reading = false;
      case GET_NEXT_STREAM -> call = Call.STREAM;
      case SEND_STATUS -> {
        call = Call.MESSAGE;
        reported = null;
      }
      case REPORT_DEVICE_STATUS -> {
        call = Call.MESSAGE;
        reported = e.code();
      }
      case WRITE_BAND -> {
        call = Call.WRITE;
        write = e;
      }
      case STREAM_FAILS -> call = call == Call.WRITE ? Call.NOTHING : call; // Or it was a seek.
      case STREAM_TAKES -> call = Call.NOTHING;
      default -> {
        if (Words.isAnswer(action)) {
          call = Call.NOTHING;
          reported = null;
        }
      }
    }
    held.shows(action);
    entering &= action == Action.ACQUIRE_ITEM_DATA || isByOthers(action);
  }

  private static boolean isByOthers(Action action) {
    return switch (action) {
      case NOTIFY_CANCEL_IO,
          NOTIFY_OTHER_EVENT,
          ANSWER_BUSY,
          CANCEL_TRANSFER,
          DOWNLOAD,
          PRESS_CANCEL_BUTTON,
          DEVICE_FAILS,
          IMAGE_ENDS,
          JOB_ENDS,
          FEEDER_EMPTIES,
          SERVICE_DIES,
          DEVICE_GOES,
          END_OF_TRANSFER ->
          true;
      default -> false;
    };
  }

  /** What an answer means here, whichever of its words was written down. */
  Action answer(Action word, @Nullable HResult code) {
    boolean skips =
        word == Action.CALLBACK_SKIPS
            || (word == Action.CALLBACK_FAILS_E_FAIL && HResult.WIA_STATUS_SKIP_ITEM.equals(code));
    if (skips) {
      return call == Call.STREAM ? Action.CALLBACK_SKIPS : Action.CALLBACK_FAILS_E_FAIL;
    }
    boolean noStream = word == Action.CALLBACK_FAILS_E_FAIL && HResult.S_OK.equals(code);
    return noStream && call != Call.STREAM ? Action.CALLBACK_CONTINUES : word;
  }
}
