package org.returntoidle.model.stream;

import static org.returntoidle.model.Action.CANCEL_TRANSFER;
import static org.returntoidle.model.Action.NOTIFY_CANCEL_IO;

import java.util.function.Predicate;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Sometimes;
import org.returntoidle.model.engine.StepPredicate;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Confirm;
import org.returntoidle.model.stream.StreamState.Download;
import org.returntoidle.model.stream.StreamState.Held;
import org.returntoidle.model.stream.StreamState.Marked;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Sheet;
import org.returntoidle.model.stream.StreamState.Step;

/**
 * The races and the answers of a stream transfer, each of which must be reached: a property that
 * holds because nothing ever happened proves nothing. Those of {@code CANCEL_IO} as an answer, D26,
 * are reached with a confirming driver, those in which the event itself cancels with any other.
 */
public enum StreamSituation {
  V1_CANCEL_IN_READ(
      "V1_CancelInRead",
      "Cancel while a read is in flight",
      (s, a, t) -> marks(s, a, t) && s.step() == Step.READING),
  V1_CANCEL_IN_WRITE(
      "V1_CancelInWrite",
      "Cancel while a write is in flight",
      (s, a, t) -> marks(s, a, t) && s.step() == Step.WRITING),
  V1_CANCEL_IN_CALLBACK(
      "V1_CancelInCallback",
      "Cancel while a callback is in flight",
      (s, a, t) ->
          a == CANCEL_TRANSFER && s.marked() == Marked.NO && t.marked() == Marked.CROSSING),
  V1A_EVENT_LOST(
      "V1a_EventLost",
      "Cancel of which no event comes",
      (s, a, t) -> marks(s, a, t) && s.inTransit() == t.inTransit()),
  V2_ANSWERED_FOR_IT(
      "V2_AnsweredForIt",
      "the service answers S_FALSE for the application",
      (s, a, t) -> a == Action.SERVICE_CANCELS && t.state() == TransferState.CANCELING),
  V2A_CANCEL_BEFORE_ENTRY(
      "V2a_CancelBeforeEntry",
      "Cancel before the driver is entered",
      (s, a, t) -> marks(s, a, t) && s.download() == Download.BEGUN),
  V3_PAGE_SKIPPED(
      "V3_PageSkipped",
      "a page is skipped to its end",
      (s, a, t) -> s.page() == Page.SKIPPED && t.page() == Page.NEW && t.step() == Step.WORKING),
  V3A_PAGE_AFTER_SKIPPED(
      "V3a_PageAfterSkipped",
      "a transfer is complete though its last page was skipped",
      s -> s.complete() && s.page() == Page.SKIPPED),
  V4_READ_GIVEN_UP(
      "V4_ReadGivenUp",
      "a read is given up",
      (s, a, t) -> a == Action.INTERRUPT_READ && t.step() == Step.WORKING),
  V5_EMPTY_AT_ONCE(
      "V5_EmptyAtOnce",
      "the feeder is empty before the first page",
      (s, a, t) -> a == Action.READ_FEEDER_EMPTY && observes(s, t, Cause.FAULT)),
  V5_EMPTY_AFTER_A_PAGE(
      "V5_EmptyAfterAPage",
      "the feeder is empty after a page",
      (s, a, t) -> a == Action.READ_FEEDER_EMPTY && goesOn(t)),
  V5_CANCEL_AFTER_EMPTY(
      "V5_CancelAfterEmpty",
      "S_FALSE to the message after the empty feeder",
      (s, a, t) ->
          s.step() == Step.CALLING
              && s.sheet() == Sheet.REPORTED
              && observes(s, t, Cause.CALLBACK_CANCEL)),
  V5_FEWER_PAGES(
      "V5_FewerPages",
      "a transfer returns END_OF_MEDIA",
      (s, a, t) -> returns(t, a, HResult.WIA_STATUS_END_OF_MEDIA)),
  V5A_ALL_PAGES(
      "V5a_AllPages",
      "a transfer returns S_OK after the empty feeder",
      (s, a, t) -> s.sheet() == Sheet.REPORTED && returns(t, a, HResult.S_OK)),
  V6_BUTTON_CANCELS(
      "V6_ButtonCancels", "the button cancels", (s, a, t) -> observes(s, t, Cause.BUTTON)),
  A1_BOTH_SIDES_CANCEL(
      "A1_BothSidesCancel",
      "the minidriver's side cancels, the application's too",
      s -> s.cause() == Cause.BUTTON && s.marked() == Marked.YES),
  V9_CANCELED(
      "V9_Canceled", "a transfer returns S_FALSE", (s, a, t) -> returns(t, a, HResult.S_FALSE)),
  D7_SUCCEEDED("D7_Succeeded", "a transfer returns S_OK", (s, a, t) -> returns(t, a, HResult.S_OK)),
  V10_LAST_MESSAGE_CANCELS(
      "V10_LastMessageCancels",
      "S_FALSE to the last message",
      (s, a, t) ->
          s.step() == Step.CALLING
              && s.held() == Held.LAST_WRITTEN
              && s.lastPage()
              && observes(s, t, Cause.CALLBACK_CANCEL)),
  V11_NO_FURTHER_PAGE(
      "V11_NoFurtherPage",
      "S_FALSE to GetNextStream, on a later page",
      (s, a, t) ->
          s.step() == Step.ASKING
              && s.device() == Device.ON
              && observes(s, t, Cause.CALLBACK_CANCEL)),
  V15_NEXT_STREAM(
      "V15_NextStream",
      "a further page's stream is there",
      (s, a, t) -> s.step() == Step.ASKING && s.device() == Device.ON && !s.stream() && t.stream()),
  V19_WRITE_FAILS("V19_WriteFails", "a write fails", (s, a, t) -> a == Action.STREAM_FAILS),
  V19_WRITE_FAILS_AFTER_CANCEL(
      "V19_WriteFailsAfterCancel",
      "a write fails after a cancel",
      (s, a, t) -> a == Action.STREAM_FAILS && s.state() == TransferState.CANCELING),
  V20_NO_STREAM(
      "V20_NoStream",
      "an error to GetNextStream",
      (s, a, t) -> s.step() == Step.ASKING && observes(s, t, Cause.CALLBACK_ERROR)),
  V20_MESSAGE_FAILS(
      "V20_MessageFails",
      "an error to a message",
      (s, a, t) -> s.step() == Step.CALLING && observes(s, t, Cause.CALLBACK_ERROR)),
  D3_ERROR_AFTER_CANCEL(
      "D3_ErrorAfterCancel",
      "an error from a callback after a cancel",
      (s, a, t) ->
          a == Action.CALLBACK_FAILS_E_FAIL
              && s.state() == TransferState.CANCELING
              && t.state() == TransferState.ERROR),
  D10_FAULT_READ("D10_FaultRead", "a read reports a fault", (s, a, t) -> a == Action.READ_FAULT),
  D10_START_FAILS(
      "D10_StartFails", "the device does not start", (s, a, t) -> a == Action.START_FAILS),
  D15_NOT_READY(
      "D15_NotReady",
      "the device is not ready",
      (s, a, t) -> s.step() == Step.READING && t.step() == Step.WAITING),
  D15_CANCEL_BEFORE_START(
      "D15_CancelBeforeStart",
      "CANCEL_IO before the device starts",
      (s, a, t) -> cancelIo(s, a) && goesOn(s) && s.device() == Device.OFF),
  D8_CANCEL_IN_CALLBACK(
      "D8_CancelInCallback",
      "CANCEL_IO while a message is in flight",
      (s, a, t) -> cancelIo(s, a) && s.step() == Step.CALLING),
  D8_CANCEL_IN_ASKING(
      "D8_CancelInGetNextStream",
      "CANCEL_IO while GetNextStream is in flight",
      (s, a, t) -> cancelIo(s, a) && s.step() == Step.ASKING),
  V16_CANCEL_IN_WRITE(
      "V16_CancelInWrite",
      "CANCEL_IO while a write is in flight",
      (s, a, t) -> cancelIo(s, a) && s.step() == Step.WRITING),
  L5_CANCEL_IN_READ(
      "L5_CancelInRead",
      "CANCEL_IO while a read is in flight",
      (s, a, t) -> cancelIo(s, a) && s.step() == Step.READING),
  D2_CANCEL_WHILE_STOPPING(
      "D2_CancelWhileStopping",
      "CANCEL_IO while the driver is stopping",
      (s, a, t) ->
          cancelIo(s, a) && s.state() != TransferState.IDLE && !goesOn(s) && !s.complete()),
  D9_CANCEL_AFTER_LAST_BAND(
      "D9_CancelAfterLastBand",
      "CANCEL_IO after the last band",
      (s, a, t) -> cancelIo(s, a) && s.complete()),
  V7_NEXT_ITEM(
      "V7_NextItem",
      "the service goes to the next item",
      (s, a, t) -> a == Action.RETURN_FROM_ACQUIRE && t.download() == Download.BEGUN),
  V7_NEXT_ITEM_MARKED(
      "V7_NextItemMarked",
      "an item is left to do under the mark",
      (s, a, t) ->
          a == Action.RETURN_FROM_ACQUIRE
              && t.download() == Download.BEGUN
              && t.marked() == Marked.YES),
  V7_NO_FURTHER_ITEM(
      "V7_NoFurtherItem",
      "the service has no further item",
      (s, a, t) -> a == Action.END_OF_TRANSFER && s.result().isPresent()),
  V8_CANCEL_AT_REST(
      "V8_CancelAtRest",
      "CANCEL_IO between two transfers",
      (s, a, t) -> a == NOTIFY_CANCEL_IO && s.step() == Step.RESTING && s.result().isPresent()),
  V12_EVENT_CANCELS(
      "V12_EventCancels", "CANCEL_IO cancels", (s, a, t) -> observes(s, t, Cause.CANCEL_IO)),
  V31_START_FAULT_TOLD(
      "V31_StartFaultTold",
      "a message that the device did not start",
      (s, a, t) -> a == Action.REPORT_DEVICE_STATUS && s.device() == Device.OFF),
  V31_CANCEL_BEFORE_TOLD(
      "V31_CancelBeforeTold",
      "CANCEL_IO after a fault that nobody was told of",
      (s, a, t) -> s.step() == Step.FAULTED && observes(s, t, Cause.CANCEL_IO)),
  V32_RESOLVED(
      "V32_Resolved",
      "a fault is repaired, and the transfer goes on",
      (s, a, t) -> a == Action.HANDLER_RESOLVES && goesOn(t)),
  V32_CANCELED(
      "V32_Canceled",
      "S_FALSE to the message with a fault",
      (s, a, t) -> a == Action.CALLBACK_CANCELS && s.step() == Step.REPORTING),
  V32_CANCEL_WHILE_TOLD(
      "V32_CancelWhileTold",
      "Cancel while the message with a fault is in flight",
      (s, a, t) ->
          a == CANCEL_TRANSFER
              && s.step() == Step.REPORTING
              && s.marked() == Marked.NO
              && t.marked() == Marked.CROSSING),
  V33_GIVEN_UP(
      "V33_GivenUp",
      "a fault is given up: its message returns its code",
      (s, a, t) -> a == Action.HANDLER_GIVES_UP && observes(s, t, Cause.FAULT)),
  V33_GIVEN_UP_AFTER_CANCEL(
      "V33_GivenUpAfterCancel",
      "a fault is given up after CANCEL_IO",
      (s, a, t) -> a == Action.HANDLER_GIVES_UP && s.cause() == Cause.CANCEL_IO),
  V2_REPORT_ANSWERED_FOR_IT(
      "V2_ReportAnsweredForIt",
      "the service answers S_FALSE to the message with a fault",
      (s, a, t) -> a == Action.SERVICE_CANCELS && s.step() == Step.REPORTING),
  D26_REPORT_ASKS(
      "D26_ReportAsks",
      "a message with a fault is the question after CANCEL_IO",
      (s, a, t) -> a == Action.REPORT_DEVICE_STATUS && t.confirm() == Confirm.ASKED),
  D26_EVENT_CONFIRMED(
      "D26_EventConfirmed",
      "the answer to the question after CANCEL_IO is S_FALSE",
      (s, a, t) -> s.confirm() == Confirm.ASKED && observes(s, t, Cause.CALLBACK_CANCEL)),
  D26_EVENT_REVOKED(
      "D26_EventRevoked",
      "the answer to it is S_OK, and the transfer goes on",
      (s, a, t) -> s.confirm() == Confirm.ASKED && a == Action.CALLBACK_CONTINUES && goesOn(t)),
  D26_ASKED_IN_READ(
      "D26_AskedInRead",
      "it is asked while a read is in flight",
      (s, a, t) -> s.step() == Step.READING && t.step() == Step.CONFIRMING);

  private final String label;
  private final String description;
  private final Sometimes<StreamState, Action> claim;

  StreamSituation(String label, String description, Predicate<StreamState> occurs) {
    this(label, description, new Condition.OfStates<>(occurs));
  }

  StreamSituation(String label, String description, StepPredicate<StreamState, Action> occurs) {
    this(label, description, new Condition.OfSteps<>(occurs));
  }

  StreamSituation(String label, String description, Condition<StreamState, Action> occurs) {
    this.label = label;
    this.description = description;
    this.claim = new Sometimes<>(label, occurs);
  }

  /** The rule that makes this situation worth visiting. */
  public Rule rule() {
    return Rule.valueOf(label.replaceFirst("_.*", ""));
  }

  /** In words; never null. */
  public String description() {
    return description;
  }

  /** That it occurs; never null. */
  public Sometimes<StreamState, Action> claim() {
    return claim;
  }

  /** The name in TLA+, behind {@code Never_}. */
  @Override
  public String toString() {
    return label;
  }

  private static boolean marks(StreamState s, Action action, StreamState t) {
    return action == CANCEL_TRANSFER && s.marked() == Marked.NO && t.marked() == Marked.YES;
  }

  private static boolean observes(StreamState s, StreamState t, Cause cause) {
    return s.cause() == Cause.NONE && t.cause() == cause;
  }

  private static boolean cancelIo(StreamState s, Action action) {
    return action == NOTIFY_CANCEL_IO && s.step() != Step.RESTING;
  }

  private static boolean goesOn(StreamState s) {
    return s.state() == TransferState.ACQUIRING && !s.complete();
  }

  private static boolean returns(StreamState t, Action action, HResult code) {
    return action == Action.RETURN_FROM_ACQUIRE && t.result().filter(code::equals).isPresent();
  }
}
