package org.returntoidle.spec.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;

/** Traces in memory. */
final class Traces {
  private Traces() {}

  /** The verdict on a trace. */
  static TraceVerdict check(String text) throws DamagedTraceException {
    return check(text.getBytes(StandardCharsets.UTF_8));
  }

  static TraceVerdict check(byte[] bytes) throws DamagedTraceException {
    try {
      return TraceFile.check(
          "trace", new ByteArrayInputStream(bytes), Optional.empty(), read -> {});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The events of a trace. */
  static List<RecordedEvent> read(String text) throws DamagedTraceException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(bytes))) {
      reader.header();
      List<RecordedEvent> events = new ArrayList<>();
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
      return events;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it takes time to be sure of this driver. */
  static boolean mayHang(BuiltInDriver driver) {
    return driver.breaks().stream().anyMatch(Set.of(Rule.D8, Rule.D15, Rule.L1)::contains);
  }
}
