package org.returntoidle.spec.harness;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.TransferCallback;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;

/**
 * Application and service of one transfer to streams, as the driver sees them. Once the application
 * has called {@code Cancel}, the service answers every callback that begins (V2).
 */
final class StreamCalls implements TransferCallback {
  private final Stage stage;
  private final Session session;
  private final int transfer;

  /** The stream that was handed out last. */
  private @Nullable KitStream last;

  private int pages;

  StreamCalls(Stage stage, Session session, int transfer) {
    this.stage = stage;
    this.session = session;
    this.transfer = transfer;
  }

  @Override
  public NextStream getNextStream() {
    return stage.called(transfer, new NextStream(HResult.E_FAIL, null), this::nextStream);
  }

  @Override
  public HResult sendMessage(TransferMessage message) {
    return stage.called(transfer, HResult.E_FAIL, () -> answer(message));
  }

  private NextStream nextStream() {
    isStillOpen("GetNextStream was called");
    session.asksForStream();
    Move move =
        answer(Point.Kind.ASK, Point.Kind.STREAM, HResult.S_OK, "while GetNextStream is in flight");
    if (move.breaksPromise()) {
      return Broken.promise(move);
    }
    stage.letCancelMeetAnswer();
    if (move.act() != Act.CALLBACK_CONTINUES) {
      pages += move.act() == Act.CALLBACK_SKIPS ? 1 : 0;
      return new NextStream(move.code(), null);
    }
    pages++;
    KitStream stream = new KitStream(stage, session, transfer, pages);
    last = stream;
    return new NextStream(HResult.S_OK, stream);
  }

  private HResult answer(TransferMessage message) {
    if (message instanceof TransferMessage.EndOfStream
        || message instanceof TransferMessage.EndOfTransfer) {
      session.noticed(Anomaly.SERVICES_MESSAGE, "the driver sent " + message + " itself");
    }
    if (message instanceof TransferMessage.Status status) {
      session.says(status);
    } else if (message instanceof TransferMessage.NewPage) {
      session.saysNewPage();
    }
    Optional<HResult> condition =
        message instanceof TransferMessage.DeviceStatus told
            ? Optional.of(told.status())
            : Optional.empty();
    condition.ifPresentOrElse(session::reports, session::sendsMessage);
    Optional<HResult> fault = condition.filter(HResult::isError);
    Move move = answer(Point.Kind.CALLBACK, fault, "while a callback is in flight");
    if (move.breaksPromise()) {
      return Broken.promise(move);
    }
    stage.letCancelMeetAnswer();
    return move.code();
  }

  /** How a message is answered: one with a fault by whoever handles errors. */
  private Move answer(Point.Kind inFlight, Optional<HResult> fault, String when) {
    return fault.isPresent()
        ? answer(inFlight, Point.Kind.HANDLER, fault.get(), when)
        : answer(inFlight, Point.Kind.CODE, HResult.S_OK, when);
  }

  /** How a callback is answered; the application may look into its stream meanwhile (V18). */
  private Move answer(Point.Kind inFlight, Point.Kind ends, HResult fault, String when) {
    if (last != null) {
      last.rewind();
    }
    boolean byService = session.isMarked(); // What comes while it is in flight comes too late.
    if (byService) {
      stage.comeToRest(); // As before any other answer.
    }
    Move given = byService ? Move.CALLBACK_CANCELS : stage.answer(inFlight, ends, when);
    boolean skips = ends == Point.Kind.STREAM && given.code().equals(HResult.WIA_STATUS_SKIP_ITEM);
    boolean givesUp = given.act() == Act.HANDLER_GIVES_UP;
    Move move =
        skips ? Move.CALLBACK_SKIPS : givesUp ? new Move(Act.HANDLER_GIVES_UP, fault) : given;
    if (move.breaksPromise()) {
      session.breaksPromise(ends, move, false);
    }
    if (last != null && (move.breaksPromise() || !move.code().equals(HResult.S_OK))) {
      last.mayOnlyBeReleased("a callback answered " + move.code());
    }
    if (move.act() == Act.HANDLER_RESOLVES) {
      stage.repairs(fault);
    }
    session.streamAnswered(action(byService, move), move.code());
    return move;
  }

  private static Action action(boolean byService, Move move) {
    if (byService) {
      return Action.SERVICE_CANCELS;
    }
    return switch (move.act()) {
      case CALLBACK_CONTINUES -> Action.CALLBACK_CONTINUES;
      case CALLBACK_SKIPS -> Action.CALLBACK_SKIPS;
      case CALLBACK_CANCELS -> Action.CALLBACK_CANCELS;
      case HANDLER_RESOLVES -> Action.HANDLER_RESOLVES;
      case HANDLER_GIVES_UP -> Action.HANDLER_GIVES_UP;
      default -> Action.CALLBACK_FAILS_E_FAIL;
    };
  }

  private void isStillOpen(String what) {
    if (last != null && !last.isReleased()) {
      session.noticed(
          Anomaly.STREAM_NOT_RELEASED, what + " although the stream before was not released");
      last.mayOnlyBeReleased(what);
    }
  }

  /** The call has returned. */
  void end() {
    if (last != null && !last.isReleased()) {
      session.noticed(
          Anomaly.STREAM_NOT_RELEASED,
          "drvAcquireItemData returned although the last stream was not released");
      last.mayOnlyBeReleased("drvAcquireItemData returned");
    }
  }
}
