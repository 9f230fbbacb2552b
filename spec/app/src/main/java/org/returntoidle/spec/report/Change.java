package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import org.returntoidle.model.Rule;

/** What changed from Windows XP to Windows Vista, rule by rule. */
public enum Change {
  A2(
      "`S_FALSE` from `MiniDrvCallback` tells the driver of the cancel.",
      "`S_FALSE` from `GetNextStream` or `SendMessage` does.",
      Rule.V10,
      Rule.V11),
  A5(
      "A canceled transfer returns `S_FALSE`; on Windows Me an error.",
      "It returns `S_FALSE`, whoever canceled.",
      Rule.V9,
      Rule.V10),
  A7("On Windows Me a cancel declares an error.", "It never does.", Rule.V9),
  A8(
      "Every code of a callback is the result, unchanged.",
      "A failure has to be a failure; that it is the very code is only recommended.",
      Rule.V20),
  B5(
      "Nothing connects the two ways to cancel.",
      "`Cancel` does: every later callback is answered `S_FALSE`, and `CANCEL_IO` should come, too.",
      Rule.V1,
      Rule.V1a,
      Rule.V2),
  D1(
      "A cancel while idle does nothing: a decision of this project.",
      "The same, as a requirement.",
      Rule.V8),
  D3(
      "An error of a callback in flight still wins over a `CANCEL_IO`.",
      "So does an error of a stream's method.",
      Rule.V19,
      Rule.V20),
  D5(
      "After a cancel or an error the driver makes no further callback.",
      "It writes nothing either. After `CANCEL_IO`, which may be meant for another transfer, it may"
          + " ask by one message.",
      Rule.V12,
      Rule.V16,
      Rule.D26),
  D7(
      "`S_OK` means that every band was delivered.",
      "It means that every page was written, or skipped.",
      Rule.V3,
      Rule.V3a),
  D9(
      "No cancel after the last band is acknowledged changes the success.",
      "`S_FALSE` from any message does, also from one after the last write. After `CANCEL_IO` both"
          + " results are right.",
      Rule.V10),
  D10(
      "A fault of the device ends the transfer.",
      "The driver may report it by a message first; it ends the transfer if the answer is not"
          + " `S_OK`.",
      Rule.V31,
      Rule.V32,
      Rule.V33),
  D13(
      "The device is stopped exactly once.",
      "The same, but a device that is gone is left alone.",
      Rule.V28),
  D16(
      "On Windows Me the reference answers a cancel with `E_ABORT`.",
      "It answers it with `S_FALSE`.",
      Rule.V9),
  D19(
      "An unknown success code of a callback ends the transfer.",
      "The same, but `SKIP_ITEM` is known: to `GetNextStream`, and to nothing else.",
      Rule.V3,
      Rule.V3b),
  L3(
      "`CancelPendingIO` ends a transfer only at an asynchronous driver.",
      "`Cancel` ends it at every driver that asks once more, asynchronous or not.",
      Rule.V2),
  L4(
      "Without cancel and fault the result is `S_OK`.",
      "It can be `END_OF_MEDIA`, too: the feeder had fewer pages than were wanted.",
      Rule.V5,
      Rule.V5a),
  L5(
      "After a cancel the driver is idle later.",
      "There is a number: at most the read in flight completes.",
      Rule.V13),
  H1(
      "Occurs, unless the driver is asynchronous or the application answers `S_FALSE`.",
      "Gone, but for a driver that does not ask after each band.",
      Rule.V2),
  H2("Occurs at every asynchronous driver.", "Occurs, but not at one that asks first.", Rule.D26),
  H3(
      "Occurs at every asynchronous driver.",
      "Occurs at every driver: `Cancel` crosses the last message, or comes after it.",
      Rule.V2,
      Rule.V10),
  H4("Occurs on Windows Me.", "Gone: `S_FALSE` means a cancel and nothing else.", Rule.V9),
  H5("", "New: a page that is cut short ends like a whole one.", Rule.V14),
  H6("", "New: a cancel in an error box looks like a failure.", Rule.V32),
  H7("", "New: a stream is asked for, and there is no page.", Rule.V5),
  H8("", "New: another client cancels the transfer.", Rule.V1a, Rule.D26),
  H9("", "New: a cancel passes for a success.", Rule.V9, Rule.V5);

  private final String before;
  private final String since;
  private final ImmutableList<Rule> because;

  Change(String before, String since, Rule... because) {
    this.before = before;
    this.since = since;
    this.because = ImmutableList.copyOf(because);
  }

  /** The rule that changed. */
  public Rule rule() {
    return Rule.valueOf(name());
  }

  /** How it is on Windows XP and Me; empty if there was nothing like it. */
  public String before() {
    return before;
  }

  /** How it is on Windows Vista and later. */
  public String since() {
    return since;
  }

  /** The rules that say so. */
  public ImmutableList<Rule> because() {
    return because;
  }
}
