package org.returntoidle.spec.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Traces in memory. */
public final class Traces {
  private Traces() {}

  /** The verdict on a trace. */
  public static TraceVerdict check(String text) throws DamagedTraceException {
    try (TraceReader reader =
        new TraceReader("trace", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      TraceChecker checker = new TraceChecker("trace", reader.header());
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        checker.add(event);
      }
      return checker.end();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
