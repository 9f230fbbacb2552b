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
 * What the environment can decide in the model alone, against one canonical driver: where it is
 * asked, what it can do there, and which steps of the protocol that takes. Nothing is run. A
 * schedule of the reference is a path of such decisions.
 */
final class Decisions {
  private final AnyApplication protocol;
  private final Limits limits;
  private final Map<Asked, Taken> known = new HashMap<>();

  /**
   * Where the canonical driver stands.
   *
   * @param state of the protocol
   * @param kind the point at which the environment decides
   */
  record Where(ProtocolState state, Point.Kind kind) {}

  /**
   * The same within the bounds.
   *
   * @param used how much of the bounds is used up
   */
  record At(Where where, Used used) {
    /** At the beginning of a run. */
    static final At START = new At(new Where(ProtocolState.INITIAL, Point.Kind.IDLE), Used.NOTHING);
  }

  /**
   * A step of the protocol.
   *
   * @param from the state before
   * @param action what happens
   */
  record Edge(ProtocolState from, Action action) {}

  /**
   * What a decision leads to.
   *
   * @param edges the protocol's steps, in their order
   * @param next where it leads; empty if the schedule ends with it
   */
  record Step(ImmutableList<Edge> edges, Optional<At> next) {}

  /** The same without bounds. */
  private record Taken(ImmutableList<Edge> edges, Optional<Where> next) {}

  /** What the protocol knows of a move: it tells no two codes apart but for {@code E_ABORT}. */
  private record Asked(Where where, Act act, boolean aborts) {}

  Decisions(Platform platform, DriverKind driver, Limits limits) {
    this.protocol = new AnyApplication(platform, driver);
    this.limits = limits;
  }

  /** What can be done there, the ordinary first. */
  ImmutableList<Move> moves(At at) {
    boolean canceled = at.where().state().status().state() == TransferState.CANCELING;
    return at.used().options(at.where().kind(), canceled, limits);
  }

  /**
   * What {@code move} leads to.
   *
   * @param move one of {@link #moves}
   */
  Step step(At at, Move move) {
    boolean aborts = move.code().equals(HResult.E_ABORT);
    Taken taken =
        known.computeIfAbsent(
            new Asked(at.where(), move.act(), aborts), asked -> taken(at.where(), move));
    Used moved = at.used().plus(move);
    boolean begins =
        taken.edges().stream().anyMatch(edge -> edge.action() == Action.ACQUIRE_ITEM_DATA);
    Used used = begins ? moved.nextTransfer() : moved;
    return new Step(taken.edges(), taken.next().map(where -> new At(where, used)));
  }

  private Taken taken(Where where, Move move) {
    Walk walk = new Walk();
    Optional<Where> next = walk.after(where, move);
    return new Taken(walk.edges.build(), next);
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

  /** From one decision to the next one. */
  private final class Walk {
    private final ImmutableList.Builder<Edge> edges = ImmutableList.builder();

    /** The next point after {@code move}; empty if the schedule ends with it. */
    Optional<Where> after(Where where, Move move) {
      ProtocolState state = where.state();
      boolean submits = where.kind() == Point.Kind.SUBMIT; // It has no read yet to give up.
      if (move.act() == Act.NOTIFY_CANCEL_IO && !submits && givesUp(state)) {
        // Its notification is recorded when it has done its work; another can come just then.
        return Optional.of(new Where(take(state, Action.CANCEL_PENDING_IO), Point.Kind.NOTIFYING));
      }
      for (Action action : actions(move)) {
        state = take(state, action);
      }
      if (where.kind() == Point.Kind.NOTIFYING) {
        state = take(state, Action.NOTIFY_CANCEL_IO);
      }
      return switch (where.kind()) {
        case IDLE -> Optional.of(isFirst(state) ? enter(state) : next(state));
        case NEXT -> move.act() == Act.END ? Optional.empty() : Optional.of(enter(state));
        case TRY ->
            Optional.of(
                move.act() == Act.START_FAILS
                    ? driver(state)
                    : new Where(take(state, Action.START_DEVICE), Point.Kind.START));
        case ENTER, START, COMPLETED, ANSWERED -> Optional.of(driver(state));
        case SUBMIT -> Optional.of(unlessGivenUp(state, Point.Kind.READ));
        case READ -> Optional.of(reading(state, move.isEvent()));
        case NOTIFYING -> Optional.of(unlessGivenUp(state, Point.Kind.ANSWER));
        case ANSWER ->
            Optional.of(
                state.status().goesOn() ? new Where(state, Point.Kind.COMPLETED) : driver(state));
        case CALLBACK ->
            Optional.of(new Where(state, move.isEvent() ? Point.Kind.AGAIN : Point.Kind.CODE));
        case AGAIN ->
            Optional.of(
                state.step() == ProtocolState.Step.CALLING
                    ? new Where(state, Point.Kind.CODE)
                    : reading(state, false));
        case CODE -> Optional.of(driver(state));
        case STOP -> Optional.of(new Where(take(state, Action.STOP_DEVICE), Point.Kind.STOPPED));
        case STOPPED -> Optional.of(driver(state));
        case LOADED,
            PAGES,
            WANTED,
            MEDIUM,
            FEEDER,
            EMPTY,
            HANDLER,
            ASK,
            STREAM,
            SEEK,
            WRITE,
            TAKEN ->
            throw new IllegalArgumentException("no point of banded transfers: " + where);
      };
    }

    /** While no call is outstanding, what the last one returned is known. */
    private static boolean isFirst(ProtocolState state) {
      return state.result().isEmpty();
    }

    private static Where next(ProtocolState state) {
      return new Where(state, Point.Kind.NEXT);
    }

    private Where enter(ProtocolState state) {
      return driver(take(state, Action.ACQUIRE_ITEM_DATA));
    }

    /** After {@code move} in a read; with {@code again} more may come. */
    private Where reading(ProtocolState state, boolean again) {
      return isGivenUp(state)
          ? unlessGivenUp(state, Point.Kind.ANSWER)
          : new Where(state, again ? Point.Kind.AGAIN : Point.Kind.ANSWER);
    }

    /** Whether a read is in flight that a {@code CANCEL_IO} ends. */
    private boolean givesUp(ProtocolState state) {
      return state.step() == ProtocolState.Step.READING
          && state.inTransit() == 0
          && protocol
              .next(state, Action.CANCEL_PENDING_IO)
              .flatMap(asked -> protocol.next(asked, Action.NOTIFY_CANCEL_IO))
              .filter(this::isGivenUp)
              .isPresent();
    }

    private boolean isGivenUp(ProtocolState state) {
      return protocol.next(state, Action.INTERRUPT_READ).isPresent();
    }

    private Where unlessGivenUp(ProtocolState state, Point.Kind kind) {
      return isGivenUp(state) ? driver(take(state, Action.INTERRUPT_READ)) : new Where(state, kind);
    }

    /** The driver's next step, up to the point at which others can fall in. */
    private Where driver(ProtocolState state) {
      if (protocol.next(state, Action.STOP_DEVICE).isPresent()) {
        return new Where(state, Point.Kind.STOP);
      }
      if (protocol.next(state, Action.START_DEVICE).isPresent()) {
        return new Where(state, Point.Kind.TRY);
      }
      for (Map.Entry<Action, Point.Kind> step : STEPS.entrySet()) {
        if (protocol.next(state, step.getKey()).isPresent()) {
          return new Where(take(state, step.getKey()), step.getValue());
        }
      }
      throw new IllegalStateException("the driver can do nothing in " + state);
    }

    private ProtocolState take(ProtocolState state, Action action) {
      if (action == Action.NOTIFY_OTHER_EVENT && !state.inCall()) {
        return state; // The model tells of no other event while idle: nothing changes.
      }
      edges.add(new Edge(state, action));
      return protocol
          .next(state, action)
          .orElseThrow(() -> new IllegalStateException(action + " cannot happen in " + state));
    }
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
          NEIGHBOR_STAYS,
          MORE_PAGES,
          ALL_PAGES,
          ONE_STREAM,
          FEEDER_HAS_LESS,
          READ_FEEDER_EMPTY,
          ACQUIRE_NEXT_ITEM,
          CANCEL_TRANSFER,
          CANCEL_TRANSFER_LOST,
          CALLBACK_SKIPS,
          SERVICE_DIES,
          DEVICE_GOES,
          STOPS_LATE,
          HANDLER_RESOLVES,
          HANDLER_GIVES_UP,
          NULL_STREAM,
          STREAM_TAKES,
          STREAM_TAKES_LESS,
          STREAM_FAILS ->
          throw new IllegalArgumentException("the reference never meets that it " + move);
    };
  }
}
