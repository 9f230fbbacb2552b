package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.model.monitor.Refusal;
import org.returntoidle.spec.harness.Anomaly;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Noticed;
import org.returntoidle.spec.rules.Evidence;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.trace.StreamPlace.Call;

/**
 * What is wrong with an event by itself, wherever the rest of the transfer leads to: what the
 * harness notices while it runs, and what cannot happen to the harness.
 */
final class StreamMisdeeds {
  /** A read is over with one of these. */
  private static final ImmutableSet<Action> ENDS_OF_READS =
      Sets.immutableEnumSet(
          Action.READ_BAND,
          Action.READ_LAST_BAND,
          Action.READ_NOT_READY,
          Action.READ_BUTTON,
          Action.READ_FAULT,
          Action.INTERRUPT_READ,
          Action.STOP_DEVICE);

  private final Evidence evidence;
  private final boolean showsEndsOfReads;
  private final AfterCause afterCause;

  private int wanted;
  private int pagesRead;
  private boolean startedOnce;

  /** How many reads the thread of the call has submitted that nothing has ended. */
  private int inFlight;

  private @Nullable String stopper;

  StreamMisdeeds(Evidence evidence) {
    this.evidence = evidence;
    this.showsEndsOfReads = evidence.shown().containsAll(ENDS_OF_READS);
    this.afterCause = new AfterCause(evidence.asynchronous());
  }

  /** What no run of the harness has: the monitor of banded traces has names for that. */
  static Optional<Finding> impossible(
      RecordedEvent e, Action action, StreamPlace place, Evidence evidence) {
    boolean runs = place.isRunning();
    Call call = place.call();
    return switch (action) {
      case ACQUIRE_ITEM_DATA -> refused(runs, Refusal.TRANSFER_RUNS, place);
      case RETURN_FROM_ACQUIRE ->
          runs
              ? refused(call != Call.NOTHING, Refusal.RETURN_BEFORE_CALLBACK, place)
              : refused(true, Refusal.RETURN_WHILE_RESTING, place);
      case ANSWER_BUSY -> {
        boolean alone = !runs && place.manner(e) != Manner.OVERLAPPING;
        yield refused(alone, Refusal.BUSY_WHILE_RESTING, place);
      }
      case STREAM_TAKES -> refused(call != Call.WRITE, Refusal.NO_CALLBACK, place);
      case DRIVER_CANCELS ->
          refused(!evidence.cancelsByItself(), Refusal.UNDECLARED_DECISION, place);
      case HANDLER_RESOLVES, HANDLER_GIVES_UP ->
          refused(place.reported() == null, Refusal.NO_CALLBACK, place);
      default -> {
        boolean asked = call == Call.STREAM || call == Call.MESSAGE;
        yield refused(Words.isAnswer(action) && !asked, Refusal.NO_CALLBACK, place);
      }
    };
  }

  private static Optional<Finding> refused(boolean is, Refusal refusal, StreamPlace place) {
    return is
        ? Optional.of(new Finding(refusal.rule(), false, place.transfer(), refusal.why()))
        : Optional.empty();
  }

  /** What the harness would notice. */
  Optional<TraceEvent> noticed(RecordedEvent e, Action action, StreamPlace place) {
    boolean uses = action == Action.STOP_DEVICE || isBegun(action);
    if (uses && place.isGone()) {
      return notice(true, Anomaly.USED_WHEN_GONE, "the device is gone", place);
    }
    return switch (action) {
      case GET_NEXT_STREAM, SEND_STATUS, REPORT_DEVICE_STATUS -> callback(e, action, place);
      case WRITE_BAND -> write(e, place);
      case RELEASE_STREAM ->
          notice(
              place.isRunning() && place.held().isReleased(),
              Anomaly.STREAM_USED,
              "the stream was released before",
              place);
      case START_DEVICE, START_FAILS -> start(e, place);
      case STOP_DEVICE ->
          notice(
              evidence.showsDevice() && !place.isOn() && !place.scansForAnother(),
              Anomaly.STOPPED_WHILE_OFF,
              "the device is off",
              place);
      case SUBMIT_READ -> submit(e, place);
      case READ_BAND, READ_LAST_BAND, READ_NOT_READY ->
          notice(
              place.isRunning() && wanted > 0 && pagesRead >= wanted,
              Anomaly.READ_AFTER_LAST_BAND,
              "no read follows the last band of the last page",
              place);
      default -> Optional.empty();
    };
  }

  private static boolean isBegun(Action action) {
    return action == Action.START_DEVICE
        || action == Action.START_FAILS
        || action == Action.SUBMIT_READ;
  }

  private static Optional<TraceEvent> callback(RecordedEvent e, Action action, StreamPlace place) {
    if (!place.isRunning()) {
      return notice(true, Anomaly.CALLBACK_WHILE_IDLE, "no transfer runs", place);
    }
    if (place.isOthers(e)) {
      return onOtherThread(place);
    }
    if (place.call() != Call.NOTHING) {
      return beside(place);
    }
    return notice(
        action == Action.GET_NEXT_STREAM && place.held().isOpen(),
        Anomaly.STREAM_NOT_RELEASED,
        "the stream before was not released",
        place);
  }

  private static Optional<TraceEvent> write(RecordedEvent e, StreamPlace place) {
    if (place.isRunning() && place.isOthers(e)) {
      return onOtherThread(place);
    }
    return place.isRunning() && place.call() != Call.NOTHING ? beside(place) : Optional.empty();
  }

  private static Optional<TraceEvent> onOtherThread(StreamPlace place) {
    return notice(
        true, Anomaly.CALLBACK_ON_OTHER_THREAD, "drvAcquireItemData runs on another thread", place);
  }

  private static Optional<TraceEvent> beside(StreamPlace place) {
    return notice(
        true,
        Anomaly.CALLBACKS_OVERLAP,
        "another " + (place.call() == Call.WRITE ? "write" : "callback") + " is in flight",
        place);
  }

  private Optional<TraceEvent> start(RecordedEvent e, StreamPlace place) {
    if (place.isOn()) {
      return notice(true, Anomaly.STARTED_WHILE_ON, "the device is on", place);
    }
    return begun(e, place);
  }

  private Optional<TraceEvent> submit(RecordedEvent e, StreamPlace place) {
    if (!place.isRunning()) {
      return notice(true, Anomaly.READ_WHILE_IDLE, "no transfer runs", place);
    }
    if (showsEndsOfReads && place.isCallers(e) && inFlight > 0) {
      return notice(true, Anomaly.READ_BESIDE_ANOTHER, "another read is in flight", place);
    }
    boolean neverStarted = evidence.showsDevice() && !place.isOn() && !startedOnce;
    if (neverStarted || (e.thread() != null && e.thread().equals(stopper))) {
      return notice(
          true,
          Anomaly.READ_OF_DEVICE_OFF,
          neverStarted ? "the device was not started" : "the same thread has stopped the device",
          place);
    }
    return begun(e, place);
  }

  private Optional<TraceEvent> begun(RecordedEvent e, StreamPlace place) {
    return notice(
        place.isRunning() && !afterCause.mayBegin(e, place),
        Anomaly.BEGUN_AFTER_CAUSE,
        "a cancel or an error was observed before",
        place);
  }

  private static Optional<TraceEvent> notice(
      boolean is, Anomaly anomaly, String says, StreamPlace place) {
    return is ? Optional.of(new Noticed(place.transfer(), anomaly, says)) : Optional.empty();
  }

  /** Takes in what happens; {@code place} is where the driver stood before. */
  void shows(RecordedEvent e, Action action, StreamPlace place) {
    switch (action) {
      case ACQUIRE_ITEM_DATA -> {
        wanted = e.job().pages();
        pagesRead = 0;
        startedOnce = place.isOn();
        inFlight = 0;
        stopper = null;
      }
      case START_DEVICE -> {
        startedOnce = true;
        stopper = null;
      }
      case STOP_DEVICE -> {
        inFlight = 0;
        stopper = e.thread();
      }
      case SUBMIT_READ -> inFlight += place.isCallers(e) ? 1 : 0;
      case INTERRUPT_READ -> inFlight = 0;
      case READ_BAND,
          READ_LAST_BAND,
          READ_NOT_READY,
          READ_BUTTON,
          READ_FAULT,
          READ_FEEDER_EMPTY -> {
        inFlight = Math.max(0, inFlight - 1);
        pagesRead += action == Action.READ_LAST_BAND ? 1 : 0;
      }
      default -> {}
    }
    afterCause.shows(e, action, place);
  }
}
