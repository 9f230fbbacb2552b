package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.TraceEvent.Numbered;

/** The last events of a driver, which are shown before a problem. */
final class Newest {
  /** So many are shown. */
  private static final int SHOWN = 20;

  /** The events and the transfers that ran; the newest is at {@code events - 1}, modulo. */
  private final @Nullable RecordedEvent[] last = new RecordedEvent[SHOWN];

  private final int[] lastRunning = new int[SHOWN];
  private long events;

  void keep(RecordedEvent event, int running) {
    int place = (int) (events % SHOWN);
    last[place] = event;
    lastRunning[place] = running;
    events++;
  }

  /** Those that were kept, the newest at the end. */
  ImmutableList<Numbered> events() {
    ImmutableList.Builder<Numbered> newest = ImmutableList.builder();
    for (long i = Math.max(0, events - SHOWN); i < events; i++) {
      int place = (int) (i % SHOWN);
      RecordedEvent event = last[place];
      if (event != null) {
        newest.add(new Numbered(event.line(), event.event(lastRunning[place])));
      }
    }
    return newest.build();
  }
}
