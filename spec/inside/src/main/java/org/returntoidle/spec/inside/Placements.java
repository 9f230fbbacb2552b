package org.returntoidle.spec.inside;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Meeting;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;

/**
 * Judges a run in which a {@code CANCEL_IO} has come while the driver ran on. It has taken effect
 * somewhere between its entry and its return; the driver alone knows where. So the run is right if
 * it is right for one of these places, and only what is wrong for all of them is a violation.
 */
final class Placements {
  private Placements() {}

  /** The violation, as it is named where each notification has just returned. */
  static Optional<Finding> violation(Execution run, List<Meeting.Span> spans) {
    Optional<Finding> found = judge(run);
    return found.isEmpty() || isRightSomewhere(run, spans) ? Optional.empty() : found;
  }

  private static Optional<Finding> judge(Execution run) {
    return Judge.judge(run, Reading.PERMISSIVE).violation();
  }

  private static boolean isRightSomewhere(Execution run, List<Meeting.Span> spans) {
    if (spans.isEmpty()) {
      return false;
    }
    List<ImmutableList<TraceEvent>> all = List.of(run.trace());
    for (Meeting.Span span : inOrder(spans)) {
      List<ImmutableList<TraceEvent>> moved = new ArrayList<>();
      for (ImmutableList<TraceEvent> trace : all) {
        // Moving the later ones first leaves the places of the earlier ones as they were.
        for (int to = span.at(); to >= span.begun(); to--) {
          moved.add(moved(trace, span.at(), to));
        }
      }
      all = moved;
    }
    return all.stream().anyMatch(trace -> judge(with(run, trace)).isEmpty());
  }

  private static List<Meeting.Span> inOrder(List<Meeting.Span> spans) {
    return spans.stream().sorted((a, b) -> Integer.compare(b.at(), a.at())).toList();
  }

  /** The same trace with one event earlier. */
  private static ImmutableList<TraceEvent> moved(ImmutableList<TraceEvent> trace, int at, int to) {
    if (at == to) {
      return trace;
    }
    List<TraceEvent> events = new ArrayList<>(trace);
    Happened event = (Happened) events.remove(at);
    int transfer = to == 0 ? 0 : events.get(to - 1).transfer();
    events.add(
        to,
        new Happened(
            transfer,
            event.action(),
            event.code(),
            event.band(),
            event.deviceOn(),
            isEntry(events, to) ? Manner.AT_ENTRY : Manner.OVERLAPPING,
            event.job(),
            event.size()));
    return ImmutableList.copyOf(events);
  }

  /** Whether nothing but the entry of a transfer is before this place: then the driver may be. */
  private static boolean isEntry(List<TraceEvent> events, int place) {
    for (int i = place - 1; i >= 0; i--) {
      if (events.get(i) instanceof Happened before) {
        if (before.action() == Action.ACQUIRE_ITEM_DATA) {
          return true;
        }
        if (before.action() != Action.CANCEL_PENDING_IO
            && before.action() != Action.NOTIFY_CANCEL_IO) {
          return false;
        }
      }
    }
    return false;
  }

  private static Execution with(Execution run, ImmutableList<TraceEvent> trace) {
    return new Execution(
        run.platform(),
        run.asynchronous(),
        run.cancelsByItself(),
        run.bytes(),
        trace,
        run.visits(),
        run.gaveUp(),
        run.order());
  }
}
