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

/** One driver's part of a trace of banded transfers: hands its events to the monitor. */
final class BandedDevice implements DeviceTrace {
  private final String device;
  private final Platform platform;
  private final SubsetConstruction sets;

  private final Newest newest = new Newest();
  private long transfers;

  private Shown shown = Shown.NOTHING;

  /** The number of the set of all that explains what was shown. */
  private int explained;

  private @Nullable Problem problem;

  BandedDevice(String device, Platform platform, SubsetConstruction sets) {
    this.device = device;
    this.platform = platform;
    this.sets = sets;
    this.explained = sets.initial();
  }

  @Override
  public boolean isNamed(String name) {
    return device.equals(name);
  }

  @Override
  public long transfers() {
    return transfers;
  }

  @Override
  public Optional<Problem> problem() {
    if (problem == null && !sets.isIdle(explained)) {
      ImmutableList<Numbered> last = newest.events();
      return Optional.of(new Unfinished(device, last.get(last.size() - 1).line(), allowed(), last));
    }
    return Optional.ofNullable(problem);
  }

  @Override
  public void add(RecordedEvent event) {
    if (problem != null) {
      return; // What follows a violation says nothing: nobody knows where the driver is.
    }
    if (event.action() == null) {
      newest.keep(event, shown.transfers());
      problem = violation(event, event.brokenRule(), event.says());
      return;
    }
    Event seen = event.shown();
    newest.keep(event, shown.number(seen));
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

  private Violation violation(RecordedEvent event, Rule rule, String says) {
    return new Violation(device, event.line(), rule, says, allowed(), newest.events());
  }

  private ImmutableList<String> allowed() {
    return Allowed.in(sets, explained, platform, shown);
  }
}
