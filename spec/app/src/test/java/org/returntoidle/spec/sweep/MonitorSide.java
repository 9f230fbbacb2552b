package org.returntoidle.spec.sweep;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.returntoidle.model.monitor.Event;
import org.returntoidle.spec.trace.DamagedTraceException;
import org.returntoidle.spec.trace.RecordedEvent;
import org.returntoidle.spec.trace.TraceChecker;
import org.returntoidle.spec.trace.TraceHeader;
import org.returntoidle.spec.trace.TraceVerdict;
import org.returntoidle.spec.trace.TraceVerdict.Violation;

/** What {@code check-trace} says of traces: in which line which rule is broken, and why. */
final class MonitorSide implements Function<Recorded, String> {
  @Override
  public String apply(Recorded trace) {
    TraceHeader header =
        new TraceHeader(
            trace.format(),
            trace.platform(),
            trace.driver(),
            trace.records(),
            trace.capabilities());
    TraceChecker checker = new TraceChecker("trace", header);
    try {
      int line = 0;
      for (int i = 0; i < trace.traces().size(); i++) {
        for (Event event : trace.traces().get(i)) {
          checker.add(recorded(++line, Integer.toString(i), event));
        }
      }
    } catch (DamagedTraceException e) {
      throw new IllegalStateException(e);
    }
    TraceVerdict verdict = checker.end();
    return verdict.isGood()
        ? "right " + verdict.transfers()
        : verdict.problems().stream().map(MonitorSide::said).collect(Collectors.joining());
  }

  private static String said(TraceVerdict.Problem problem) {
    String what = problem instanceof Violation v ? v.rule() + " " + v.says() : "unfinished";
    return what + " in " + problem.line() + " of " + problem.last().size() + "\n";
  }

  private static RecordedEvent recorded(int line, String device, Event e) {
    return new RecordedEvent(
        line,
        e.event(),
        device,
        e.thread(),
        -1,
        e.transfer(),
        e.band(),
        e.last(),
        e.code(),
        e.manner(),
        null,
        "");
  }
}
