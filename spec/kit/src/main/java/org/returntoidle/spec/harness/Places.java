package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Action.Party;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;

/** From which line of the driver a call came, by the number of its event in the trace, from 0. */
final class Places {
  private final Map<Integer, Place> lines = new TreeMap<>();

  /** Notes who calls just now. */
  void note(int at) {
    here().ifPresent(place -> lines.putIfAbsent(at, place));
  }

  /** The same, if {@code event} is what the driver does or asks for, and no answer. */
  void note(int at, TraceEvent event) {
    boolean asked = event instanceof Happened happened && isAskedFor(happened.action());
    if (asked || event instanceof Noticed) {
      note(at);
    }
  }

  /** Notes where {@code thread} stands. */
  void note(int at, Thread thread) {
    drivers(Arrays.stream(thread.getStackTrace())).ifPresent(place -> lines.put(at, place));
  }

  private static boolean isAskedFor(Action action) {
    return action.party() == Party.DRIVER
        || Action.DEVICE_ANSWERS.contains(action)
        || action == Action.READ_FEEDER_EMPTY
        || action == Action.START_FAILS;
  }

  ImmutableMap<Integer, Place> lines() {
    return ImmutableMap.copyOf(lines);
  }

  private static Optional<Place> here() {
    return CallSite.isSaid()
        ? CallSite.said()
        : StackWalker.getInstance()
            .walk(frames -> drivers(frames.map(StackWalker.StackFrame::toStackTraceElement)));
  }

  private static Optional<Place> drivers(Stream<StackTraceElement> frames) {
    return frames
        // Whoever looks on calls it, and not the driver.
        .takeWhile(frame -> !frame.getClassName().equals(Harness.class.getName()))
        .filter(frame -> isDrivers(frame.getClassName()) && hasLine(frame))
        .findFirst()
        .map(
            frame ->
                new Place(
                    frame.getClassName(),
                    String.valueOf(frame.getFileName()),
                    frame.getLineNumber()));
  }

  /** What was compiled without them has none. */
  private static boolean hasLine(StackTraceElement frame) {
    return frame.getFileName() != null && frame.getLineNumber() > 0;
  }

  private static boolean isDrivers(String type) {
    return !type.startsWith("org.returntoidle.spec.harness.")
        && !type.startsWith("org.returntoidle.spec.process.") // Its driver is elsewhere.
        && !type.startsWith("org.returntoidle.driver.")
        && !type.startsWith("java.")
        && !type.startsWith("jdk.")
        && !type.startsWith("sun.")
        && !type.startsWith("org.jetbrains.");
  }
}
