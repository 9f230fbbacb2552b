package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Event;
import org.returntoidle.model.monitor.Observation;
import org.returntoidle.model.monitor.Refusal;
import org.returntoidle.model.monitor.Shown;
import org.returntoidle.model.monitor.SubsetConstruction;
import org.returntoidle.spec.harness.TraceEvent.Numbered;
import org.returntoidle.spec.trace.TraceVerdict.Problem;
import org.returntoidle.spec.trace.TraceVerdict.Unfinished;
import org.returntoidle.spec.trace.TraceVerdict.Violation;

/** One driver's part of a trace: hands its events to the monitor, and shows the last of them. */
final class DeviceTrace {
  /** So many events are shown before a problem. */
  private static final int SHOWN = 20;

  private final String device;
  private final Platform platform;
  private final SubsetConstruction sets;

  /** The last events and the transfers that ran; the newest is at {@code events - 1}, modulo. */
  private final @Nullable RecordedEvent[] last = new RecordedEvent[SHOWN];

  private final int[] lastRunning = new int[SHOWN];
  private long events;
  private long transfers;

  private Shown shown = Shown.NOTHING;

  /** The number of the set of all that explains what was shown. */
  private int explained;

  private @Nullable Problem problem;

  DeviceTrace(String device, Platform platform, SubsetConstruction sets) {
    this.device = device;
    this.platform = platform;
    this.sets = sets;
    this.explained = sets.initial();
  }

  boolean isNamed(String name) {
    return device.equals(name);
  }

  long transfers() {
    return transfers;
  }

  /** What is wrong, if the trace is over. */
  Optional<Problem> problem() {
    if (problem == null && !sets.isIdle(explained)) {
      ImmutableList<Numbered> newest = newest();
      return Optional.of(
          new Unfinished(device, newest.get(newest.size() - 1).line(), allowed(), newest));
    }
    return Optional.ofNullable(problem);
  }

  void add(RecordedEvent event) {
    if (problem != null) {
      return; // What follows a violation says nothing: nobody knows where the driver is.
    }
    if (event.action() == null) {
      keep(event, shown.transfers());
      problem = violation(event, event.brokenRule(), event.says());
      return;
    }
    Event seen = event.shown();
    keep(event, shown.number(seen));
    Observation observation = shown.observation(seen, platform, sets.isCalling(explained));
    int next = sets.next(explained, observation);
    if (next == SubsetConstruction.NONE) {
      Refusal refusal = sets.refusal(explained, observation);
      problem = violation(event, refusal.rule(), refusal.why());
      return;
    }
    transfers += seen.event() == Action.ACQUIRE_ITEM_DATA ? 1 : 0;
    explained = next;
    shown = shown.shows(seen);
  }

  private void keep(RecordedEvent event, int running) {
    int place = (int) (events % SHOWN);
    last[place] = event;
    lastRunning[place] = running;
    events++;
  }

  private Violation violation(RecordedEvent event, Rule rule, String says) {
    return new Violation(device, event.line(), rule, says, allowed(), newest());
  }

  private ImmutableList<Numbered> newest() {
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

  private ImmutableList<String> allowed() {
    return Allowed.in(sets, explained, platform, shown);
  }
}
