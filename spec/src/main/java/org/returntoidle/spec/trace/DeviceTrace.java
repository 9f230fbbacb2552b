package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Mark;
import org.returntoidle.model.monitor.Observation;
import org.returntoidle.model.monitor.Outcome;
import org.returntoidle.model.monitor.SubsetConstruction;
import org.returntoidle.spec.harness.TraceEvent.Manner;
import org.returntoidle.spec.harness.TraceEvent.Numbered;
import org.returntoidle.spec.trace.TraceVerdict.Problem;
import org.returntoidle.spec.trace.TraceVerdict.Unfinished;
import org.returntoidle.spec.trace.TraceVerdict.Violation;

/**
 * One driver's part of a trace. What has no bound is kept here, as the last of its kind: numbers of
 * transfers and bands, codes, threads. What they mean is in the marks of an {@link Observation}.
 */
final class DeviceTrace {
  /** So many events are shown before a problem. */
  private static final int SHOWN = 20;

  private final String device;
  private final Platform platform;
  private final SubsetConstruction sets;

  /** The last events and the transfers that ran; the newest is at {@code events - 1}, modulo. */
  private final @Nullable RecordedEvent[] last = new RecordedEvent[SHOWN];

  private final int[] lastRunning = new int[SHOWN];
  private long events;

  private int explained;
  private @Nullable Problem problem;
  private long transfers;
  private int running;

  // Of the running transfer.
  private int delivered;
  private boolean entering;
  private boolean callbackInFlight;
  private boolean readInFlight;
  private @Nullable String caller;
  private @Nullable HResult callbackError;
  private @Nullable HResult fault;
  private @Nullable HResult unknownSuccess;

  DeviceTrace(String device, Platform platform, SubsetConstruction sets) {
    this.device = device;
    this.platform = platform;
    this.sets = sets;
    this.explained = sets.initial();
  }

  boolean isNamed(String name) {
    return device.equals(name);
  }

  long transfers() {
    return transfers;
  }

  /** What is wrong, if the trace is over. */
  Optional<Problem> problem() {
    if (problem == null && !sets.isIdle(explained)) {
      ImmutableList<Numbered> shown = shown();
      return Optional.of(
          new Unfinished(device, shown.get(shown.size() - 1).line(), allowed(), shown));
    }
    return Optional.ofNullable(problem);
  }

  void add(RecordedEvent event) {
    if (problem != null) {
      return; // What follows a violation says nothing: nobody knows where the driver is.
    }
    Action action = event.action();
    boolean begins = action == Action.ACQUIRE_ITEM_DATA;
    int place = (int) (events % SHOWN);
    last[place] = event;
    lastRunning[place] = begins ? number(event) : running;
    events++;
    if (action == null) {
      problem = violation(event, new Outcome.Refused(event.brokenRule(), event.says()));
      return;
    }
    int marks = marks(action, event);
    int next = sets.next(explained, sets.kind(action, marks));
    if (next == SubsetConstruction.NONE) {
      problem = violation(event, sets.refusal(explained, new Observation(action, marks)));
      return;
    }
    explained = next;
    remember(action, event);
  }

  private Violation violation(RecordedEvent event, Outcome.Refused refused) {
    return new Violation(device, event.line(), refused.rule(), refused.why(), allowed(), shown());
  }

  private ImmutableList<Numbered> shown() {
    ImmutableList.Builder<Numbered> shown = ImmutableList.builder();
    for (long i = Math.max(0, events - SHOWN); i < events; i++) {
      int place = (int) (i % SHOWN);
      RecordedEvent event = last[place];
      if (event != null) {
        shown.add(new Numbered(event.line(), event.event(lastRunning[place])));
      }
    }
    return shown.build();
  }

  private ImmutableList<String> allowed() {
    return Allowed.in(
        sets,
        explained,
        new Allowed.Codes(
            platform,
            Optional.ofNullable(callbackError),
            Optional.ofNullable(fault),
            Optional.ofNullable(unknownSuccess)));
  }

  private int marks(Action action, RecordedEvent event) {
    return switch (action) {
      case DELIVER_BAND, SEND_STATUS -> callback(event);
      case RETURN_FROM_ACQUIRE, CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT -> code(event.code());
      case NOTIFY_CANCEL_IO, ANSWER_BUSY, READ_BUTTON, READ_FAULT -> manner(action, event);
      default -> 0;
    };
  }

  private int callback(RecordedEvent event) {
    boolean old = event.transfer() != 0 && event.transfer() != running;
    boolean order = event.band() == 0 || event.band() == delivered + 1;
    boolean here = event.thread() == null || caller == null || event.thread().equals(caller);
    return (event.last() ? Mark.LAST.bit() : 0)
        | (old && event.action() == Action.DELIVER_BAND ? Mark.OLD_BAND.bit() : 0)
        | (order ? 0 : Mark.OUT_OF_ORDER.bit())
        | (here ? 0 : Mark.OTHER_THREAD.bit());
  }

  private int code(@Nullable HResult code) {
    if (code == null) {
      return 0;
    }
    boolean busy = code.equals(HResult.WIA_ERROR_BUSY);
    return (code.isError() ? Mark.ERROR.bit() : 0)
        | (code.equals(HResult.S_OK) ? Mark.OK.bit() : 0)
        | (busy ? Mark.BUSY.bit() : 0)
        | (platform.reportsCancel(code) ? Mark.CANCEL_CODE.bit() : 0)
        | (code.equals(callbackError) ? Mark.OF_CALLBACK.bit() : 0)
        | (code.equals(fault) ? Mark.OF_DEVICE.bit() : 0)
        | (code.equals(unknownSuccess) ? Mark.OF_UNKNOWN_SUCCESS.bit() : 0);
  }

  private int manner(Action action, RecordedEvent event) {
    Manner given = event.manner();
    return switch (given == null ? usual(action, event) : given) {
      case ALONE, INSIDE -> 0;
      case OVERLAPPING -> Mark.OVERLAPPING.bit();
      case AT_ENTRY -> Mark.AT_ENTRY.bit();
    };
  }

  /**
   * If the trace does not say what a cancel overlaps with: nothing, while the driver waits for a
   * callback or a read; else whatever the driver's own statements do, which begin with the entry.
   */
  private Manner usual(Action action, RecordedEvent event) {
    if (action == Action.NOTIFY_CANCEL_IO) {
      if (callbackInFlight || readInFlight) {
        return Manner.ALONE;
      }
      return entering ? Manner.AT_ENTRY : Manner.OVERLAPPING;
    }
    boolean here = event.thread() == null || caller == null || event.thread().equals(caller);
    return action == Action.ANSWER_BUSY || here ? Manner.ALONE : Manner.OVERLAPPING;
  }

  private void remember(Action action, RecordedEvent event) {
    boolean driver = true;
    switch (action) {
      case ACQUIRE_ITEM_DATA -> begin(event);
      case DELIVER_BAND -> {
        delivered++;
        callbackInFlight = true;
      }
      case SEND_STATUS -> callbackInFlight = true;
      case CALLBACK_CONTINUES, CALLBACK_CANCELS -> callbackInFlight = false;
      case CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT -> {
        callbackInFlight = false;
        failed(event.code());
      }
      case SUBMIT_READ -> readInFlight = true;
      case INTERRUPT_READ, READ_BAND, READ_LAST_BAND, READ_NOT_READY, READ_BUTTON ->
          readInFlight = false;
      case READ_FAULT -> {
        readInFlight = false;
        fault = fault == null ? event.code() : fault;
      }
      case START_DEVICE, STOP_DEVICE, RETURN_FROM_ACQUIRE -> {}
      default -> driver = false;
    }
    entering = driver ? action == Action.ACQUIRE_ITEM_DATA : entering;
  }

  private void failed(@Nullable HResult code) {
    if (code != null && Answer.of(code) == Answer.FAILS) {
      callbackError = callbackError == null ? code : callbackError;
    } else {
      unknownSuccess = code;
    }
  }

  /** The number of the transfer that {@code event} begins. */
  private int number(RecordedEvent event) {
    return event.transfer() == 0 ? running + 1 : event.transfer();
  }

  private void begin(RecordedEvent event) {
    transfers++;
    running = number(event);
    delivered = 0;
    callbackInFlight = false;
    readInFlight = false;
    caller = event.thread();
    callbackError = null;
    fault = null;
    unknownSuccess = null;
  }
}
