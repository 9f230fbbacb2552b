package org.returntoidle.model.monitor;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.returntoidle.model.ProtocolState.Step;

/**
 * Every run that explains what was observed so far, as the set of the states that they may have led
 * to. Sets are numbered when they are first met, so that an observation that was made before costs
 * one look into a table: memory and time do not grow with the trace. For use by one thread.
 */
public final class SubsetConstruction {
  /** No run explains what was observed. */
  public static final int NONE = -1;

  private static final int NOT_ASKED = -2;

  private final Monitor monitor;
  private final Map<ImmutableSet<MonitorState>, Integer> numbers = new HashMap<>();
  private final List<ImmutableSet<MonitorState>> sets = new ArrayList<>();
  private final List<int[]> next = new ArrayList<>();
  private final Map<Observation, Integer> kinds = new HashMap<>();

  /** For the traces that {@code monitor} is about. */
  public SubsetConstruction(Monitor monitor) {
    this.monitor = monitor;
  }

  /** Before anything was observed: the driver rests. */
  public int initial() {
    return number(closed(Set.of(MonitorState.RESTING)));
  }

  /** Whether the driver is idle, whatever has happened unseen. */
  public boolean isIdle(int set) {
    return sets.get(set).contains(MonitorState.RESTING);
  }

  /** Whether a callback is in flight; all that could explain a trace agree on it. */
  public boolean isCalling(int set) {
    return sets.get(set).iterator().next().step() == Step.CALLING;
  }

  /** The states of a set; those that need the fewest unseen steps come first. */
  public ImmutableSet<MonitorState> states(int set) {
    return sets.get(set);
  }

  /** The set after {@code seen}; {@link #NONE} if no run explains it. */
  public int next(int set, Observation seen) {
    int kind = kinds.computeIfAbsent(seen, one -> kinds.size());
    int[] after = next.get(set);
    if (kind >= after.length) {
      int old = after.length;
      after = Arrays.copyOf(after, Math.max(kind + 1, 2 * old));
      Arrays.fill(after, old, after.length, NOT_ASKED);
      next.set(set, after);
    }
    if (after[kind] == NOT_ASKED) {
      after[kind] = after(set, seen);
    }
    return after[kind];
  }

  /** Why no run explains {@code seen}: what the run with the fewest unseen steps has against it. */
  public Refusal refusal(int set, Observation seen) {
    for (MonitorState state : sets.get(set)) {
      if (monitor.explains(state, seen) instanceof Refusal refusal) {
        return refusal;
      }
    }
    throw new IllegalStateException(seen + " is explained");
  }

  private int after(int set, Observation seen) {
    Set<MonitorState> found = new LinkedHashSet<>();
    for (MonitorState state : sets.get(set)) {
      if (monitor.explains(state, seen) instanceof Outcome.Allowed allowed) {
        found.add(allowed.state());
      }
    }
    return found.isEmpty() ? NONE : number(closed(found));
  }

  private ImmutableSet<MonitorState> closed(Set<MonitorState> from) {
    Set<MonitorState> all = new LinkedHashSet<>(from);
    Deque<MonitorState> open = new ArrayDeque<>(from);
    for (MonitorState s = open.poll(); s != null; s = open.poll()) {
      for (MonitorState after : monitor.unseen(s)) {
        if (all.add(after)) {
          open.add(after);
        }
      }
    }
    return ImmutableSet.copyOf(all);
  }

  private int number(ImmutableSet<MonitorState> set) {
    Integer known = numbers.get(set);
    if (known != null) {
      return known;
    }
    numbers.put(set, sets.size());
    sets.add(set);
    next.add(new int[0]);
    return sets.size() - 1;
  }
}
