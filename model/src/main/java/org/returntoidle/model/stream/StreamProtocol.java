package org.returntoidle.model.stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.function.BiConsumer;
import org.returntoidle.model.Action;
import org.returntoidle.model.engine.Counter;
import org.returntoidle.model.engine.TransitionSystem;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.RowSystem;

/** The stream protocol in one configuration. */
public final class StreamProtocol implements TransitionSystem<StreamState, Action> {
  private final StreamConfiguration configuration;
  private final ImmutableMap<Action, Row<StreamState>> rows;
  private final RowSystem<StreamState, Action> system;

  /** The protocol in {@code configuration}. */
  public StreamProtocol(StreamConfiguration configuration) {
    this(configuration, StreamTable.of(configuration));
  }

  private StreamProtocol(
      StreamConfiguration configuration, ImmutableMap<Action, Row<StreamState>> rows) {
    this.configuration = configuration;
    this.rows = rows;
    this.system = new RowSystem<>(Action.class, rows, StreamWords.VARIABLES);
  }

  /** The same with another row for one action: what tests of checks need. */
  public StreamProtocol with(Action action, Row<StreamState> row) {
    EnumMap<Action, Row<StreamState>> changed = new EnumMap<>(rows);
    changed.put(action, row);
    return new StreamProtocol(configuration, Maps.immutableEnumMap(changed));
  }

  /** When each action can happen and what it does. */
  public ImmutableMap<Action, Row<StreamState>> rows() {
    return rows;
  }

  /** The instance that this protocol was made for. */
  public StreamConfiguration configuration() {
    return configuration;
  }

  @Override
  public ImmutableList<StreamState> initial() {
    return ImmutableList.of(StreamState.INITIAL);
  }

  @Override
  public ImmutableList<Action> actions() {
    return system.actions();
  }

  @Override
  public ImmutableList<Counter<StreamState>> counters() {
    return StreamCounters.of(configuration.bounds());
  }

  @Override
  public ImmutableMap<Action, StreamState> successors(StreamState state) {
    return system.successors(state);
  }

  @Override
  public void steps(StreamState state, BiConsumer<? super Action, ? super StreamState> told) {
    system.steps(state, told);
  }
}
