package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.Capability;
import org.returntoidle.model.HResult;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.tla.TraceCheck;

/** Recorded events as TLC reads them. */
public final class TlcTraces {
  private TlcTraces() {}

  /** A trace of one driver. */
  public static TraceCheck.Trace of(TraceHeader header, List<RecordedEvent> events) {
    return new TraceCheck.Trace(
        header.format(),
        header.seen().stream().map(Words::of).collect(ImmutableSet.toImmutableSet()),
        header.capabilities().stream()
            .map(Capability::label)
            .collect(ImmutableSet.toImmutableSet()),
        events.stream().map(TlcTraces::of).collect(ImmutableList.toImmutableList()));
  }

  private static TraceCheck.Event of(RecordedEvent event) {
    Action action = event.action();
    HResult code = event.code();
    Manner manner = event.manner();
    return new TraceCheck.Event(
        action == null ? Words.MISDEED : Words.of(action),
        event.transfer(),
        event.band(),
        event.last(),
        code == null ? "" : code.toString(),
        code != null && code.isError(),
        manner == null ? "" : Words.of(manner),
        text(event.thread()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
