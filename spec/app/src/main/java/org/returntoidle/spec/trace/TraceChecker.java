package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.monitor.Monitor;
import org.returntoidle.model.monitor.SubsetConstruction;
import org.returntoidle.spec.rules.Evidence;
import org.returntoidle.spec.trace.TraceVerdict.Problem;

/**
 * Checks a trace, event by event: is there a run of a driver that keeps the rules, and of which
 * this is what could be recorded? The monitor says so of banded transfers, the judge of streams.
 * Time and memory for an event do not depend on how many there were. For use by one thread.
 */
public final class TraceChecker {
  /** So many drivers may take part in one trace. */
  public static final int MOST_DEVICES = 1_000;

  /** The last time of so many threads is remembered; then all are forgotten. */
  private static final int THREADS = 1_000;

  private final String file;
  private final Function<String, DeviceTrace> drivers;
  private final Map<String, DeviceTrace> devices = new HashMap<>();
  private final Map<String, long[]> times = new HashMap<>();
  private @Nullable DeviceTrace newest;
  private long events;

  /**
   * A check of a trace with this header.
   *
   * @param file its name in messages
   */
  public TraceChecker(String file, TraceHeader header) {
    this.file = file;
    this.drivers = header.platform().streams() ? streams(header) : banded(header);
  }

  private static Function<String, DeviceTrace> banded(TraceHeader header) {
    SubsetConstruction sets =
        new SubsetConstruction(
            new Monitor(
                header.driver().asynchronous(),
                header.seen(),
                header.capabilities(),
                header.judgesReads()));
    return device -> new BandedDevice(device, header.platform(), sets);
  }

  private static Function<String, DeviceTrace> streams(TraceHeader header) {
    Evidence evidence = header.evidence();
    return device -> new StreamDevice(device, evidence);
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
    DeviceTrace device = newest;
    if (device == null || !device.isNamed(event.device())) {
      device = device(event);
      newest = device;
    }
    device.add(event);
  }

  private DeviceTrace device(RecordedEvent event) throws DamagedTraceException {
    DeviceTrace known = devices.get(event.device());
    if (known != null) {
      return known;
    }
    if (devices.size() == MOST_DEVICES) {
      throw new DamagedTraceException(
          file, event.line(), "more than " + MOST_DEVICES + " devices in one trace");
    }
    DeviceTrace device = drivers.apply(event.device());
    devices.put(event.device(), device);
    return device;
  }

  private void checkTime(RecordedEvent event) throws DamagedTraceException {
    String thread = event.thread();
    if (thread == null || event.time() < 0) {
      return;
    }
    long[] before = times.get(thread);
    if (before == null) {
      if (times.size() == THREADS) {
        times.clear();
      }
      times.put(thread, new long[] {event.time()});
      return;
    }
    if (before[0] > event.time()) {
      throw new DamagedTraceException(
          file,
          event.line(),
          String.format(
              Locale.ROOT,
              "time runs backwards on thread %s: %d after %d",
              thread,
              event.time(),
              before[0]));
    }
    before[0] = event.time();
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
