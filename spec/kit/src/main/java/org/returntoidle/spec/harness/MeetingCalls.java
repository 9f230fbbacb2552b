package org.returntoidle.spec.harness;

import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.text.Shown;

/** How the driver of a {@link Meeting} is called. */
final class MeetingCalls {
  private final Meeting meeting;
  private final MeetingStage stage;
  private final Session session;

  MeetingCalls(Meeting meeting, MeetingStage stage) {
    this.meeting = meeting;
    this.stage = stage;
    this.session = meeting.session();
  }

  void transfer() {
    meeting.enters();
    returned(acquired(session.transfer()));
  }

  private void returned(@Nullable HResult result) {
    if (!session.isAborted()) {
      session.endTransfer(result);
    }
  }

  private @Nullable HResult acquired(int number) {
    StreamCalls streams = new StreamCalls(stage, session, number);
    try {
      HResult result =
          meeting
              .apart()
              .explored(
                  () ->
                      meeting
                          .driver()
                          .acquire(
                              message -> stage.banded(number, message), streams, meeting.job()));
      streams.end();
      if (result == null) {
        session.noticed(Anomaly.RETURNED_NULL, "drvAcquireItemData returned null");
      }
      return result;
    } catch (AbortedException e) {
      return null;
    } catch (Throwable e) {
      threw(Anomaly.THREW, "drvAcquireItemData threw ", e);
      return null;
    }
  }

  /** What a call of ours has thrown; not if that is how the explorer ends it. */
  private void threw(Anomaly anomaly, String says, Throwable thrown) {
    if (thrown instanceof Error error && meeting.apart().explorer().ends(thrown)) {
      throw error;
    }
    session.noticed(anomaly, says + Shown.thrown(thrown));
  }

  void cancel() {
    meeting.notifies();
    int faults = session.faults();
    int before = session.traceSize();
    Manner manner = meeting.isAtEntry() ? Manner.AT_ENTRY : Manner.OVERLAPPING;
    try {
      meeting.apart().goOn(() -> meeting.driver().notify(WiaEvent.CANCEL_IO));
    } catch (AbortedException e) {
      return;
    } catch (Throwable e) {
      threw(Anomaly.NOTIFY_THREW, "drvNotifyPnpEvent threw ", e);
    }
    session.notified(manner, faults);
    meeting.notified(before);
  }

  /** A second call, while the first is surely between two of its own calls to the outside. */
  void callAgain() {
    try {
      answered(meeting.apart().explored(() -> meeting.driver().acquireAgain()));
    } catch (AbortedException e) {
      return;
    } catch (Throwable e) {
      threw(Anomaly.SECOND_CALL_THREW, "a second drvAcquireItemData threw ", e);
    }
  }

  private void answered(@Nullable HResult answer) {
    if (HResult.WIA_ERROR_BUSY.equals(answer)) {
      session.happened(Action.ANSWER_BUSY);
    } else {
      session.noticed(
          Anomaly.SECOND_CALL_ANSWERED, "a second drvAcquireItemData was answered " + answer);
    }
  }

  /** One of two calls that enter at once: the first that does something is the transfer. */
  void callAmongTwo() {
    HResult result = acquired(session.transfer() + 1);
    Thread current = Thread.currentThread();
    TwoCalls two = meeting.two();
    if (two.returns(current, result)) {
      returned(result);
    } else if ((session.inTransfer() || !HResult.WIA_ERROR_BUSY.equals(result))
        && !(two.wasTransfer(current) && HResult.S_OK.equals(result))) {
      answered(result);
    }
  }
}
