package org.returntoidle.model.monitor;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Capability;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.monitor.MonitorState.Begins;
import org.returntoidle.model.monitor.MonitorState.Source;
import org.returntoidle.model.monitor.MonitorState.Unknown;
import org.returntoidle.model.monitor.Outcome.Allowed;

/**
 * For each action of the vocabulary: is it permitted here, and what is known afterwards? A driver
 * may do more than the reference does (read ahead, stop early, heed a cancel that it need not
 * heed); what the rules forbid, it may not. Where the sources are silent, both readings are
 * permitted.
 *
 * <p>The methods are the operators of {@code Monitor.tla}, by the same names.
 */
public final class Monitor {
  /** What stands at the border between the driver and others: a recorder sees all of it. */
  public static final ImmutableSet<Action> ALWAYS_RECORDED =
      Sets.immutableEnumSet(
          Action.ACQUIRE_ITEM_DATA,
          Action.RETURN_FROM_ACQUIRE,
          Action.DELIVER_BAND,
          Action.SEND_STATUS,
          Action.CALLBACK_CONTINUES,
          Action.CALLBACK_CANCELS,
          Action.CALLBACK_FAILS_E_FAIL,
          Action.CALLBACK_FAILS_E_ABORT,
          Action.NOTIFY_CANCEL_IO);

  /** How a read ends. */
  private static final ImmutableSet<Action> READ_ENDS =
      Sets.immutableEnumSet(
          Action.INTERRUPT_READ,
          Action.READ_BAND,
          Action.READ_LAST_BAND,
          Action.READ_NOT_READY,
          Action.READ_BUTTON,
          Action.READ_FAULT,
          Action.STOP_DEVICE);

  private final boolean asynchronous;
  private final ImmutableSet<Action> recorded;
  private final boolean byItself;
  private final boolean judgesReads;

  /**
   * For the traces of one driver.
   *
   * @param asynchronous whether {@code CANCEL_IO} cancels its transfers (B4, B5)
   * @param recorded what a trace shows whenever it happens, besides {@link #ALWAYS_RECORDED}; all
   *     else may have happened unseen
   * @param capabilities what is said of it besides
   * @param judgesReads whether D22 and D23 are judged, which in older traces they are not
   */
  public Monitor(
      boolean asynchronous,
      ImmutableSet<Action> recorded,
      ImmutableSet<Capability> capabilities,
      boolean judgesReads) {
    this.asynchronous = asynchronous;
    this.recorded = recorded;
    this.byItself = capabilities.contains(Capability.CANCELS_BY_ITSELF);
    this.judgesReads = judgesReads;
  }

  /** What {@code seen} means in {@code s}. */
  public Outcome explains(MonitorState s, Observation seen) {
    return switch (seen.action()) {
      case ACQUIRE_ITEM_DATA -> seenAcquire(s);
      case ANSWER_BUSY -> seenBusy(s, seen);
      case NOTIFY_CANCEL_IO -> seenCancelIo(s, seen);
      case DRIVER_CANCELS -> seenDecision(s, seen);
      case START_DEVICE -> seenStart(s, seen);
      case START_FAILS -> seenStartFails(s, seen);
      case STOP_DEVICE -> seenStop(s, seen);
      case SUBMIT_READ -> seenSubmit(s, seen);
      case READ_BAND, READ_LAST_BAND, READ_NOT_READY, READ_BUTTON, READ_FAULT -> seenRead(s, seen);
      case DELIVER_BAND -> seenDeliver(s, seen);
      case SEND_STATUS -> seenStatus(s, seen);
      case CALLBACK_CONTINUES -> seenContinues(s);
      case CALLBACK_CANCELS -> seenCancels(s, seen);
      case CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT -> seenFails(s, seen);
      case RETURN_FROM_ACQUIRE -> seenReturn(s, seen);
      case NOTIFY_OTHER_EVENT,
          CANCEL_PENDING_IO,
          PRESS_CANCEL_BUTTON,
          DEVICE_FAILS,
          IMAGE_ENDS,
          INTERRUPT_READ ->
          seenOther(s);
      default -> throw new IllegalArgumentException("no word of banded transfers: " + seen);
    };
  }

  /** One transfer at a time (D4). */
  private static Outcome seenAcquire(MonitorState s) {
    if (s.inCall()) {
      return Refusal.TRANSFER_RUNS;
    }
    return Draft.allowed(
        s,
        next -> {
          next.machine(TransferInput.ACQUIRE_ENTERED);
          next.step = Step.WORKING;
        });
  }

  /** {@code BUSY} is right while a transfer runs, or overlaps with its end (D4, A4). */
  private static Outcome seenBusy(MonitorState s, Observation seen) {
    boolean right = s.inCall() || seen.is(Mark.OVERLAPPING);
    return right ? new Allowed(s) : Refusal.BUSY_WHILE_RESTING;
  }

  /**
   * An asynchronous driver heeds it (B4), another need not (B5); neither need any driver at the
   * entry (D1) or after the last band (D9).
   */
  private Outcome seenCancelIo(MonitorState s, Observation seen) {
    if (!s.inCall()) {
      return new Allowed(s);
    }
    if (!asynchronous || late(s) || seen.is(Mark.AT_ENTRY)) {
      return Draft.allowed(s, next -> next.pending = true);
    }
    return Draft.allowed(
        s,
        next -> {
          if (s.error() == Source.DEVICE && seen.is(Mark.OVERLAPPING)) {
            next.error = Source.DEVICE_OR_CANCEL; // Of two that overlap either decides (D3).
          } else {
            next.machine(TransferInput.CANCEL_IO);
          }
          next.begins = observes(s, seen);
          next.overlap = s.goesOn() ? seen.is(Mark.OVERLAPPING) : s.overlap();
        });
  }

  /** The last band is acknowledged, or was answered so that it may be taken for that (D19). */
  private static boolean late(MonitorState s) {
    return s.complete() || s.unknown() == Unknown.FOR_LAST_BAND;
  }

  /** The driver's own decision (A1, A6): of one that says so, and as late as a cancel (D9). */
  private Outcome seenDecision(MonitorState s, Observation seen) {
    if (!byItself) {
      return Refusal.UNDECLARED_DECISION;
    }
    if (!s.inCall()) {
      return new Allowed(s);
    }
    return Draft.allowed(
        s,
        next -> {
          if (late(s)) {
            next.pending = true;
            return;
          }
          next.machine(TransferInput.DRIVER_CANCELS);
          next.begins = observes(s, seen);
          next.overlap = s.goesOn() ? seen.is(Mark.OTHER_THREAD) : s.overlap();
        });
  }

  /** The device belongs to a transfer (D6) and is stopped once for each start (D13). */
  private static Outcome starts(MonitorState s, Observation seen, Consumer<Draft> effect) {
    if (!s.inCall()) {
      return Refusal.DEVICE_WHILE_RESTING;
    }
    if (s.device() == Device.ON) {
      return Refusal.STARTED_TWICE;
    }
    return mayBegin(s, seen) ? Draft.allowed(s, effect) : Refusal.BEGUN_AFTER_CAUSE;
  }

  private static Outcome seenStart(MonitorState s, Observation seen) {
    return starts(
        s,
        seen,
        next -> {
          next.device = Device.ON;
          next.begins = begun(s, seen);
        });
  }

  /**
   * Something was begun (D22), and it is a fault (D10), unless it comes too late (D9); the device
   * stays off, so nothing has to be stopped (D13).
   */
  private Outcome seenStartFails(MonitorState s, Observation seen) {
    return starts(
        s,
        seen,
        next -> {
          next.begins = begun(s, seen);
          if (late(s)) {
            return;
          }
          next.machine(TransferInput.READ_FAULT, Source.DEVICE);
          if (s.begins() == Begins.ANYTHING) {
            next.begins = observes(s, seen);
          }
          if (s.goesOn()) {
            next.overlap = seen.is(Mark.OVERLAPPING);
            next.meets = s.step() == Step.CALLING;
          }
        });
  }

  private static Outcome seenStop(MonitorState s, Observation seen) {
    if (!s.inCall()) {
      return Refusal.DEVICE_WHILE_RESTING;
    }
    return s.device() == Device.OFF
        ? Refusal.NOT_STARTED
        : Draft.allowed(
            s,
            next -> {
              next.device = Device.OFF;
              next.begins = callsOut(s, seen);
              next.byAnswer = false;
            });
  }

  /** No read follows the last band (D9), a cause (D22), or a stop by the same thread (D23). */
  private Outcome seenSubmit(MonitorState s, Observation seen) {
    if (!s.inCall()) {
      return Refusal.DEVICE_WHILE_RESTING;
    }
    if (s.ending()) {
      return Refusal.READ_AFTER_LAST_BAND;
    }
    if (!mayBegin(s, seen)) {
      return Refusal.BEGUN_AFTER_CAUSE;
    }
    return fromStopped(s, seen)
        ? Refusal.READ_FROM_STOPPED
        : Draft.allowed(s, next -> next.begins = begun(s, seen));
  }

  /** Whether it is known by which thread something is done. */
  private static boolean named(Observation seen) {
    return seen.is(Mark.CALLERS_THREAD) || seen.is(Mark.OTHER_THREAD);
  }

  /**
   * What may begin after a cause (D22): nothing by the thread that has observed it, or that rests
   * in its callback; one thing by another, which may have begun it before.
   */
  private Begins observes(MonitorState s, Observation seen) {
    if (!judgesReads || !named(seen) || s.begins() != Begins.ANYTHING) {
      return callsOut(s, seen);
    }
    boolean callerKnows = seen.is(Mark.CALLERS_THREAD) || s.step() == Step.CALLING;
    return callerKnows ? Begins.ONE_OF_OTHERS : Begins.ONE;
  }

  /** What the caller's thread begins after it has called out, it begins after the cause (D22). */
  private static Begins callsOut(MonitorState s, Observation seen) {
    boolean knows = s.begins() == Begins.ONE && seen.is(Mark.CALLERS_THREAD);
    return knows ? Begins.ONE_OF_OTHERS : s.begins();
  }

  private static boolean mayBegin(MonitorState s, Observation seen) {
    return !named(seen)
        || switch (s.begins()) {
          case ANYTHING, ONE -> true;
          case ONE_OF_OTHERS -> seen.is(Mark.OTHER_THREAD);
          case NOTHING -> false;
        };
  }

  private static Begins begun(MonitorState s, Observation seen) {
    boolean last = named(seen) && s.begins() != Begins.ANYTHING;
    return last ? Begins.NOTHING : s.begins();
  }

  /** No read of a device that the same thread has stopped (D23). */
  private boolean fromStopped(MonitorState s, Observation seen) {
    return judgesReads && s.device() == Device.OFF && seen.is(Mark.OF_STOPPER);
  }

  /**
   * At most one read is in flight (D23). One that ends on the thread that has submitted two shows
   * it; before, another thread may have seen an end that is not written down yet.
   */
  private boolean besideAnother(Observation seen) {
    return judgesReads
        && seen.is(Mark.IN_FLIGHT)
        && seen.is(Mark.CALLERS_THREAD)
        && recorded.containsAll(READ_ENDS);
  }

  /**
   * A fault on another thread overlaps with the answer that the caller's may still be about to take
   * in: either decides (D3).
   */
  private static void faultBesideAnswer(MonitorState s, Draft next) {
    boolean canceled = s.state() == TransferState.CANCELING;
    next.become(
        TransferState.ERROR, canceled ? Source.DEVICE_OR_CANCEL : Source.DEVICE_OR_CALLBACK);
  }

  private Outcome seenRead(MonitorState s, Observation seen) {
    if (!s.inCall()) {
      return Refusal.DEVICE_WHILE_RESTING;
    }
    if (s.ending()) {
      return Refusal.READ_AFTER_LAST_BAND;
    }
    if (s.device() == Device.OFF) {
      return Refusal.NOT_STARTED;
    }
    if (besideAnother(seen)) {
      return Refusal.READ_BESIDE_ANOTHER;
    }
    boolean button = seen.action() == Action.READ_BUTTON;
    boolean fault = seen.action() == Action.READ_FAULT;
    return Draft.allowed(
        s,
        next -> {
          next.ending = seen.action() == Action.READ_LAST_BAND;
          next.begins = button || fault ? observes(s, seen) : callsOut(s, seen);
          next.byAnswer = s.byAnswer() && !fault;
          if (button) {
            next.machine(TransferInput.READ_BUTTON);
          } else if (fault && s.byAnswer() && seen.is(Mark.OVERLAPPING)) {
            faultBesideAnswer(s, next);
          } else if (fault) {
            next.machine(TransferInput.READ_FAULT, Source.DEVICE);
          }
          if ((button || fault) && s.goesOn()) {
            next.overlap = seen.is(Mark.OVERLAPPING);
            next.meets = fault ? s.step() == Step.CALLING : s.meets();
          }
        });
  }

  /** One callback at a time, on the caller's thread (D18). */
  private static Outcome calls(MonitorState s, Observation seen) {
    if (s.step() != Step.WORKING) {
      return s.inCall() ? Refusal.CALLBACK_BESIDE_ANOTHER : Refusal.CALLBACK_WHILE_RESTING;
    }
    if (seen.is(Mark.OTHER_THREAD)) {
      return Refusal.CALLBACK_ON_OTHER_THREAD;
    }
    return Draft.allowed(
        s,
        next -> {
          next.step = Step.CALLING;
          next.overlap = false;
          next.meets = s.overlap() && s.error() == Source.DEVICE;
          next.byAnswer = false;
          next.unknown = Unknown.NONE;
          next.begins = s.begins() == Begins.ONE ? Begins.ONE_OF_OTHERS : s.begins();
        });
  }

  /** A band of this transfer (D12), and none after a cause (D5). */
  private static Outcome seenDeliver(MonitorState s, Observation seen) {
    if (!(calls(s, seen) instanceof Allowed called)) {
      return calls(s, seen);
    }
    if (seen.is(Mark.OLD_BAND)) {
      return Refusal.OLD_BAND;
    }
    if (s.state() != TransferState.ACQUIRING && !s.overlap()) {
      return Refusal.BAND_AFTER_CAUSE;
    }
    return Draft.allowed(
        called.state(),
        next -> {
          next.held = seen.is(Mark.LAST) ? Held.LAST_BAND : Held.BAND;
          next.ending = s.ending() || seen.is(Mark.LAST);
          next.outOfOrder = s.outOfOrder() || s.complete() || seen.is(Mark.NOT_NEXT);
        });
  }

  private static Outcome seenStatus(MonitorState s, Observation seen) {
    return calls(s, seen);
  }

  private static Outcome answered(MonitorState s, Consumer<Draft> effect) {
    if (s.step() != Step.CALLING) {
      return Refusal.NO_CALLBACK;
    }
    return Draft.allowed(
        s,
        next -> {
          next.step = Step.WORKING;
          next.held = Held.NONE;
          next.meets = false;
          effect.accept(next);
        });
  }

  private static Outcome seenContinues(MonitorState s) {
    boolean last = s.held() == Held.LAST_BAND;
    return answered(
        s, next -> next.machine(last ? TransferInput.CALLBACK_OK_LAST : TransferInput.CALLBACK_OK));
  }

  /** Whoever has answered beside the fault is not called again with a band. */
  private static boolean besideFault(MonitorState s) {
    return s.overlap() && !s.meets();
  }

  /** After the last band it does not change success, but may be told (D9). */
  private Outcome seenCancels(MonitorState s, Observation seen) {
    return answered(
        s,
        next -> {
          next.overlap = besideFault(s);
          next.byAnswer = s.goesOn();
          next.pending = s.pending() || s.complete();
          next.begins = s.complete() ? s.begins() : observes(s, seen);
          if (s.meets()) {
            next.error = Source.DEVICE_OR_CANCEL;
          } else if (!s.complete()) {
            next.machine(TransferInput.CALLBACK_FALSE);
          }
        });
  }

  /** Of two errors the first decides (D3). */
  private static boolean decided(MonitorState s) {
    return s.state() == TransferState.ERROR && s.error() != Source.UNSEEN;
  }

  /**
   * An error wins, also over a cancel (A9, D3); an unknown success may be taken for {@code S_OK} or
   * returned (D19). Of a fault and an answer that overlap either decides (D3).
   */
  private Outcome seenFails(MonitorState s, Observation seen) {
    return answered(
        s,
        next -> {
          next.overlap = besideFault(s);
          next.begins = seen.is(Mark.IS_ERROR) ? observes(s, seen) : s.begins();
          next.byAnswer = s.goesOn() && seen.is(Mark.IS_ERROR);
          if (decided(s) && !s.meets()) {
            return;
          }
          if (!seen.is(Mark.IS_ERROR)) {
            next.unknown = s.held() == Held.LAST_BAND ? Unknown.FOR_LAST_BAND : Unknown.SOME;
          } else {
            next.become(
                TransferState.ERROR, s.meets() ? Source.DEVICE_OR_CALLBACK : Source.CALLBACK);
          }
        });
  }

  private static boolean mayReturn(MonitorState s, Observation seen) {
    if (s.unknown() != Unknown.NONE && seen.is(Mark.OF_UNKNOWN_SUCCESS)) {
      return true;
    }
    return switch (s.state()) {
      case IDLE -> false;
      case ACQUIRING ->
          seen.is(Mark.IS_OK)
              && !s.outOfOrder()
              && (s.complete() || s.unknown() == Unknown.FOR_LAST_BAND);
      case CANCELING -> seen.is(Mark.REPORTS_CANCEL);
      case ERROR ->
          switch (s.error()) {
            case NONE -> false;
            case CALLBACK -> seen.is(Mark.OF_CALLBACK);
            case DEVICE -> seen.is(Mark.OF_DEVICE);
            case UNSEEN -> seen.is(Mark.IS_ERROR) && !seen.is(Mark.IS_BUSY);
            case DEVICE_OR_CALLBACK -> seen.is(Mark.OF_DEVICE) || seen.is(Mark.OF_CALLBACK);
            case DEVICE_OR_CANCEL -> seen.is(Mark.OF_DEVICE) || seen.is(Mark.REPORTS_CANCEL);
          };
    };
  }

  /**
   * No callback in flight, the device off (D6), and a code that something in this transfer gave
   * (A5, A8, A9, D7, D10, D11). Nothing of it counts later (D1).
   */
  private Outcome seenReturn(MonitorState s, Observation seen) {
    if (s.step() != Step.WORKING) {
      return s.inCall() ? Refusal.RETURN_BEFORE_CALLBACK : Refusal.RETURN_WHILE_RESTING;
    }
    if (s.device() == Device.ON) {
      return Refusal.stillOn(s, byItself && seen.is(Mark.REPORTS_CANCEL));
    }
    return mayReturn(s, seen) ? new Allowed(MonitorState.RESTING) : Refusal.wrongCode(s, seen);
  }

  /** What others do, at any time. */
  private static Outcome seenOther(MonitorState s) {
    return new Allowed(s);
  }

  /** What may have happened unseen: the states after one such step. */
  public ImmutableSet<MonitorState> unseen(MonitorState s) {
    return Stream.of(
            takesEffect(s), unseenDevice(s), unseenButton(s), unseenFault(s), unseenDecision(s))
        .flatMap(Optional::stream)
        .collect(ImmutableSet.toImmutableSet());
  }

  /**
   * A {@code CANCEL_IO} that need not be heeded takes effect, at a moment that only the driver
   * knows.
   */
  private static Optional<MonitorState> takesEffect(MonitorState s) {
    return Draft.when(
        s.pending() && s.state() == TransferState.ACQUIRING,
        s,
        next -> {
          next.pending = false;
          next.become(TransferState.CANCELING, Source.NONE);
        });
  }

  private Optional<MonitorState> unseenDevice(MonitorState s) {
    boolean on = s.device() == Device.ON;
    Action action = on ? Action.STOP_DEVICE : Action.START_DEVICE;
    return Draft.when(
        s.inCall() && !recorded.contains(action),
        s,
        next -> next.device = on ? Device.OFF : Device.ON);
  }

  private static boolean mayRead(MonitorState s) {
    return s.device() == Device.ON && s.goesOn() && !s.ending();
  }

  private Optional<MonitorState> unseenButton(MonitorState s) {
    return Draft.when(
        mayRead(s) && !recorded.contains(Action.READ_BUTTON),
        s,
        next -> next.machine(TransferInput.READ_BUTTON));
  }

  /** Reported by a read, or by a start; none of them comes after the last band. */
  private Optional<MonitorState> unseenFault(MonitorState s) {
    Action action = s.device() == Device.ON ? Action.READ_FAULT : Action.START_FAILS;
    return Draft.when(
        s.goesOn() && !s.ending() && !recorded.contains(action),
        s,
        next -> next.machine(TransferInput.READ_FAULT, Source.UNSEEN));
  }

  /** A driver that says so cancels by its own decision, which it need not show (A1, A6). */
  private Optional<MonitorState> unseenDecision(MonitorState s) {
    return Draft.when(
        byItself && s.goesOn() && !recorded.contains(Action.DRIVER_CANCELS),
        s,
        next -> next.machine(TransferInput.DRIVER_CANCELS));
  }
}
