package org.returntoidle.model;

/**
 * The rulebook: what the two documents say, what this project decided, and what follows. The ids
 * are the vocabulary of models, properties, reports and faulty drivers.
 */
public enum Rule {
  A1("can", "Application and minidriver may each cancel a transfer at any time."),
  A2("can", "The minidriver learns of the application's cancel when a callback returns S_FALSE."),
  A3("must", "After a cancel the minidriver stops all acquisition and returns to idle."),
  A4("is", "Back in idle, it is ready for the next transfer."),
  A5("can", "XP: a canceled transfer is reported as S_FALSE from drvAcquireItemData."),
  A6("should", "XP: after the device's cancel button drvAcquireItemData returns S_FALSE."),
  A7("is", "Only from XP on can a cancel be reported without an error; on Me it is one."),
  A8("should", "The code a callback returned is what drvAcquireItemData returns."),
  A9("must", "After an error from a callback: stop, be idle, and only then return that code."),
  B1("can", "First way for an application to cancel: its callback returns S_FALSE."),
  B2("can", "Second way for an application to cancel: CancelPendingIO."),
  B3("can", "First way for a driver to learn of it: S_FALSE from MiniDrvCallback."),
  B4("can", "Second way for a driver to learn of it: WIA_EVENT_CANCEL_IO."),
  B5(
      "must",
      "Nothing connects the two ways: without asynchronous cancel, CANCEL_IO has no effect."),
  D1("decision", "A cancel while idle does nothing, now or in the next transfer."),
  D2("decision", "Any number of cancels in one transfer has the effect of one."),
  D3("decision", "The first cause decides; an error from an in-flight callback still wins."),
  D4("decision", "drvAcquireItemData during a transfer is answered WIA_ERROR_BUSY, nothing else."),
  D5("decision", "After an observed cancel or error no further band is delivered."),
  D6("decision", "The device is quiet and no callback is open before drvAcquireItemData returns."),
  D7("decision", "S_OK: every band delivered, in order, complete, each acknowledged with S_OK."),
  D8("decision", "drvNotifyPnpEvent returns without waiting, also from inside a callback."),
  D9("decision", "A cancel or fault after the last acknowledgement does not change success."),
  D10("decision", "A device fault stops the transfer and is returned as its code."),
  D11("decision", "No phantom: a cancel or an error is reported only if there was one."),
  D12("decision", "A band belongs to its transfer and is never delivered in a later one."),
  D13("decision", "The device is stopped exactly once for each start, and never otherwise."),
  D14("decision", "A transfer after any number of canceled ones behaves like the first."),
  D15(
      "decision",
      "A transfer can be canceled from its entry on: before start, in warm-up, always."),
  D16("decision", "Me: the reference answers a cancel with E_ABORT; others may use any error."),
  D17("decision", "drvAcquireItemData ends with a code: no exception, no null."),
  D18("decision", "Callbacks come on the calling thread, one at a time, only during the call."),
  D19("decision", "An unknown success code from a callback ends the transfer and is returned."),
  D20("decision", "Events other than CANCEL_IO do not cancel."),
  D21(
      "decision",
      "Whatever device or callback throws: device stopped, driver ready, a code returned."),
  L1("liveness", "Return to idle: a driver that is not idle is idle later."),
  L2("liveness", "Every call of drvAcquireItemData returns, exactly once."),
  L3(
      "liveness",
      "A cancel observed before the last acknowledgement ends the transfer, not with S_OK."),
  L4("liveness", "Idle means startable; without cancel and fault a transfer ends with S_OK."),
  L5("liveness", "After an observed cancel or error the driver is idle later."),
  H1(
      "hazard",
      "Unconnected paths: CancelPendingIO alone is lost on a driver that is not asynchronous."),
  H2("hazard", "Crossing cancel: a CANCEL_IO raised for one transfer ends the next."),
  H3(
      "hazard",
      "Completion race: a CancelPendingIO in time is delivered too late, the answer is S_OK."),
  H4("hazard", "Me: by its code alone a cancel cannot be told from a failure."),
  V1("noted", "Vista: IWiaTransfer::Cancel cancels asynchronously, several items too."),
  V2("noted", "Vista: after it GetNextStream and SendMessage return S_FALSE on every call."),
  V3("noted", "Vista: WIA_STATUS_SKIP_ITEM skips one item only."),
  V4("noted", "Vista: only interruptible reads cancel at once."),
  V5("noted", "Feeder: end of media and paper empty have codes of their own."),
  V6("noted", "A still-image device may cancel by returning less data than announced.");

  private final String strength;
  private final String sentence;

  Rule(String strength, String sentence) {
    this.strength = strength;
    this.sentence = sentence;
  }

  /** How binding the source makes it: can, is, should, must; or the kind of our own rule. */
  public String strength() {
    return strength;
  }

  /** The rule in one sentence; never null. */
  public String sentence() {
    return sentence;
  }

  /** Where the rule comes from, in words. */
  public String source() {
    return switch (name().charAt(0)) {
      case 'A' -> "Canceling a Data Transfer";
      case 'B' -> "Cancellation of Data Transfers in Windows XP";
      case 'D' -> "decision of this project";
      case 'L' -> "liveness, from A3 and A4";
      case 'H' -> "hazard of the protocol itself";
      default -> "public Vista-era pages; noted, not checked";
    };
  }

  /** Whether a missing check for this rule fails the build. */
  public boolean needsCheck() {
    return name().charAt(0) != 'V';
  }
}
