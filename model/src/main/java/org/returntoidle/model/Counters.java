package org.returntoidle.model;

import com.google.common.collect.ImmutableList;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;
import org.returntoidle.model.engine.Counter;

/** What the protocol only counts: what is bounded, and the cancels under way. */
final class Counters {
  private final ImmutableList.Builder<Counter<ProtocolState>> all = ImmutableList.builder();

  private Counters() {}

  static ImmutableList<Counter<ProtocolState>> of(Bounds bounds) {
    Counters counters = new Counters();
    counters.add(bounds.transfers(), false, s -> s.transfers(), (d, n) -> d.transfers = n);
    counters.add(bounds.readsBeforeLast(), false, s -> s.bands(), (d, n) -> d.bands = n);
    counters.add(bounds.cancels(), false, s -> s.cancels(), (d, n) -> d.cancels = n);
    counters.add(bounds.faults(), false, s -> s.faults(), (d, n) -> d.faults = n);
    counters.add(bounds.cancels(), true, s -> s.inTransit(), (d, n) -> d.inTransit = n);
    return counters.all.build();
  }

  private void add(
      OptionalInt bound,
      boolean consumed,
      ToIntFunction<ProtocolState> value,
      ObjIntConsumer<Draft> set) {
    bound.ifPresent(most -> all.add(new Counter<>(most, consumed, value, change(set))));
  }

  private static Counter.Change<ProtocolState> change(ObjIntConsumer<Draft> set) {
    return (state, n) -> {
      Draft draft = new Draft(state);
      set.accept(draft, n);
      return draft.freeze();
    };
  }
}
