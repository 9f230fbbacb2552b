package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.returntoidle.model.permitted.Explanations;
import org.returntoidle.model.permitted.Permitted;
import org.returntoidle.spec.trace.TraceVerdict.Problem;

/**
 * Checks a trace, event by event: is there a run of a driver that keeps the rules, and of which
 * this is what could be recorded? Time and memory for an event do not depend on how many there
 * were. For use by one thread.
 */
public final class TraceChecker {
  /** So many drivers may take part in one trace. */
  public static final int MOST_DEVICES = 1_000;

  /** Of so many threads the last time is remembered. */
  private static final int THREADS = 1_000;

  private final String file;
  private final TraceHeader header;
  private final Explanations explanations;
  private final Map<String, DeviceTrace> devices = new HashMap<>();
  private final Map<String, Long> times =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > THREADS;
        }
      };
  private long events;

  /**
   * A check of a trace with this header.
   *
   * @param file its name in messages
   */
  public TraceChecker(String file, TraceHeader header) {
    this.file = file;
    this.header = header;
    this.explanations =
        new Explanations(new Permitted(header.driver().asynchronous(), header.records()));
  }

  /**
   * Takes in the next event.
   *
   * @throws DamagedTraceException if time runs backwards within one thread, or too many drivers
   *     take part
   */
  public void add(RecordedEvent event) throws DamagedTraceException {
    events++;
    checkTime(event);
    DeviceTrace device = devices.get(event.device());
    if (device == null) {
      if (devices.size() == MOST_DEVICES) {
        throw new DamagedTraceException(
            file, event.line(), "more than " + MOST_DEVICES + " devices in one trace");
      }
      device = new DeviceTrace(event.device(), header.platform(), explanations);
      devices.put(event.device(), device);
    }
    device.add(event);
  }

  private void checkTime(RecordedEvent event) throws DamagedTraceException {
    String thread = event.thread();
    if (thread == null || event.time() < 0) {
      return;
    }
    Long before = times.put(thread, event.time());
    if (before != null && before > event.time()) {
      throw new DamagedTraceException(
          file,
          event.line(),
          "time runs backwards on thread %s: %d after %d".formatted(thread, event.time(), before));
    }
  }

  /** The verdict on what was taken in; the trace is over. */
  public TraceVerdict end() {
    List<Problem> problems = new ArrayList<>();
    long transfers = 0;
    for (DeviceTrace device : devices.values()) {
      device.problem().ifPresent(problems::add);
      transfers += device.transfers();
    }
    problems.sort(Comparator.comparingLong(Problem::line));
    return new TraceVerdict(events, transfers, devices.size(), ImmutableList.copyOf(problems));
  }
}
