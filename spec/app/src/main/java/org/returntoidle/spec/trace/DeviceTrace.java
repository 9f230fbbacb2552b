package org.returntoidle.spec.trace;

import java.util.Optional;
import org.returntoidle.spec.trace.TraceVerdict.Problem;

/** One driver's part of a trace. */
interface DeviceTrace {
  boolean isNamed(String name);

  /** How many transfers were begun. */
  long transfers();

  /** Takes in the next event. */
  void add(RecordedEvent event);

  /** What is wrong, if the trace is over. */
  Optional<Problem> problem();
}
