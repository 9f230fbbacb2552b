package org.returntoidle.model.stream;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.returntoidle.model.engine.Counter;
import org.returntoidle.model.rows.Variable;

/** What the stream protocol only counts: what is bounded, and the cancels under way. */
final class StreamCounters {
  private StreamCounters() {}

  static ImmutableList<Counter<StreamState>> of(StreamBounds bounds) {
    return Stream.of(
            counter(bounds.transfers(), false, StreamWords.TRANSFERS),
            counter(bounds.pagesBeforeLast(), false, StreamWords.PAGES),
            counter(bounds.readsBeforeLast(), false, StreamWords.BANDS),
            counter(bounds.cancels(), false, StreamWords.CANCELS),
            counter(bounds.faults(), false, StreamWords.FAULTS),
            counter(bounds.skips(), false, StreamWords.SKIPS),
            counter(bounds.cancels(), true, StreamWords.IN_TRANSIT))
        .flatMap(one -> one)
        .collect(toImmutableList());
  }

  private static Stream<Counter<StreamState>> counter(
      OptionalInt bound, boolean consumed, Variable<StreamState> variable) {
    return bound.stream()
        .mapToObj(
            most ->
                new Counter<>(
                    most,
                    consumed,
                    state -> (Integer) variable.value(state),
                    (state, n) -> StreamWords.VARIABLES.with(state, variable, n)));
  }
}
