package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.harness.Act;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Used;
import org.returntoidle.spec.rules.AnyApplication;

/**
 * How many schedules there are, computed in the model alone: the number of decision lists that its
 * environment has against one canonical driver. Nothing is run; equal ways to go on are counted
 * once. The reference has exactly as many schedules, other drivers nearly: the number is also the
 * estimate of how long a search takes.
 */
public final class DecisionCount {
  private final AnyApplication protocol;
  private final Limits limits;
  private final Map<At, Double> counted = new HashMap<>();

  /**
   * Where the canonical driver stands.
   *
   * @param state of the protocol
   * @param kind the point at which the environment decides
   * @param used how much of the bounds is used up
   */
  private record At(ProtocolState state, Point.Kind kind, Used used) {}

  private DecisionCount(DriverKind driver, Limits limits) {
    this.protocol = new AnyApplication(Platform.XP, driver);
    this.limits = limits;
  }

  /**
   * How many schedules the reference has.
   *
   * @return exact up to 2^53
   */
  public static double of(DriverKind driver, Limits limits) {
    return new DecisionCount(driver, limits)
        .count(new At(ProtocolState.INITIAL, Point.Kind.IDLE, Used.NOTHING));
  }

  private double count(At at) {
    Double known = counted.get(at);
    if (known != null) {
      return known;
    }
    double sum = 0;
    boolean canceled = at.state().status().state() == TransferState.CANCELING;
    for (Move move : at.used().options(at.kind(), canceled, limits)) {
      sum += after(at, move).map(this::count).orElse(1.0);
    }
    counted.put(at, sum);
    return sum;
  }

  /** The next point after {@code move}; empty if the schedule ends with it. */
  private Optional<At> after(At at, Move move) {
    ProtocolState state = at.state();
    for (Action action : actions(move)) {
      state = take(state, action);
    }
    Used used = at.used().plus(move);
    return switch (at.kind()) {
      case IDLE -> Optional.of(used.transfers() == 0 ? enter(state, used) : next(state, used));
      case NEXT -> move.act() == Act.END ? Optional.empty() : Optional.of(enter(state, used));
      case TRY ->
          Optional.of(
              move.act() == Act.START_FAILS
                  ? driver(state, used)
                  : new At(take(state, Action.START_DEVICE), Point.Kind.START, used));
      case ENTER, START, COMPLETED, ANSWERED -> Optional.of(driver(state, used));
      case SUBMIT -> Optional.of(unlessGivenUp(state, Point.Kind.READ, used));
      case READ -> Optional.of(reading(state, move, move.isEvent(), used));
      case NOTIFYING -> Optional.of(unlessGivenUp(state, Point.Kind.ANSWER, used));
      case ANSWER ->
          Optional.of(
              state.status().goesOn()
                  ? new At(state, Point.Kind.COMPLETED, used)
                  : driver(state, used));
      case CALLBACK ->
          Optional.of(new At(state, move.isEvent() ? Point.Kind.AGAIN : Point.Kind.CODE, used));
      case AGAIN ->
          Optional.of(
              state.step() == ProtocolState.Step.CALLING
                  ? new At(state, Point.Kind.CODE, used)
                  : reading(state, move, false, used));
      case CODE -> Optional.of(driver(state, used));
      case STOP -> Optional.of(new At(take(state, Action.STOP_DEVICE), Point.Kind.STOPPED, used));
      case STOPPED -> Optional.of(driver(state, used));
    };
  }

  private static At next(ProtocolState state, Used used) {
    return new At(state, Point.Kind.NEXT, used);
  }

  private At enter(ProtocolState state, Used used) {
    return driver(take(state, Action.ACQUIRE_ITEM_DATA), used.nextTransfer());
  }

  /** After {@code move} in a read; with {@code again} more may come. */
  private At reading(ProtocolState state, Move move, boolean again, Used used) {
    if (isGivenUp(state)) {
      return move.act() == Act.NOTIFY_CANCEL_IO
          ? new At(state, Point.Kind.NOTIFYING, used)
          : unlessGivenUp(state, Point.Kind.ANSWER, used);
    }
    return new At(state, again ? Point.Kind.AGAIN : Point.Kind.ANSWER, used);
  }

  private boolean isGivenUp(ProtocolState state) {
    return protocol.next(state, Action.INTERRUPT_READ).isPresent();
  }

  private At unlessGivenUp(ProtocolState state, Point.Kind kind, Used used) {
    return protocol
        .next(state, Action.INTERRUPT_READ)
        .map(after -> driver(after, used))
        .orElse(new At(state, kind, used));
  }

  /** The driver's next step, up to the point at which others can fall in. */
  private At driver(ProtocolState state, Used used) {
    if (protocol.next(state, Action.STOP_DEVICE).isPresent()) {
      return new At(state, Point.Kind.STOP, used);
    }
    if (protocol.next(state, Action.START_DEVICE).isPresent()) {
      return new At(state, Point.Kind.TRY, used);
    }
    for (Map.Entry<Action, Point.Kind> step : STEPS.entrySet()) {
      Optional<ProtocolState> after = protocol.next(state, step.getKey());
      if (after.isPresent()) {
        return new At(after.get(), step.getValue(), used);
      }
    }
    throw new IllegalStateException("the driver can do nothing in " + state);
  }

  /**
   * The canonical driver: the first of these that is possible, and the point that it leads to. The
   * protocol leaves one choice, whether to report a "not ready" to the application: it does.
   */
  private static final ImmutableMap<Action, Point.Kind> STEPS =
      ImmutableMap.of(
          Action.DELIVER_BAND, Point.Kind.CALLBACK,
          Action.SEND_STATUS, Point.Kind.CALLBACK,
          Action.SUBMIT_READ, Point.Kind.SUBMIT,
          Action.RETURN_FROM_ACQUIRE, Point.Kind.IDLE);

  private ProtocolState take(ProtocolState state, Action action) {
    if (action == Action.NOTIFY_OTHER_EVENT && !state.inCall()) {
      return state; // The model tells of no other event while idle: nothing changes.
    }
    return protocol
        .next(state, action)
        .orElseThrow(() -> new IllegalStateException(action + " cannot happen in " + state));
  }

  private static List<Action> actions(Move move) {
    return switch (move.act()) {
      case NOTHING, END, ACQUIRE_ITEM_DATA -> ImmutableList.of();
      case NOTIFY_CANCEL_IO, NOTIFY_CANCEL_IO_INSIDE, NOTIFY_CANCEL_IO_MEANWHILE ->
          ImmutableList.of(Action.CANCEL_PENDING_IO, Action.NOTIFY_CANCEL_IO);
      case NOTIFY_OTHER_EVENT,
          NOTIFY_POWER_RESUME,
          NOTIFY_DEVICE_CONNECTED,
          NOTIFY_DEVICE_RECONNECTED,
          NOTIFY_DEVICE_SPECIFIC ->
          ImmutableList.of(Action.NOTIFY_OTHER_EVENT);
      case SECOND_ACQUIRE_TWICE -> ImmutableList.of(Action.ANSWER_BUSY, Action.ANSWER_BUSY);
      case SECOND_ACQUIRE, SECOND_ACQUIRE_INSIDE -> ImmutableList.of(Action.ANSWER_BUSY);
      case READ_LAST_BAND -> ImmutableList.of(Action.IMAGE_ENDS, Action.READ_LAST_BAND);
      case READ_BAND -> ImmutableList.of(Action.READ_BAND);
      case READ_NOT_READY -> ImmutableList.of(Action.READ_NOT_READY);
      case READ_BUTTON -> ImmutableList.of(Action.PRESS_CANCEL_BUTTON, Action.READ_BUTTON);
      case READ_FAULT -> ImmutableList.of(Action.DEVICE_FAILS, Action.READ_FAULT);
      case START_FAILS -> ImmutableList.of(Action.DEVICE_FAILS, Action.START_FAILS);
      case CALLBACK_CONTINUES -> ImmutableList.of(Action.CALLBACK_CONTINUES);
      case CALLBACK_CANCELS -> ImmutableList.of(Action.CALLBACK_CANCELS);
      case CALLBACK_FAILS ->
          ImmutableList.of(
              move.code().equals(HResult.E_ABORT)
                  ? Action.CALLBACK_FAILS_E_ABORT
                  : Action.CALLBACK_FAILS_E_FAIL); // Whatever the code.
      case CLIENT_DIES -> ImmutableList.of(Action.CALLBACK_FAILS_E_FAIL);
      case READ_COMPLETES,
          READ_NOT_READY_FOR_EVER,
          READ_BAND_FOR_EVER,
          THROWS_EXCEPTION,
          THROWS_ERROR,
          ANSWERS_NULL,
          NEIGHBOR_TRANSFERS,
          NEIGHBOR_FAILS,
          NEIGHBOR_CALLBACK_CANCELS,
          NEIGHBOR_NOTIFY_CANCEL_IO,
          NEIGHBOR_STAYS ->
          throw new IllegalArgumentException("the reference never meets that it " + move);
    };
  }
}
