package org.returntoidle.model.monitor;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.TransferStatus;
import org.returntoidle.model.monitor.MonitorState.Call;
import org.returntoidle.model.monitor.MonitorState.Unknown;
import org.returntoidle.model.monitor.Outcome.Allowed;
import org.returntoidle.model.monitor.Outcome.Refused;

/**
 * For each action of the vocabulary: is it permitted here, and what is known afterwards? A driver
 * may do more than the reference does (read ahead, stop early, heed a cancel that it need not
 * heed); what the rules forbid, it may not. Where the sources are silent, both readings are
 * permitted.
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

  /** The rules by which something is refused. */
  public static final ImmutableSet<Rule> RULES =
      Sets.immutableEnumSet(
          Rule.A3, Rule.A4, Rule.A5, Rule.A9, Rule.D4, Rule.D5, Rule.D6, Rule.D7, Rule.D9, Rule.D10,
          Rule.D11, Rule.D12, Rule.D13, Rule.D18, Rule.L2, Rule.L3);

  /** Stands for a fault whose code nobody recorded. */
  private static final TransferStatus FAILED_UNSEEN = TransferStatus.error(HResult.E_UNEXPECTED);

  private static final TransferStatus FAILED_BY_CALLBACK = TransferStatus.error(HResult.E_FAIL);
  private static final TransferStatus FAILED_BY_DEVICE = TransferStatus.error(Protocol.FAULT);

  /** A fault, and a callback in flight that overlaps with it: either of the two decides (D3). */
  private static final TransferStatus FAULT_MEETS_CALLBACK = TransferStatus.error(HResult.E_ABORT);

  /** Such a callback has answered with an error. */
  private static final TransferStatus FAILED_BY_EITHER =
      TransferStatus.error(HResult.E_OUTOFMEMORY);

  /** Such a callback has answered {@code S_FALSE}. */
  private static final TransferStatus FAILED_OR_CANCELED =
      TransferStatus.error(HResult.E_INVALIDARG);

  private final boolean asynchronous;
  private final ImmutableSet<Action> recorded;

  /**
   * For the traces of one driver.
   *
   * @param asynchronous whether {@code CANCEL_IO} cancels its transfers (B4, B5)
   * @param recorded what a trace shows whenever it happens, besides {@link #ALWAYS_RECORDED}; all
   *     else may have happened unseen
   */
  public Monitor(boolean asynchronous, ImmutableSet<Action> recorded) {
    this.asynchronous = asynchronous;
    this.recorded = recorded;
  }

  /** What {@code seen} means in {@code s}. */
  public Outcome next(MonitorState s, Observation seen) {
    return switch (seen.action()) {
      case ACQUIRE_ITEM_DATA ->
          s.inCall()
              ? new Refused(Rule.D4, "a transfer runs already")
              : new Allowed(MonitorState.ENTERED);
      case ANSWER_BUSY ->
          s.inCall() || seen.is(Mark.OVERLAPPING)
              ? new Allowed(s)
              : new Refused(Rule.A4, "no transfer runs");
      case NOTIFY_CANCEL_IO -> new Allowed(s.inCall() ? notified(s, seen) : s);
      case NOTIFY_OTHER_EVENT,
          CANCEL_PENDING_IO,
          PRESS_CANCEL_BUTTON,
          DEVICE_FAILS,
          IMAGE_ENDS,
          INTERRUPT_READ ->
          new Allowed(s);
      case START_DEVICE, STOP_DEVICE -> device(s, seen.action() == Action.START_DEVICE);
      case SUBMIT_READ, READ_BAND, READ_LAST_BAND, READ_NOT_READY, READ_BUTTON, READ_FAULT ->
          reads(s, seen);
      case DELIVER_BAND, SEND_STATUS -> callsBack(s, seen);
      case CALLBACK_CONTINUES, CALLBACK_CANCELS, CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT ->
          s.inCallback()
              ? new Allowed(answered(s, seen).with(Call.WORKING))
              : new Refused(Rule.D18, "no callback is in flight");
      case RETURN_FROM_ACQUIRE -> returns(s, seen);
    };
  }

  /**
   * What may have happened unseen: the states after one such step. A {@code CANCEL_IO} that the
   * driver need not heed takes effect at a moment that only the driver knows.
   */
  public ImmutableSet<MonitorState> unseen(MonitorState s) {
    ImmutableSet.Builder<MonitorState> after = ImmutableSet.builder();
    boolean ending = s.status().state() != TransferState.ACQUIRING;
    if (s.pending() && !ending) {
      after.add(s.with(TransferStatus.CANCELING).withPending(false));
    }
    if (s.inCall() && mayBeUnseen(s.on() ? Action.STOP_DEVICE : Action.START_DEVICE)) {
      after.add(s.withDevice(!s.on()));
    }
    boolean mayRead = s.on() && s.status().goesOn() && !s.lastRead();
    if (mayRead && mayBeUnseen(Action.READ_BUTTON)) {
      after.add(s.with(TransferStatus.CANCELING));
    }
    if (mayRead && mayBeUnseen(Action.READ_FAULT)) {
      after.add(s.with(FAILED_UNSEEN));
    }
    return after.build();
  }

  private boolean mayBeUnseen(Action action) {
    return !recorded.contains(action);
  }

  private MonitorState notified(MonitorState s, Observation seen) {
    boolean late = s.status().complete() || s.unknown() == Unknown.FOR_LAST_BAND;
    if (!asynchronous || late || seen.is(Mark.AT_ENTRY)) {
      return s.withPending(true); // B5, D9, D1
    }
    return observed(s, TransferInput.CANCEL_IO, HResult.S_OK, seen);
  }

  /** Feeds the machine; a callback that begins next may overlap with the first cause. */
  private static MonitorState observed(
      MonitorState s, TransferInput input, HResult code, Observation seen) {
    MonitorState after = s.with(TransferMachine.next(s.status(), input, code));
    return s.status().goesOn() ? after.withOverlap(seen.is(Mark.OVERLAPPING)) : after;
  }

  private static Outcome device(MonitorState s, boolean starts) {
    if (!s.inCall()) {
      return new Refused(Rule.D6, "no transfer runs");
    }
    return s.on() == starts
        ? new Refused(Rule.D13, starts ? "the device is on" : "the device is off")
        : new Allowed(s.withDevice(starts));
  }

  private static Outcome reads(MonitorState s, Observation seen) {
    if (!s.inCall()) {
      return new Refused(Rule.D6, "no transfer runs");
    }
    if (s.lastRead()) {
      return new Refused(Rule.D9, "no read follows the last band");
    }
    if (!s.on() && seen.action() != Action.SUBMIT_READ) {
      return new Refused(Rule.D13, "the device is off");
    }
    return new Allowed(
        switch (seen.action()) {
          case READ_LAST_BAND -> s.withLastRead();
          case READ_BUTTON -> observed(s, TransferInput.READ_BUTTON, HResult.S_FALSE, seen);
          case READ_FAULT ->
              observed(
                  s,
                  TransferInput.READ_FAULT,
                  (s.inCallback() ? FAULT_MEETS_CALLBACK : FAILED_BY_DEVICE).error(),
                  seen);
          default -> s;
        });
  }

  private static Outcome callsBack(MonitorState s, Observation seen) {
    boolean band = seen.action() == Action.DELIVER_BAND;
    if (s.call() != Call.WORKING) {
      return new Refused(
          Rule.D18, s.inCall() ? "another callback is in flight" : "no transfer runs");
    }
    if (seen.is(Mark.OTHER_THREAD)) {
      return new Refused(Rule.D18, "drvAcquireItemData runs on another thread");
    }
    if (seen.is(Mark.OLD_BAND)) {
      return new Refused(Rule.D12, "the band belongs to another transfer");
    }
    boolean over = s.status().state() != TransferState.ACQUIRING;
    if (band && over && !s.overlap()) {
      return new Refused(Rule.D5, "a cancel or an error was observed before");
    }
    boolean meets = s.overlap() && s.status().equals(FAILED_BY_DEVICE);
    MonitorState after =
        s.withOverlap(false).with(Unknown.NONE).with(meets ? FAULT_MEETS_CALLBACK : s.status());
    if (!band) {
      return new Allowed(after.with(Call.STATUS));
    }
    boolean broken = s.outOfOrder() || s.status().complete() || seen.is(Mark.OUT_OF_ORDER);
    boolean last = seen.is(Mark.LAST);
    return new Allowed(
        (last ? after.withLastRead() : after)
            .withOrder(broken)
            .with(last ? Call.LAST_BAND : Call.BAND));
  }

  private static MonitorState answered(MonitorState s, Observation seen) {
    boolean last = s.call() == Call.LAST_BAND;
    Unknown unknown = last ? Unknown.FOR_LAST_BAND : Unknown.SOME;
    if (s.status().equals(FAULT_MEETS_CALLBACK)) {
      return answeredBesideFault(s, seen, unknown);
    }
    return switch (seen.action()) {
      case CALLBACK_CONTINUES ->
          s.with(
              TransferMachine.next(
                  s.status(), last ? TransferInput.CALLBACK_OK_LAST : TransferInput.CALLBACK_OK));
      case CALLBACK_CANCELS ->
          s.status().complete()
              ? s.withPending(true) // D9
              : s.with(TransferMachine.next(s.status(), TransferInput.CALLBACK_FALSE));
      default -> {
        if (s.status().state() == TransferState.ERROR && !s.status().equals(FAILED_UNSEEN)) {
          yield s; // Of two errors the first decides (D3).
        }
        yield seen.is(Mark.ERROR) ? s.with(FAILED_BY_CALLBACK) : s.with(unknown);
      }
    };
  }

  private static MonitorState answeredBesideFault(
      MonitorState s, Observation seen, Unknown unknown) {
    return switch (seen.action()) {
      case CALLBACK_CONTINUES -> s.with(FAILED_BY_DEVICE);
      case CALLBACK_CANCELS -> s.with(FAILED_OR_CANCELED).withOverlap(false);
      default ->
          seen.is(Mark.ERROR)
              ? s.with(FAILED_BY_EITHER).withOverlap(false)
              : s.with(FAILED_BY_DEVICE).with(unknown).withOverlap(false);
    };
  }

  private static Outcome returns(MonitorState s, Observation seen) {
    if (s.call() != Call.WORKING) {
      return s.inCall()
          ? new Refused(Rule.D6, "a callback is in flight")
          : new Refused(Rule.L2, "no transfer runs");
    }
    if (s.on()) {
      return new Refused(stopsFor(s.status()), "the device is still on");
    }
    return mayReturn(s, seen) ? new Allowed(MonitorState.RESTING) : wrongCode(s, seen);
  }

  /** The most specific rule that wants the device to be off. */
  private static Rule stopsFor(TransferStatus status) {
    if (status.state() == TransferState.CANCELING) {
      return Rule.A3;
    }
    if (status.state() == TransferState.ERROR) {
      return status.equals(FAILED_BY_CALLBACK) ? Rule.A9 : Rule.D10;
    }
    return Rule.D6;
  }

  private static boolean mayReturn(MonitorState s, Observation seen) {
    boolean unknown = s.unknown() != Unknown.NONE && seen.is(Mark.OF_UNKNOWN_SUCCESS);
    return switch (s.status().state()) {
      case IDLE -> false;
      case ACQUIRING ->
          unknown
              || (seen.is(Mark.OK)
                  && !s.outOfOrder()
                  && (s.status().complete() || s.unknown() == Unknown.FOR_LAST_BAND));
      case CANCELING -> unknown || seen.is(Mark.CANCEL_CODE);
      case ERROR -> unknown || mayFail(s.status(), seen);
    };
  }

  private static boolean mayFail(TransferStatus status, Observation seen) {
    if (status.equals(FAILED_UNSEEN)) {
      return seen.is(Mark.ERROR) && !seen.is(Mark.BUSY);
    }
    if (status.equals(FAILED_BY_CALLBACK)) {
      return seen.is(Mark.OF_CALLBACK);
    }
    return seen.is(Mark.OF_DEVICE)
        || (status.equals(FAILED_BY_EITHER) && seen.is(Mark.OF_CALLBACK))
        || (status.equals(FAILED_OR_CANCELED) && seen.is(Mark.CANCEL_CODE));
  }

  private static Refused wrongCode(MonitorState s, Observation seen) {
    if (s.status().state() == TransferState.ERROR) {
      return s.status().equals(FAILED_BY_CALLBACK)
          ? new Refused(Rule.A9, "the callback had returned another code")
          : new Refused(Rule.D10, "the device had failed with another code");
    }
    if (seen.is(Mark.BUSY)) {
      return new Refused(Rule.A4, "no other transfer runs");
    }
    if (s.status().state() == TransferState.CANCELING) {
      return seen.is(Mark.OK)
          ? new Refused(Rule.L3, "the cancel was lost")
          : new Refused(Rule.A5, "the transfer was canceled");
    }
    if (seen.is(Mark.OK)) {
      return new Refused(
          Rule.D7,
          s.outOfOrder()
              ? "bands were delivered out of order"
              : "the last band was not acknowledged with S_OK");
    }
    return new Refused(Rule.D11, "nothing in this transfer gave that code");
  }
}
