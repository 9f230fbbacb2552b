package org.returntoidle.spec.kit;

import java.util.List;
import net.jqwik.api.Label;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Scope;

/**
 * The rules as a test class: implement this interface in a test of your own, with a no-args
 * constructor, and say how your driver is made. jqwik runs what follows, in a class of a file of
 * its own or one within jqwik's {@code @Group}; it does not see a {@code @Nested} one of JUnit.
 *
 * <p>The driver is run once for all checks, before the first of them: on each of {@link
 * #platforms()} through the recorded counterexamples, every schedule within {@link #scope()}, and
 * {@link #runs()} random ones; each check then tells of its rule. The first violation ends that
 * run: the check of its rule fails with the shortest schedule that shows it, and all others are
 * skipped, since nothing is known of what lies behind it. If there is none, a check whose rule was
 * not tested is left out, and a line on standard output names it: it has not passed. Where the
 * documents are silent, the rules are read permissively.
 *
 * <p>A counterexample is written to {@link #counterexamples()}, and the failure ends with the
 * command that runs it again. Move the file to {@link #recorded()} and every later run begins with
 * it.
 */
public interface CancellationContract extends DriverContract {

  /**
   * Makes a driver, a new one for each run.
   *
   * @param device the device to use; never null, and used by nobody else
   * @return a new one each time, not null; called on one thread at a time
   */
  @Override
  MiniDriver driver(ScannerDevice device);

  /** The Windows versions to play; both, unless overridden. Never empty. */
  @Override
  default List<Platform> platforms() {
    return List.of(Platform.XP, Platform.ME);
  }

  /**
   * How much may happen in the enumerated schedules: some 40,000 for a driver like the reference.
   */
  @Override
  default Scope scope() {
    return Scope.together(2, 2, 2);
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
   * <a href="../../../../../../../../RULES.md#a5">A5</a>. Windows XP: a canceled transfer returns
   * {@code S_FALSE}. Source: "Canceling a Data Transfer". Left out: on Windows Me. If it fails,
   * look at how the result is chosen once the device has stopped.
   */
  @RuleCheck
  @Label("A5 XP: a canceled transfer is reported as S_FALSE from drvAcquireItemData.")
  default void a5_cancelIsSFalseOnXp() {
    ContractRun.of(this).check(Rule.A5);
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
   * <a href="../../../../../../../../RULES.md#a7">A7</a>. Windows Me: a canceled transfer returns
   * an error. Source: "Canceling a Data Transfer". Left out: on Windows XP. If it fails, look at
   * where the driver asks {@code TransferContext.platform()}.
   */
  @RuleCheck
  @Label("A7 Only from XP on can a cancel be reported without an error; on Me it is one.")
  default void a7_cancelIsAnErrorOnMe() {
    ContractRun.of(this).check(Rule.A7);
  }

  /**
   * <a href="../../../../../../../../RULES.md#a8">A8</a>. After {@code S_FALSE} from a callback the
   * call does not return {@code S_OK}. Source: "Canceling a Data Transfer". Left out: never. If it
   * fails, look at code that overwrites the result, such as that of stopping the device.
   */
  @RuleCheck
  @Label("A8 The code a callback returned is what drvAcquireItemData returns.")
  default void a8_callbackCodeIsReturned() {
    ContractRun.of(this).check(Rule.A8);
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
   * <a href="../../../../../../../../RULES.md#d1">D1</a>. {@code CANCEL_IO} while idle does
   * nothing, and nothing to the next transfer. Source: decision of this project, for A4. Left out:
   * if the driver says that it cancels by its own decision, by {@code
   * MiniDriver.cancelsByItself()}. If it fails, look at whether flags are cleared at entry, before
   * anything can cancel.
   */
  @RuleCheck
  @Label("D1 A cancel while idle does nothing, now or in the next transfer.")
  default void d1_cancelWhileIdleIsForgotten() {
    ContractRun.of(this).check(Rule.D1);
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
   * <a href="../../../../../../../../RULES.md#d16">D16</a>. Windows Me: the code of a cancel is an
   * error, whichever. Source: decision of this project, for A7. Left out: on Windows XP. If it
   * fails, look at the same as for A7.
   */
  @RuleCheck
  @Label("D16 Me: the reference answers a cancel with E_ABORT; others may use any error.")
  default void d16_cancelCodeOnMe() {
    ContractRun.of(this).check(Rule.D16);
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
}
