package org.returntoidle.spec.sweep;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Map;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.monitor.Monitor;
import org.returntoidle.model.monitor.Shown;
import org.returntoidle.spec.rules.Judge;

/**
 * A fault of the judge, or of {@code check-trace}, with a run of which it says another thing then.
 */
enum Seeded {
  ORDER_OF_BANDS_NOT_JUDGED(
      "Delivery",
      "band.number() != parts",
      "false",
      "begin start band2 S_OK last1 S_OK stop =S_OK",
      "D7"),
  BAND_AFTER_COMPLETION_NOT_JUDGED(
      "TransferFacts",
      "afterTheLast |= status.complete();",
      "",
      "begin start last S_OK band S_OK stop =S_OK",
      "D7"),
  START_WHILE_IDLE_NOT_JUDGED(
      "Judge",
      "event.action() == Action.START_DEVICE",
      "false",
      "begin start last S_OK stop =S_OK start stop",
      "D6"),
  LAST_ERROR_WINS(
      "TransferFacts",
      "cause == Cause.FAULT || errorAnswer.isPresent()",
      "cause == Cause.FAULT",
      "begin start band E_FAIL status E_ABORT stop =E_ABORT",
      "A9"),
  FAULT_AFTER_CANCEL_IS_CAUSE(
      "TransferFacts",
      "if (status.goesOn()) {\n      cause = Cause.FAULT;",
      "if (true) {\n      cause = Cause.FAULT;",
      "begin start cancel fault stop =JAM",
      "A5"),
  OVERLAP_NEVER_ENDS(
      "TransferFacts",
      "callbackMayOverlap = false;\n    if (band.isEmpty())",
      "if (band.isEmpty())",
      "begin start band S_OK button~ band S_OK band S_OK stop =S_FALSE",
      "D5"),
  OVERLAP_DOES_NOT_END_WITH_THE_ANSWER(
      "TransferFacts",
      "callbackMayOverlap = false;\n    }",
      "}",
      "begin start band fault~ E_FAIL band S_OK stop =JAM",
      "D5"),
  CANCEL_AT_THE_ENTRY_HAS_TO_BE_HEEDED(
      "TransferFacts",
      "manner == Manner.AT_ENTRY && asynchronous",
      "false",
      "begin cancel^ start last S_OK stop =S_OK",
      "right"),
  LATE_BUTTON_IS_FORGOTTEN(
      "TransferFacts",
      "lateCancel = true; // It does not",
      "// It does not",
      "begin start last S_OK status S_FALSE stop =S_FALSE",
      "right"),
  CANCEL_WHILE_IDLE_IS_KEPT(
      "Judge",
      "canceledWhileIdle = false;",
      "",
      "cancel begin start last S_OK stop =S_OK begin =S_FALSE",
      "D11"),
  STOP_IN_THE_NEXT_TRANSFER_IS_LATE(
      "Judge",
      "happened.action() == Action.ACQUIRE_ITEM_DATA",
      "false",
      "begin start last S_OK =S_OK begin stop start last S_OK stop =S_OK",
      "D13"),
  SURVIVAL_NOT_JUDGED(
      "Judge", "threwBefore = true;", "", "begin throws fault =JAM begin =BUSY", "D21"),
  TRACE_ORDER_OF_BANDS_NOT_JUDGED(
      Monitor.class,
      " || seen.is(Mark.NOT_NEXT)",
      "",
      "begin start band2 S_OK last1 S_OK stop =S_OK",
      "D7"),
  TRACE_BAND_AFTER_COMPLETION_NOT_JUDGED(
      Monitor.class,
      "s.outOfOrder() || s.complete() ||",
      "s.outOfOrder() ||",
      "begin start last S_OK band S_OK stop =S_OK",
      "D7"),
  TRACE_START_WHILE_IDLE_NOT_JUDGED(
      Monitor.class,
      "starts(MonitorState s, Observation seen, Consumer<Draft> effect) {\n    if (!s.inCall()) {",
      "starts(MonitorState s, Observation seen, Consumer<Draft> effect) {\n    if (false) {",
      "begin start last S_OK stop =S_OK start",
      "D6"),
  TRACE_LAST_ERROR_WINS(
      Shown.class,
      "fails && callbackError == null ? code",
      "fails ? code",
      "begin start band E_FAIL status E_ABORT stop =E_ABORT",
      "A9"),
  TRACE_LAST_FAULT_WINS(
      Shown.class,
      "deviceError == null ? e.code() : deviceError",
      "e.code()",
      "begin start fault fault:E_FAIL stop =E_FAIL",
      "D10"),
  TRACE_FAULT_AFTER_CANCEL_IS_CAUSE(
      TransferMachine.class,
      "cell(FAIL, D10),                       cell(STAY, D3)",
      "cell(FAIL, D10),                       cell(FAIL, D3)",
      "begin start cancel fault stop =JAM",
      "A5"),
  TRACE_OVERLAP_NEVER_ENDS(
      Monitor.class, "next.overlap = false;", "", "begin start button~ band S_OK band", "D5"),
  TRACE_UNSEEN_FAULT_MAY_BE_BUSY(
      Monitor.class,
      "seen.is(Mark.IS_ERROR) && !seen.is(Mark.IS_BUSY)",
      "seen.is(Mark.IS_ERROR)",
      ":least begin start =BUSY",
      "A4"),
  TRACE_ANOTHER_THREAD_MAY_BEGIN_ANYTHING(
      Monitor.class,
      ": Draft.allowed(s, next -> next.begins = begun(s, seen));",
      ": new Allowed(s);",
      ":two begin@1 start@1 read@1 button@1 read@2 read@2",
      "D22"),
  TRACE_READ_OUTLIVES_THE_STOP(
      Shown.class,
      "after.with(0, e.thread()",
      "after.with(inFlight, e.thread()",
      ":two begin@1 start@1 read@1 stop@1 start@1 read@1 not-ready@1 stop@1 last@1 S_OK@1 =S_OK@1",
      "right"),
  TRACE_BAND_OF_ANOTHER_TRANSFER_NOT_JUDGED(
      Shown.class,
      "e.transfer() != 0 && e.transfer() != transfers",
      "false",
      "begin start last S_OK stop =S_OK begin start old",
      "D12");

  private final String type;
  private final String old;
  private final String replacement;
  private final String run;

  /** The rule that the unchanged one names, if any. */
  final String rule;

  Seeded(String type, String old, String replacement, String run, String rule) {
    this.type = Judge.class.getPackageName() + "." + type;
    this.old = old;
    this.replacement = replacement;
    this.run = run;
    this.rule = rule;
  }

  Seeded(Class<?> type, String old, String replacement, String run, String rule) {
    this.type = type.getName();
    this.old = old;
    this.replacement = replacement;
    this.run = run;
    this.rule = rule;
  }

  String run() {
    return run;
  }

  /** The class with this fault. */
  Map<String, byte[]> seeded() {
    Source source = Swept.source(type);
    int from = source.text().indexOf(old);
    if (from < 0 || from != source.text().lastIndexOf(old)) {
      throw new IllegalStateException("not once in " + type + ": " + old);
    }
    return JavaText.compiled(source.with(from, from + old.length(), replacement)).orElseThrow();
  }

  /** The rule that is named in the run, if any, where some classes are changed. */
  String named(Map<String, byte[]> changed) {
    String said =
        type.startsWith(Judge.class.getPackageName())
            ? Swept.judge(ImmutableList.of()).made(changed).apply(RunText.run(run))
            : Swept.monitor(ImmutableList.of()).made(changed).apply(RunText.trace(run));
    return Splitter.on(' ').split(said).iterator().next();
  }
}
