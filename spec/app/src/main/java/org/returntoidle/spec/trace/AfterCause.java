package org.returntoidle.spec.trace;

import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.trace.StreamPlace.Call;

/**
 * What may still be begun after a cancel or an error (D22). It is judged only where threads are
 * named: the thread that has observed the cause begins nothing; the thread of the call nothing once
 * it has called out; and whoever does not know one thing, which it may have begun before.
 */
final class AfterCause {
  private final boolean asynchronous;

  private boolean observed;
  private @Nullable String observer;
  private boolean callerKnows;
  private boolean begun;

  /** A {@code CANCEL_IO} is the cause, and no message has begun since (D26). */
  private boolean doubted;

  private boolean confirming;

  /** The device has failed, and the driver has told nobody (V31). */
  private boolean failed;

  /** The message in flight tells of that. */
  private boolean reporting;

  AfterCause(boolean asynchronous) {
    this.asynchronous = asynchronous;
  }

  /** Whether {@code e}, a start or a read, may begin; asked once of each. */
  boolean mayBegin(RecordedEvent e, StreamPlace place) {
    if (!observed || e.thread() == null || !(place.isCallers(e) || place.isOthers(e))) {
      return true;
    }
    boolean knows = place.isCallers(e) ? callerKnows : e.thread().equals(observer);
    boolean may = !knows && !begun;
    begun = true;
    return may;
  }

  /** Takes in what happens; {@code place} is where the driver stood before. */
  void shows(RecordedEvent e, Action action, StreamPlace place) {
    switch (action) {
      case ACQUIRE_ITEM_DATA -> forget();
      case GET_NEXT_STREAM, WRITE_BAND -> callsOut(e, place);
      case SEND_STATUS -> asks(e, place);
      case REPORT_DEVICE_STATUS -> {
        asks(e, place);
        reporting = failed && e.code() != null && e.code().isError();
      }
      case READ_BAND, READ_LAST_BAND, READ_NOT_READY, STOP_DEVICE -> callsOut(e, place);
      case READ_FAULT, START_FAILS -> {
        failed = true;
        observes(e, place);
      }
      case READ_BUTTON, STREAM_FAILS, SERVICE_CANCELS -> observes(e, place);
      case NOTIFY_CANCEL_IO -> notified(e, place);
      case CALLBACK_CONTINUES,
          CALLBACK_CANCELS,
          CALLBACK_FAILS_E_FAIL,
          CALLBACK_SKIPS,
          HANDLER_RESOLVES,
          HANDLER_GIVES_UP ->
          answered(e, action, place);
      default -> {}
    }
  }

  private void notified(RecordedEvent e, StreamPlace place) {
    if (asynchronous && place.isRunning() && place.manner(e) != Manner.AT_ENTRY) {
      doubted = true;
      observes(e, place);
    }
  }

  private void answered(RecordedEvent e, Action action, StreamPlace place) {
    boolean yes = action == Action.CALLBACK_CONTINUES || action == Action.HANDLER_RESOLVES;
    boolean goesOn =
        yes
            || action == Action.CALLBACK_SKIPS
            || (action == Action.CALLBACK_FAILS_E_FAIL
                && e.code() != null
                && !e.code().isError()
                && !e.code().equals(HResult.S_OK));
    if ((confirming && yes) || (reporting && goesOn)) {
      boolean again = doubted;
      forget(); // It was meant for somebody else, or is repaired (D26, V32).
      if (again) {
        doubted = true;
        observes(e, place);
      }
    } else if (!goesOn) {
      observes(e, place);
    }
    confirming = false;
    failed &= !reporting;
    reporting = false;
  }

  private void asks(RecordedEvent e, StreamPlace place) {
    callsOut(e, place);
    confirming = doubted;
    doubted = false;
  }

  private void forget() {
    observed = false;
    observer = null;
    callerKnows = false;
    begun = false;
    doubted = false;
    confirming = false;
    failed = false;
    reporting = false;
  }

  private void observes(RecordedEvent e, StreamPlace place) {
    if (observed) {
      callsOut(e, place);
      return;
    }
    observed = true;
    observer = e.thread();
    boolean inCallback = place.call() == Call.STREAM || place.call() == Call.MESSAGE;
    callerKnows = place.isCallers(e) || (inCallback && e.thread() != null);
  }

  private void callsOut(RecordedEvent e, StreamPlace place) {
    callerKnows |= observed && place.isCallers(e);
  }
}
