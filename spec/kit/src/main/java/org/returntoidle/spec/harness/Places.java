package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.TreeMap;

/** From which line of the driver a call came, by the place of its event in the trace. */
final class Places {
  private final Map<Integer, String> lines = new TreeMap<>();

  /** Notes who calls just now. */
  void note(int at) {
    lines.put(at, here());
  }

  ImmutableMap<Integer, String> lines() {
    return ImmutableMap.copyOf(lines);
  }

  private static String here() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> isDrivers(frame.getClassName()))
                    .findFirst()
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()))
        .orElse("");
  }

  private static boolean isDrivers(String type) {
    return !type.startsWith("org.returntoidle.spec.harness.")
        && !type.startsWith("org.returntoidle.driver.")
        && !type.startsWith("java.")
        && !type.startsWith("jdk.")
        && !type.startsWith("sun.")
        && !type.startsWith("org.jetbrains.");
  }
}
