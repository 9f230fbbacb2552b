package org.returntoidle.spec.harness;

import java.util.Optional;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;

/** A read of a {@link MeetingDevice}: it brings a band, unless it is interrupted or woken. */
final class MeetingRead implements DeviceRead {
  private final Meeting meeting;
  private final Session session;
  private final int transfer;
  private boolean interrupted;
  private boolean woken;
  private boolean completed;

  MeetingRead(Meeting meeting, int transfer) {
    this.meeting = meeting;
    this.session = meeting.session();
    this.transfer = transfer;
  }

  @Override
  public void interrupt() {
    meeting.aside(
        () -> {
          if (!completed) {
            interrupted = true;
            session.readIsOver(this);
            meeting.releases();
          }
          return true;
        });
  }

  @Override
  public void wake() {
    meeting.aside(
        () -> {
          woken |= !completed;
          meeting.releases();
          return true;
        });
  }

  @Override
  public ReadResult await() {
    return meeting.calledOut(
        () -> {
          Optional<ReadResult> atOnce = atOnce();
          if (atOnce.isPresent()) {
            return atOnce.get();
          }
          meeting.readInFlight();
          return completes();
        });
  }

  private Optional<ReadResult> atOnce() {
    if (transfer != session.transfer()) {
      session.noticed(
          Anomaly.READ_OF_EARLIER_TRANSFER, "a read of an earlier transfer was awaited");
      return Optional.of(new ReadResult.Interrupted());
    }
    if (!session.isDeviceOn()) {
      return Optional.of(new ReadResult.Interrupted());
    }
    if (meeting.isAllRead()) {
      session.noticed(Anomaly.READ_AFTER_LAST_BAND, "a read followed the last band");
      return Optional.of(new ReadResult.Fault(HResult.WIA_ERROR_GENERAL_ERROR));
    }
    return Optional.empty();
  }

  private ReadResult completes() {
    boolean givenUp = interrupted || !session.isDeviceOn();
    if (woken && !givenUp) {
      woken = false;
      return new ReadResult.Woken();
    }
    if (givenUp) {
      session.readIsOver(this);
      session.happened(Action.INTERRUPT_READ);
      return new ReadResult.Interrupted();
    }
    if (session.readIsToBeGivenUp()) {
      session.readGoesOn();
    }
    completed = true;
    session.readIsOver(this);
    return new ReadResult.Data(session.readBand(meeting.readsLast()));
  }
}
