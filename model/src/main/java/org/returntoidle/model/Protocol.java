package org.returntoidle.model;

import static org.returntoidle.model.Bounds.allows;
import static org.returntoidle.model.Bounds.counted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.engine.Counter;
import org.returntoidle.model.engine.TransitionSystem;

/**
 * The protocol: for each action a guard and an effect, in the order of {@code CancelProtocol.tla}.
 * The driver's reactions come from {@link TransferMachine}; everything else is here.
 */
public final class Protocol implements TransitionSystem<ProtocolState, Action> {
  /** The device fault of the model; any other code would behave the same. */
  public static final HResult FAULT = HResult.WIA_ERROR_PAPER_JAM;

  private record Row(Predicate<ProtocolState> guard, Consumer<Draft> effect) {}

  private final Configuration configuration;
  private final Bounds bounds;
  private final EnumMap<Action, Row> rows = new EnumMap<>(Action.class);

  /** The protocol in one configuration. */
  public Protocol(Configuration configuration) {
    this.configuration = configuration;
    this.bounds = configuration.bounds();
    service();
    driver();
    device();
    application();
  }

  /** The same protocol with another guard for one action: what tests of checks need. */
  Protocol withGuard(Action action, Predicate<ProtocolState> guard) {
    Protocol other = new Protocol(configuration);
    other.rows.put(action, new Row(guard, row(action).effect()));
    return other;
  }

  /** The instance that this protocol was made for. */
  public Configuration configuration() {
    return configuration;
  }

  @Override
  public ImmutableList<ProtocolState> initial() {
    return ImmutableList.of(ProtocolState.INITIAL);
  }

  @Override
  public ImmutableList<Action> actions() {
    return ImmutableList.copyOf(Action.values());
  }

  @Override
  public ImmutableList<Counter<ProtocolState>> counters() {
    return Counters.of(bounds);
  }

  /** Whether {@code action} can happen in {@code state}. */
  public boolean enabled(ProtocolState state, Action action) {
    return row(action).guard().test(state);
  }

  /** The state after {@code action}; empty if it cannot happen in {@code state}. */
  public Optional<ProtocolState> next(ProtocolState state, Action action) {
    if (!enabled(state, action)) {
      return Optional.empty();
    }
    Draft draft = new Draft(state);
    row(action).effect().accept(draft);
    return Optional.of(draft.freeze());
  }

  @Override
  public ImmutableMap<Action, ProtocolState> successors(ProtocolState state) {
    EnumMap<Action, ProtocolState> found = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      next(state, action).ifPresent(successor -> found.put(action, successor));
    }
    return Maps.immutableEnumMap(found);
  }

  private void service() {
    action(
        Action.ACQUIRE_ITEM_DATA,
        s ->
            !s.inCall()
                && s.state() == TransferState.IDLE
                && allows(bounds.transfers(), s.transfers()),
        d -> {
          d.machine(TransferInput.ACQUIRE_ENTERED);
          d.step = Step.WORKING;
          d.device = Device.OFF;
          d.held = d.held == Held.NONE ? Held.NONE : Held.OLD_BAND;
          d.button = false;
          d.fault = false;
          d.asked = false;
          d.result = Optional.empty();
          d.cause = Cause.NONE;
          d.answer = HResult.S_OK;
          d.transfers = counted(bounds.transfers(), d.transfers);
        });
    action(
        Action.NOTIFY_CANCEL_IO,
        s -> s.inTransit() > 0,
        d -> {
          d.inTransit--;
          if (!configuration.driver().asynchronous()) {
            d.machine(TransferInput.CANCEL_IO_IGNORED);
            return;
          }
          if (d.status.goesOn()) {
            d.observed(Cause.CANCEL_IO);
          }
          d.machine(TransferInput.CANCEL_IO);
        });
    action(Action.NOTIFY_OTHER_EVENT, ProtocolState::inCall, d -> {});
  }

  private void driver() {
    action(
        Action.ANSWER_BUSY,
        s -> s.state() != TransferState.IDLE,
        d -> d.machine(TransferInput.ACQUIRE_ENTERED));
    action(
        Action.START_DEVICE,
        s -> s.step() == Step.WORKING && s.device() == Device.OFF && s.status().goesOn(),
        d -> d.device = Device.ON);
    action(
        Action.SUBMIT_READ,
        s ->
            s.inControl()
                && s.device() == Device.ON
                && s.held() == Held.NONE
                && s.status().goesOn(),
        d -> d.step = Step.READING);
    action(
        Action.INTERRUPT_READ,
        s ->
            s.step() == Step.READING
                && configuration.driver() == DriverKind.INTERRUPTIBLE
                && s.status().ends(),
        d -> d.step = Step.WORKING);
    action(
        Action.DELIVER_BAND,
        s -> s.step() == Step.WORKING && s.held() != Held.NONE && s.status().goesOn(),
        d -> d.step = Step.CALLING);
    action(
        Action.SEND_STATUS,
        s -> s.step() == Step.WAITING && s.status().goesOn(),
        d -> d.step = Step.CALLING);
    action(
        Action.STOP_DEVICE,
        s -> s.inControl() && s.device() == Device.ON && s.status().ends(),
        d -> {
          d.machine(TransferInput.DEVICE_STOPPED);
          d.device = Device.STOPPED;
        });
    action(
        Action.RETURN_FROM_ACQUIRE,
        s -> s.inControl() && s.device() != Device.ON && s.status().ends(),
        d -> {
          d.result = Optional.of(d.status.result(configuration.platform()));
          d.machine(TransferInput.ACQUIRE_RETURNS);
          d.step = Step.RESTING;
          d.held = Held.NONE;
          d.ending = false;
          d.bands = 0;
        });
  }

  private void device() {
    action(
        Action.READ_BAND,
        s -> reads(s) && !s.ending() && allows(bounds.readsBeforeLast(), s.bands()),
        d -> {
          d.step = Step.WORKING;
          d.held = Held.BAND;
          d.bands = counted(bounds.bands(), d.bands);
        });
    action(
        Action.READ_LAST_BAND,
        s -> reads(s) && s.ending(),
        d -> {
          d.step = Step.WORKING;
          d.held = Held.LAST_BAND;
        });
    action(
        Action.READ_NOT_READY,
        s -> reads(s) && !s.ending() && allows(bounds.readsBeforeLast(), s.bands()),
        d -> {
          d.step = Step.WAITING;
          d.bands = counted(bounds.bands(), d.bands);
        });
    action(
        Action.READ_BUTTON,
        s -> s.step() == Step.READING && s.button(),
        d -> {
          d.step = Step.WORKING;
          d.button = false;
          d.observed(Cause.BUTTON);
          d.machine(TransferInput.READ_BUTTON);
        });
    action(
        Action.READ_FAULT,
        s -> s.step() == Step.READING && s.fault(),
        d -> {
          d.step = Step.WORKING;
          d.fault = false;
          d.observed(Cause.FAULT);
          d.machine(TransferInput.READ_FAULT, FAULT);
        });
    action(
        Action.PRESS_CANCEL_BUTTON,
        s -> !s.button() && allows(bounds.cancels(), s.cancels()),
        d -> {
          d.button = true;
          d.cancels = counted(bounds.cancels(), d.cancels);
        });
    action(
        Action.DEVICE_FAILS,
        s -> !s.fault() && allows(bounds.faults(), s.faults()),
        d -> {
          d.fault = true;
          d.faults = counted(bounds.faults(), d.faults);
        });
    action(Action.IMAGE_ENDS, s -> s.inCall() && !s.ending(), d -> d.ending = true);
  }

  private void application() {
    action(
        Action.CALLBACK_CONTINUES,
        s -> s.step() == Step.CALLING && !mustCancel(s.asked()),
        d -> {
          boolean last = d.held == Held.LAST_BAND;
          callbackReturns(d, HResult.S_OK);
          d.machine(last ? TransferInput.CALLBACK_OK_LAST : TransferInput.CALLBACK_OK);
        });
    action(
        Action.CALLBACK_CANCELS,
        s ->
            s.step() == Step.CALLING
                && configuration.application() != ApplicationKind.CANCEL_PENDING_IO
                && (mustCancel(s.asked()) || allows(bounds.cancels(), s.cancels())),
        d -> {
          // The second half of one cancel (B5) is not another one.
          if (!mustCancel(d.asked)) {
            d.cancels = counted(bounds.cancels(), d.cancels);
          }
          callbackReturns(d, HResult.S_FALSE);
          d.observed(Cause.CALLBACK_CANCEL);
          d.machine(TransferInput.CALLBACK_FALSE);
        });
    callbackFails(Action.CALLBACK_FAILS_E_FAIL, HResult.E_FAIL);
    callbackFails(Action.CALLBACK_FAILS_E_ABORT, HResult.E_ABORT);
    action(
        Action.CANCEL_PENDING_IO,
        s ->
            configuration.application() != ApplicationKind.CALLBACK
                && allows(bounds.cancels(), s.cancels())
                && (bounds.cancels().isPresent() || s.inTransit() < Bounds.IN_TRANSIT),
        d -> {
          d.inTransit++;
          d.asked |= d.step != Step.RESTING && !d.status.complete();
          d.cancels = counted(bounds.cancels(), d.cancels);
        });
  }

  private void callbackFails(Action action, HResult code) {
    action(
        action,
        s -> s.step() == Step.CALLING && allows(bounds.faults(), s.faults()),
        d -> {
          d.faults = counted(bounds.faults(), d.faults);
          callbackReturns(d, code);
          d.observed(Cause.CALLBACK_ERROR);
          d.machine(TransferInput.CALLBACK_OTHER, code);
        });
  }

  private static void callbackReturns(Draft d, HResult code) {
    d.step = Step.WORKING;
    d.held = Held.NONE;
    d.answer = code;
  }

  /** A read in flight that has nothing to report but the image. */
  private static boolean reads(ProtocolState s) {
    return s.step() == Step.READING && !s.button() && !s.fault();
  }

  private boolean mustCancel(boolean asked) {
    return configuration.application() == ApplicationKind.BOTH && asked;
  }

  private void action(Action action, Predicate<ProtocolState> guard, Consumer<Draft> effect) {
    rows.put(action, new Row(guard, effect));
  }

  private Row row(Action action) {
    Row row = rows.get(action);
    if (row == null) {
      throw new IllegalStateException("the protocol has no row for " + action);
    }
    return row;
  }
}
