package org.returntoidle.spec.kit;

import java.util.List;
import net.jqwik.api.Label;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Scope;

/**
 * The rules of Windows Vista and later as a test class: implement this interface in a test of your
 * own, with a no-args constructor, and say how your stream driver is made. All else is as in {@link
 * CancellationContract}: jqwik runs what follows, the driver is run once for all checks, and the
 * first violation ends that run with the shortest schedule that shows it.
 */
public interface StreamContract extends DriverContract {

  /**
   * Makes a driver, a new one for each run.
   *
   * @param device the device to use; never null, and used by nobody else
   * @return a new one each time, not null; called on one thread at a time
   */
  @Override
  StreamMiniDriver driver(ScannerDevice device);

  /** Windows Vista, for which all later versions stand. */
  @Override
  default List<Platform> platforms() {
    return List.of(Platform.VISTA);
  }

  /**
   * How much may happen in the enumerated schedules: some 150,000 for a driver like the reference.
   */
  @Override
  default Scope scope() {
    return Scope.together(2, 1, 2).withPages(2);
  }

  // From here on written by the build, a check for each rule.

  /**
   * <a href="../../../../../../../../RULES.md#a2">A2</a>. A callback answers {@code S_FALSE}: no
   * band follows, and the transfer does not succeed. Source: "Canceling a Data Transfer". Left out:
   * never. If it fails, look at whether the driver checks what the callback returned before it does
   * anything else.
   */
  @RuleCheck
  @Label("A2 The minidriver learns of the application's cancel when a callback returns S_FALSE.")
  default void a2_callbackCancelIsHeard() {
    ContractRun.of(this).check(Rule.A2);
  }

  /**
   * <a href="../../../../../../../../RULES.md#a3">A3</a>. After a cancel of any kind the device is
   * off when the call returns. Source: "Canceling a Data Transfer". Left out: never. If it fails,
   * look at every way out of the transfer: each has to pass the one place that stops the device.
   */
  @RuleCheck
  @Label("A3 After a cancel the minidriver stops all acquisition and returns to idle.")
  default void a3_cancelStopsTheDevice() {
    ContractRun.of(this).check(Rule.A3);
  }

  /**
   * <a href="../../../../../../../../RULES.md#a4">A4</a>. After a canceled transfer the next one is
   * neither refused nor canceled. Source: "Canceling a Data Transfer". Left out: never. If it
   * fails, look at flags and busy marks that a canceled transfer leaves behind.
   */
  @RuleCheck
  @Label("A4 Back in idle, it is ready for the next transfer.")
  default void a4_readyForTheNextTransfer() {
    ContractRun.of(this).check(Rule.A4);
  }

  /**
   * <a href="../../../../../../../../RULES.md#a6">A6</a>. The cancel button ends the transfer; on
   * Windows XP it returns {@code S_FALSE}. Source: "Canceling a Data Transfer". Left out: never. If
   * it fails, look at what a device read reports besides data, and who looks at it.
   */
  @RuleCheck
  @Label("A6 XP: after the device's cancel button drvAcquireItemData returns S_FALSE.")
  default void a6_buttonIsSFalseOnXp() {
    ContractRun.of(this).check(Rule.A6);
  }

  /**
   * <a href="../../../../../../../../RULES.md#a9">A9</a>. A callback fails: the device is off, and
   * that very code is returned. Source: "Canceling a Data Transfer". Left out: never. If it fails,
   * look at error paths that return at once, and those that replace the code.
   */
  @RuleCheck
  @Label("A9 After an error from a callback: stop, be idle, and only then return that code.")
  default void a9_callbackErrorStopsAndIsReturned() {
    ContractRun.of(this).check(Rule.A9);
  }

  /**
   * <a href="../../../../../../../../RULES.md#b3">B3</a>. The same as A2, as the first of two ways.
   * Source: "Cancellation of Data Transfers in Windows XP". Left out: never. If it fails, look at
   * whether the driver checks what the callback returned before it does anything else.
   */
  @RuleCheck
  @Label("B3 First way for a driver to learn of it: S_FALSE from MiniDrvCallback.")
  default void b3_callbackIsAWayToCancel() {
    ContractRun.of(this).check(Rule.B3);
  }

  /**
   * <a href="../../../../../../../../RULES.md#b4">B4</a>. {@code CANCEL_IO} during a transfer: no
   * band follows, and it does not succeed. Source: "Cancellation of Data Transfers in Windows XP".
   * Left out: if the driver is not asynchronous. If it fails, look at whether the flag that the
   * event sets is read between any two steps.
   */
  @RuleCheck
  @Label("B4 Second way for a driver to learn of it: WIA_EVENT_CANCEL_IO.")
  default void b4_eventIsAWayToCancel() {
    ContractRun.of(this).check(Rule.B4);
  }

  /**
   * <a href="../../../../../../../../RULES.md#b5">B5</a>. A driver that is not asynchronous neither
   * fails nor is disturbed by {@code CANCEL_IO}. Source: "Cancellation of Data Transfers in Windows
   * XP". Left out: if the driver is asynchronous. If it fails, look at what {@code
   * drvNotifyPnpEvent} does besides returning.
   */
  @RuleCheck
  @Label("B5 Nothing connects the two ways: without asynchronous cancel, CANCEL_IO has no effect.")
  default void b5_eventMeansNothingToOthers() {
    ContractRun.of(this).check(Rule.B5);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d2">D2</a>. Several cancels in one transfer have the
   * effect of one. Source: decision of this project, for A1. Left out: never. If it fails, look at
   * counters and toggles; a second stop of the device.
   */
  @RuleCheck
  @Label("D2 Any number of cancels in one transfer has the effect of one.")
  default void d2_manyCancelsAreOne() {
    ContractRun.of(this).check(Rule.D2);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d3">D3</a>. A cancel, then an error of the callback
   * in flight: that error is returned. Source: decision of this project, for A8. Left out: never.
   * If it fails, look at what is done with the answer of a callback after a cancel.
   */
  @RuleCheck
  @Label("D3 The first cause decides; an error from an in-flight callback still wins.")
  default void d3_firstCauseDecides() {
    ContractRun.of(this).check(Rule.D3);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d4">D4</a>. A call during a transfer returns {@code
   * WIA_ERROR_BUSY} and does not disturb it. Source: decision of this project, for A4. Left out:
   * never. If it fails, look at what is done before the test for busy.
   */
  @RuleCheck
  @Label("D4 drvAcquireItemData during a transfer is answered WIA_ERROR_BUSY, nothing else.")
  default void d4_secondCallIsBusy() {
    ContractRun.of(this).check(Rule.D4);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d5">D5</a>. After an observed cancel or error no
   * further band is delivered. Source: decision of this project, for A3. Left out: never. If it
   * fails, look at whether the flag is read directly before the callback.
   */
  @RuleCheck
  @Label("D5 After an observed cancel or error no further band is delivered.")
  default void d5_nothingDeliveredAfterACause() {
    ContractRun.of(this).check(Rule.D5);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d6">D6</a>. The device is off before the call
   * returns, not some time later. Source: decision of this project, for A3 and A9. Left out: never.
   * If it fails, look at threads that stop the device, and whether they are waited for.
   */
  @RuleCheck
  @Label("D6 The device is quiet and no callback is open before drvAcquireItemData returns.")
  default void d6_quietBeforeTheReturn() {
    ContractRun.of(this).check(Rule.D6);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d7">D7</a>. {@code S_OK}: every band came, in order,
   * and each was acknowledged. Source: decision of this project, for A5 and A8. Left out: never. If
   * it fails, look at bands dropped, repeated, or held back at the end.
   */
  @RuleCheck
  @Label("D7 S_OK: every band delivered, in order, complete, each acknowledged with S_OK.")
  default void d7_successIsTheWholeImage() {
    ContractRun.of(this).check(Rule.D7);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d8">D8</a>. {@code drvNotifyPnpEvent} returns, also
   * inside a callback and during any device call. Source: decision of this project, for A1. Left
   * out: never. If it fails, look at locks that are held across a callback or while waiting for a
   * read.
   */
  @RuleCheck
  @Label("D8 drvNotifyPnpEvent returns without waiting, also from inside a callback.")
  default void d8_eventReturnsWithoutWaiting() {
    ContractRun.of(this).check(Rule.D8);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d9">D9</a>. A cancel after the last acknowledged
   * band: {@code S_OK}, or the code of a cancel. No read follows the last band. Source: decision of
   * this project, for D7. Left out: never. If it fails, look at what still listens to cancels while
   * the device stops.
   */
  @RuleCheck
  @Label("D9 A cancel or fault after the last acknowledgement does not change success.")
  default void d9_lateCancelChangesNothing() {
    ContractRun.of(this).check(Rule.D9);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d10">D10</a>. A device fault ends the transfer, the
   * device is off, the fault is returned. Source: decision of this project, for A9. Left out:
   * never. If it fails, look at the path from the read to the result.
   */
  @RuleCheck
  @Label("D10 A device fault stops the transfer and is returned as its code.")
  default void d10_deviceFaultIsReturned() {
    ContractRun.of(this).check(Rule.D10);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d11">D11</a>. Without a cause neither a cancel nor an
   * error is reported. Source: decision of this project, for A5 and A8. Left out: if the driver
   * says that it cancels by its own decision, by {@code MiniDriver.cancelsByItself()}. If it fails,
   * look at results that are left over, or made up.
   */
  @RuleCheck
  @Label("D11 No phantom: a cancel or an error is reported only if there was one.")
  default void d11_noPhantom() {
    ContractRun.of(this).check(Rule.D11);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d12">D12</a>. No band of an earlier transfer is
   * delivered. Source: decision of this project, for A4. Left out: never. If it fails, look at
   * buffers and queues that outlive a canceled transfer.
   */
  @RuleCheck
  @Label("D12 A band belongs to its transfer and is never delivered in a later one.")
  default void d12_noOldBand() {
    ContractRun.of(this).check(Rule.D12);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d13">D13</a>. The device is stopped exactly once for
   * each start. Source: decision of this project, for A3. Left out: never. If it fails, look at a
   * stop in the event handler and another one at the end.
   */
  @RuleCheck
  @Label("D13 The device is stopped exactly once for each start, and never otherwise.")
  default void d13_oneStopForOneStart() {
    ContractRun.of(this).check(Rule.D13);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d14">D14</a>. After several canceled transfers the
   * next one is like the first. Source: decision of this project, for A4. Left out: if the scope
   * has fewer than 3 transfers, or if the driver says that it cancels by its own decision, by
   * {@code MiniDriver.cancelsByItself()}. If it fails, look at what each canceled transfer uses up.
   */
  @RuleCheck
  @Label("D14 A transfer after any number of canceled ones behaves like the first.")
  default void d14_manyCanceledTransfers() {
    ContractRun.of(this).check(Rule.D14);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d15">D15</a>. A cancel during start or warm-up ends
   * the transfer before any band. Source: decision of this project, for A1. Left out: never. If it
   * fails, look at loops that wait for the device and never check the flag.
   */
  @RuleCheck
  @Label("D15 A transfer can be canceled from its entry on: before start, in warm-up, always.")
  default void d15_cancelableFromEntryOn() {
    ContractRun.of(this).check(Rule.D15);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d17">D17</a>. The call returns a code: it throws
   * nothing and does not return null. Source: decision of this project, for A5. Left out: never. If
   * it fails, look at exceptions of the device or the callback that nobody catches.
   */
  @RuleCheck
  @Label("D17 drvAcquireItemData ends with a code: no exception, no null.")
  default void d17_endsWithACode() {
    ContractRun.of(this).check(Rule.D17);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d18">D18</a>. Callbacks come on the calling thread,
   * one at a time, during the call only. Source: decision of this project, for A9. Left out: never.
   * If it fails, look at threads that deliver what another one has read.
   */
  @RuleCheck
  @Label("D18 Callbacks come on the calling thread, one at a time, only during the call.")
  default void d18_callbacksOnTheCallersThread() {
    ContractRun.of(this).check(Rule.D18);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d19">D19</a>. An unknown success code is returned, or
   * taken for {@code S_OK}. Source: decision of this project, for A8. Left out: never. If it fails,
   * look at comparisons with {@code S_OK} that should ask for an error.
   */
  @RuleCheck
  @Label("D19 An unknown success code from a callback ends the transfer and is returned.")
  default void d19_unknownSuccessCode() {
    ContractRun.of(this).check(Rule.D19);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d20">D20</a>. Power events during a transfer do not
   * disturb it. Source: decision of this project, for A1. Left out: if the driver says that it
   * cancels by its own decision, by {@code MiniDriver.cancelsByItself()}. If it fails, look at
   * whether {@code drvNotifyPnpEvent} looks at which event it is.
   */
  @RuleCheck
  @Label("D20 Events other than CANCEL_IO do not cancel.")
  default void d20_otherEventsDoNotCancel() {
    ContractRun.of(this).check(Rule.D20);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d21">D21</a>. Whatever device or callback throws, or
   * if it answers null, the device is off, a code is returned, and the next transfer begins.
   * Source: decision of this project, for A3 and A4. Left out: if the driver does not claim it, by
   * {@code MiniDriver.survivesExceptions()}. If it fails, look at the statements that an exception
   * jumps over: they belong in {@code finally}.
   */
  @RuleCheck
  @Label("D21 Whatever device or callback throws: device stopped, driver ready, a code returned.")
  default void d21_survivesExceptions() {
    ContractRun.of(this).check(Rule.D21);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d22">D22</a>. After an observed cancel or error the
   * driver starts no device and submits no read. Source: decision of this project, for A3. Left
   * out: never. If it fails, look at loops that submit the next read before they look at the flag.
   */
  @RuleCheck
  @Label("D22 After an observed cancel or error the driver starts no device and submits no read.")
  default void d22_nothingBegunAfterACause() {
    ContractRun.of(this).check(Rule.D22);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d23">D23</a>. One read at a time, and none of a
   * device that is off. Source: decision of this project, for A3 and D4. Left out: never. If it
   * fails, look at threads that read ahead, and who ends them.
   */
  @RuleCheck
  @Label("D23 At most one read is in flight, and none is submitted to a device that is off.")
  default void d23_oneReadAtATime() {
    ContractRun.of(this).check(Rule.D23);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d24">D24</a>. The bytes delivered are the bytes read,
   * in order, however they are split and joined; {@code last} is on the part with the last one.
   * Source: decision of this project, for D7 and D12. Left out: never. If it fails, look at
   * buffers: their position and limit, and who writes into one that is still in use.
   */
  @RuleCheck
  @Label(
      "D24 The bytes delivered are the bytes read, in order; last is on the part with the last one.")
  default void d24_bytesArriveUnchanged() {
    ContractRun.of(this).check(Rule.D24);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d25">D25</a>. {@code drvNotifyPnpEvent} does not wait
   * for the transfer, with a time limit or without. Source: decision of this project, for D8. Left
   * out: never. If it fails, look at sleeps, and waits with a time limit, in {@code
   * drvNotifyPnpEvent}.
   */
  @RuleCheck
  @Label("D25 drvNotifyPnpEvent does not wait for the transfer, not even for a while.")
  default void d25_eventDoesNotWaitForAWhile() {
    ContractRun.of(this).check(Rule.D25);
  }

  /**
   * <a href="../../../../../../../../RULES.md#d26">D26</a>. After {@code CANCEL_IO} nothing is
   * begun before a message was answered, if the driver asks. Source: decision of this project, for
   * B4 and D5. Left out: never. If it fails, look at what comes between the event and the next
   * message.
   */
  @RuleCheck
  @Label("D26 Vista: a confirming driver asks before it believes a CANCEL_IO.")
  default void d26_asksBeforeItGoesOn() {
    ContractRun.of(this).check(Rule.D26);
  }

  /**
   * <a href="../../../../../../../../RULES.md#l1">L1</a>. Whatever happens, the call returns and
   * the device is off. Source: liveness, from A3 and A4. Left out: never. If it fails, look at
   * loops without an exit, and waiting for somebody who will not come.
   */
  @RuleCheck
  @Label("L1 Return to idle: a driver that is not idle is idle later.")
  default void l1_returnsToIdle() {
    ContractRun.of(this).check(Rule.L1);
  }

  /**
   * <a href="../../../../../../../../RULES.md#l2">L2</a>. Every call returns a code. Source:
   * liveness, from A3 and A4. Left out: never. If it fails, look at the same as for D17 and L1.
   */
  @RuleCheck
  @Label("L2 Every call of drvAcquireItemData returns, exactly once.")
  default void l2_everyCallReturns() {
    ContractRun.of(this).check(Rule.L2);
  }

  /**
   * <a href="../../../../../../../../RULES.md#l3">L3</a>. A cancel before the last acknowledged
   * band ends the transfer, not with {@code S_OK}. Source: liveness, from A3 and A4. Left out:
   * never. If it fails, look at where a cancel is noted, and where that note is cleared.
   */
  @RuleCheck
  @Label("L3 A cancel observed before the last acknowledgement ends the transfer, not with S_OK.")
  default void l3_cancelEndsTheTransfer() {
    ContractRun.of(this).check(Rule.L3);
  }

  /**
   * <a href="../../../../../../../../RULES.md#l4">L4</a>. A transfer that nothing disturbs ends
   * with {@code S_OK}. Source: liveness, from A3 and A4. Left out: if the driver says that it
   * cancels by its own decision, by {@code MiniDriver.cancelsByItself()}. If it fails, look at the
   * same as for D11.
   */
  @RuleCheck
  @Label("L4 Idle means startable; without cancel and fault a transfer ends with S_OK.")
  default void l4_undisturbedTransferSucceeds() {
    ContractRun.of(this).check(Rule.L4);
  }

  /**
   * <a href="../../../../../../../../RULES.md#l5">L5</a>. After a cancel or error the device is
   * off; and a driver that gives up a read on {@code CANCEL_IO} always does. Source: liveness, from
   * A3 and A4. Left out: never. If it fails, look at the moment between checking the flag and
   * noting the read in flight.
   */
  @RuleCheck
  @Label("L5 After an observed cancel or error the driver is idle later.")
  default void l5_cancelDoesNotWaitForTheDevice() {
    ContractRun.of(this).check(Rule.L5);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v3">V3</a>. {@code GetNextStream} answers {@code
   * SKIP_ITEM}: what is scanned of that page is written nowhere. Source:
   * "IWiaMiniDrvTransferCallback::GetNextStream". Left out: never. If it fails, look at which sheet
   * is read after a page that was skipped.
   */
  @RuleCheck
  @Label("V3 SKIP_ITEM from GetNextStream skips this item only.")
  default void v3_skippedPageIsThrownAway() {
    ContractRun.of(this).check(Rule.V3);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v3a">V3a</a>. After a skip later pages are sent, and
   * the transfer ends with {@code S_OK}. Source: "Device.Imaging.Scanner.Base.dataTransfer". Left
   * out: never. If it fails, look at what becomes of the code of {@code GetNextStream}: it is an
   * answer, never a result.
   */
  @RuleCheck
  @Label("V3a After a skip later items are transferred, and the result is S_OK.")
  default void v3a_skipIsNoEnd() {
    ContractRun.of(this).check(Rule.V3a);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v3b">V3b</a>. If {@code SendMessage} returns {@code
   * WIA_STATUS_SKIP_ITEM}, a success still means that every page was written. Source: decision of
   * this project, for V3 and D19. Left out: never. If it fails, look at what becomes of {@code
   * SKIP_ITEM}: only {@code GetNextStream} skips a page.
   */
  @RuleCheck
  @Label("V3b SKIP_ITEM means nothing from SendMessage: it is an unknown success.")
  default void v3b_aMessageSkipsNothing() {
    ContractRun.of(this).check(Rule.V3b);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v5">V5</a>. If the feeder has fewer pages than were
   * wanted, the result says so; if it has none, it is an error. Source:
   * "IWiaMiniDrv::drvAcquireItemData". Left out: never. If it fails, look at what is returned when
   * a read reports an empty feeder.
   */
  @RuleCheck
  @Label("V5 Fewer pages than wanted give END_OF_MEDIA, no page at all PAPER_EMPTY.")
  default void v5_theResultSaysHowManyPages() {
    ContractRun.of(this).check(Rule.V5);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v5b">V5b</a>. A fault is reported as {@code
   * WIA_STATUS_END_OF_MEDIA} only if it came between two pages. Source: "Adding Document Feeder
   * Support for Windows Me and Windows XP". Left out: if no page before the fault was written. If
   * it fails, look at where a fault becomes {@code WIA_STATUS_END_OF_MEDIA}: a page that is half
   * written is lost.
   */
  @RuleCheck
  @Label("V5b An error between pages: END_OF_MEDIA or the error.")
  default void v5b_aPageThatIsCutIsNoEnd() {
    ContractRun.of(this).check(Rule.V5b);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v5c">V5c</a>. A skipped page is one of those that
   * were wanted: no other is sent for it. Source: decision of this project, for V5 and V3. Left
   * out: never. If it fails, look at how pages are counted when one is skipped.
   */
  @RuleCheck
  @Label("V5c A skipped page counts as scanned.")
  default void v5c_aSkippedPageCounts() {
    ContractRun.of(this).check(Rule.V5c);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v8">V8</a>. A {@code CANCEL_IO} while no transfer
   * runs does nothing, and leaves nothing behind. Source:
   * "Device.Imaging.Scanner.Base.dataTransfer". Left out: never. If it fails, look at flags that
   * {@code drvNotifyPnpEvent} sets, and where they are cleared.
   */
  @RuleCheck
  @Label("V8 CANCEL_IO with no transfer running is ignored.")
  default void v8_eventWhileIdleIsIgnored() {
    ContractRun.of(this).check(Rule.V8);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v9">V9</a>. A canceled transfer returns {@code
   * S_FALSE}, whoever canceled. Source: "IWiaMiniDrv::drvAcquireItemData". Left out: never. If it
   * fails, look at how the result is chosen once the device has stopped.
   */
  @RuleCheck
  @Label("V9 A canceled drvAcquireItemData returns S_FALSE, whoever canceled.")
  default void v9_cancelIsSFalse() {
    ContractRun.of(this).check(Rule.V9);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v10">V10</a>. {@code SendMessage} answers {@code
   * S_FALSE}: that is the result, also if all data was out. Source:
   * "Device.Imaging.Scanner.Base.dataTransfer". Left out: never. If it fails, look at how the
   * answer to the last message is taken in.
   */
  @RuleCheck
  @Label("V10 If SendMessage returns S_FALSE, the result is S_FALSE.")
  default void v10_messageCancelIsTheResult() {
    ContractRun.of(this).check(Rule.V10);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v11">V11</a>. {@code GetNextStream} answers {@code
   * S_FALSE}: no page is scanned and no stream asked for any more. Source:
   * "Device.Imaging.Scanner.Base.dataTransfer". Left out: never. If it fails, look at the loop over
   * the pages: does it end, or go on with the next one?.
   */
  @RuleCheck
  @Label("V11 If GetNextStream returns S_FALSE, all remaining items are dropped.")
  default void v11_streamCancelDropsAllPages() {
    ContractRun.of(this).check(Rule.V11);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v12">V12</a>. After {@code S_FALSE} or an error from
   * {@code SendMessage} there is no further callback. Source:
   * "Device.Imaging.Scanner.Base.dataTransfer". Left out: never. If it fails, look at messages that
   * tell of the cancel or of the end.
   */
  @RuleCheck
  @Label("V12 After S_FALSE or an error from SendMessage there is no further callback.")
  default void v12_noCallbackAfterAnswer() {
    ContractRun.of(this).check(Rule.V12);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v13">V13</a>. After {@code IWiaTransfer::Cancel} the
   * driver asks before it has read for long. Source: "Device.Imaging.Scanner.Base.dataTransfer".
   * Left out: never. If it fails, look at how many bands are read between two messages.
   */
  @RuleCheck
  @Label("V13 A canceled transfer returns sooner than a complete one.")
  default void v13_cancelIsSooner() {
    ContractRun.of(this).check(Rule.V13);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v14">V14</a>. Each page goes into the stream that was
   * asked for it, and into no other. Source: "Device.Imaging.Scanner.Base.dataTransfer". Left out:
   * never. If it fails, look at where the stream is asked for, and how often.
   */
  @RuleCheck
  @Label(
      "V14 Each item goes into a stream of its own, a multi-page file into one for the whole job.")
  default void v14_oneStreamForEachPage() {
    ContractRun.of(this).check(Rule.V14);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v15">V15</a>. The stream is released before the next
   * one is asked for, and before the return. Source: "Device.Imaging.Scanner.Base.dataTransfer".
   * Left out: never. If it fails, look at every way out of the transfer: each has to pass the one
   * place that releases it.
   */
  @RuleCheck
  @Label("V15 The stream is released before the next GetNextStream and before the return.")
  default void v15_streamIsReleased() {
    ContractRun.of(this).check(Rule.V15);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v16">V16</a>. After {@code S_FALSE}, {@code
   * SKIP_ITEM} or an error the stream is released and nothing else. Source:
   * "Device.Imaging.Scanner.Base.dataTransfer". Left out: never. If it fails, look at what is
   * written between an answer and the end.
   */
  @RuleCheck
  @Label("V16 After S_FALSE, SKIP_ITEM or an error the stream is only released.")
  default void v16_streamIsOnlyReleased() {
    ContractRun.of(this).check(Rule.V16);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v17">V17</a>. Nothing but {@code Write}, {@code Seek}
   * and {@code SetSize} is called on the stream. Source:
   * "Device.Imaging.Scanner.Base.dataTransfer". Left out: never. If it fails, look at code that
   * reads back what it wrote, or asks how much there is.
   */
  @RuleCheck
  @Label("V17 A download uses Write, Seek and SetSize only; an upload Read, Seek and Stat.")
  default void v17_downloadOnlyWrites() {
    ContractRun.of(this).check(Rule.V17);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v18">V18</a>. Every write begins behind what the
   * stream has, also after a callback. Source: "Device.Imaging.Scanner.Base.dataTransfer". Left
   * out: never. If it fails, look at whether it seeks after every callback, and where to.
   */
  @RuleCheck
  @Label("V18 Seek to the right place after start, GetNextStream and SendMessage.")
  default void v18_writesAtTheEnd() {
    ContractRun.of(this).check(Rule.V18);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v19">V19</a>. A method of the stream fails: the
   * transfer ends with a failure. Source: "Device.Imaging.Scanner.Base.dataTransfer". Left out:
   * never. If it fails, look at whether every code of the stream is looked at, and its count.
   */
  @RuleCheck
  @Label("V19 If a method of the stream fails, the result is a failure.")
  default void v19_streamErrorFails() {
    ContractRun.of(this).check(Rule.V19);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v20">V20</a>. A callback fails, or gives no stream:
   * the transfer ends with a failure. Source: "Device.Imaging.Scanner.Base.dataTransfer". Left out:
   * never. If it fails, look at whether every code of a callback is looked at, and the stream
   * itself.
   */
  @RuleCheck
  @Label(
      "V20 If GetNextStream or SendMessage fails, or the stream is null, the result is a failure.")
  default void v20_callbackErrorFails() {
    ContractRun.of(this).check(Rule.V20);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v21">V21</a>. Neither {@code END_OF_STREAM} nor
   * {@code END_OF_TRANSFER} is sent. Source: "Device.Imaging.Scanner.Base.dataTransfer". Left out:
   * never. If it fails, look at what is sent when a page is out, and at the end.
   */
  @RuleCheck
  @Label("V21 The driver never sends END_OF_STREAM or END_OF_TRANSFER.")
  default void v21_serviceSendsTheEnd() {
    ContractRun.of(this).check(Rule.V21);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v25">V25</a>. What a canceled transfer has scanned
   * ahead is never sent. Source: "WIA_IPS_SCAN_AHEAD". Left out: never. If it fails, look at what
   * is kept of a page that nobody had asked for when the transfer ended.
   */
  @RuleCheck
  @Label("V25 Pages that were scanned ahead and canceled never show up later.")
  default void v25_whatIsScannedAheadIsDropped() {
    ContractRun.of(this).check(Rule.V25);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v28">V28</a>. After {@code DEVICE_DISCONNECTED} the
   * device is neither started, read, asked nor stopped. Source: "How the WIA Minidriver Receives a
   * Disconnect Event". Left out: if the driver does not say that it leaves such a device alone, by
   * {@code StreamMiniDriver.heedsDisconnect()}. If it fails, look at the way out of a transfer: it
   * stops the device only if it is there.
   */
  @RuleCheck
  @Label("V28 A device that is gone is not accessed, during the event or after it.")
  default void v28_nothingIsSentToADeviceThatIsGone() {
    ContractRun.of(this).check(Rule.V28);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v29">V29</a>. A driver that meets a device which
   * still scans brings it to rest first, and then works. Source:
   * "Device.Imaging.Scanner.Base.dataTransfer". Left out: if the driver does not say that it looks
   * at the device, by {@code StreamMiniDriver.looksAtDevice()}. If it fails, look at what the
   * driver does before its first start: it asks {@code ScannerDevice.isScanning()}.
   */
  @RuleCheck
  @Label("V29 If the service dies during a transfer, the next transfer works.")
  default void v29_theNextServiceFindsItsWay() {
    ContractRun.of(this).check(Rule.V29);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v30">V30</a>. What happens to a second device, and to
   * its driver, changes nothing for this one. Source: "Device.Imaging.Scanner.Base.dataTransfer".
   * Left out: never. If it fails, look at what all drivers of a process share: static fields,
   * locks, pools.
   */
  @RuleCheck
  @Label("V30 Two identical devices transfer at the same time.")
  default void v30_anotherDeviceDisturbsNothing() {
    ContractRun.of(this).check(Rule.V30);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v31">V31</a>. An error is sent with {@code
   * DEVICE_STATUS} only if the device has reported one. Source: "WIA Error Handling Architecture".
   * Left out: if no error is sent with {@code DEVICE_STATUS}. If it fails, look at states that are
   * no error, such as warm-up: they have codes of their own.
   */
  @RuleCheck
  @Label("V31 The driver may report a device condition with DEVICE_STATUS.")
  default void v31_onlyWhatIsWrongIsTold() {
    ContractRun.of(this).check(Rule.V31);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v32">V32</a>. After {@code S_OK} to a {@code
   * DEVICE_STATUS} the transfer goes on, and after {@code S_FALSE} it is canceled. Source: "WIA
   * Error Handling Architecture". Left out: if no error is sent with {@code DEVICE_STATUS}. If it
   * fails, look at what becomes of the answer: the error that was sent is no longer the reason.
   */
  @RuleCheck
  @Label("V32 S_OK: repaired, go on; S_FALSE: canceled; the status itself: given up.")
  default void v32_theAnswerDecides() {
    ContractRun.of(this).check(Rule.V32);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v33">V33</a>. If a {@code DEVICE_STATUS} is answered
   * with an error, nothing more is begun, and the result is an error. Source: "WIA Error Handling
   * Architecture". Left out: if no error is sent with {@code DEVICE_STATUS}. If it fails, look at
   * what becomes of the answer: only {@code S_OK} says that the cause is repaired.
   */
  @RuleCheck
  @Label("V33 A status that comes back stops the transfer and is the result.")
  default void v33_anErrorThatComesBackEndsIt() {
    ContractRun.of(this).check(Rule.V33);
  }

  /**
   * <a href="../../../../../../../../RULES.md#v34">V34</a>. A driver that tells of a warm-up tells
   * of it again while it waits, so that it hears of a cancel. Source: "WIA Error Handling
   * Architecture". Left out: if only errors are sent with {@code DEVICE_STATUS}, or nothing. If it
   * fails, look at the loop that waits until the device is ready: it sends the message each time.
   */
  @RuleCheck
  @Label("V34 While warming up, the same message is repeated.")
  default void v34_warmUpIsToldAgain() {
    ContractRun.of(this).check(Rule.V34);
  }
}
