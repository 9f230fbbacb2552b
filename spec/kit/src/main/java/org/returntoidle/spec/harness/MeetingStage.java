package org.returntoidle.spec.harness;

import java.util.Optional;
import java.util.function.Supplier;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.model.HResult;

/** The callbacks and streams of a {@link Meeting}: everything is well, and others may fall in. */
final class MeetingStage implements Stage {
  private final Meeting meeting;
  private final Session session;
  private final Callbacks callbacks;

  MeetingStage(Meeting meeting) {
    this.meeting = meeting;
    this.session = meeting.session();
    this.callbacks = new Callbacks(session);
  }

  /** A callback of a banded transfer. */
  HResult banded(int transfer, CallbackMessage message) {
    return called(transfer, HResult.E_FAIL, () -> answered(message));
  }

  private HResult answered(CallbackMessage message) {
    Optional<Band> band =
        message instanceof CallbackMessage.Data data ? Optional.of(data.band()) : Optional.empty();
    Optional<Band> given = band.map(BandBytes::copy);
    session.delivered(given);
    Move answer = answer(Point.Kind.CALLBACK, Point.Kind.CODE, "");
    if (!given.equals(band.map(BandBytes::copy))) {
      session.noticed(
          Anomaly.BYTES_OVERWRITTEN,
          "the bytes of a band were overwritten while the callback had them");
    }
    session.answered(answer.code(), band.map(Band::last).orElse(false));
    return answer.code();
  }

  @Override
  public void calledOut() {
    session.calledOut();
  }

  @Override
  public <T> T called(int transfer, T refused, Supplier<T> inside) {
    return meeting.calledOut(() -> noticed(transfer, refused, inside));
  }

  private <T> T noticed(int transfer, T refused, Supplier<T> inside) {
    boolean isOld =
        transfer != session.transfer() && meeting.scene().kind() != Scene.Kind.TWO_CALLS;
    if (!callbacks.begins(isOld, meeting.isCaller())) {
      return refused;
    }
    try {
      return inside.get();
    } finally {
      callbacks.ends();
    }
  }

  @Override
  public Move answer(Point.Kind inFlight, Point.Kind ends, String when) {
    meeting.callbackInFlight();
    return choose(ends);
  }

  @Override
  public void letCancelMeetAnswer() {}

  @Override
  public <T> T inStream(Supplier<T> inside) {
    return meeting.calledOut(inside);
  }

  @Override
  public void disturbWrite() {
    meeting.inFlight();
  }

  @Override
  public void comeToRest() {}

  @Override
  public Move choose(Point.Kind kind) {
    return switch (kind) {
      case CODE, STREAM -> Move.CALLBACK_CONTINUES;
      case TAKEN -> Move.STREAM_TAKES;
      case HANDLER -> Move.HANDLER_GIVES_UP;
      default -> Move.NOTHING;
    };
  }

  @Override
  public void repairs(HResult fault) {}

  @Override
  public boolean isClientDead() {
    return false;
  }
}
