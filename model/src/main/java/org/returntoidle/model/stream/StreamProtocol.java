package org.returntoidle.model.stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.function.BiConsumer;
import org.returntoidle.model.engine.TransitionSystem;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.RowSystem;

/** The stream protocol in one configuration. */
public final class StreamProtocol implements TransitionSystem<StreamState, StreamAction> {
  private final StreamConfiguration configuration;
  private final ImmutableMap<StreamAction, Row<StreamState>> rows;
  private final RowSystem<StreamState, StreamAction> system;

  /** The protocol in {@code configuration}. */
  public StreamProtocol(StreamConfiguration configuration) {
    this(configuration, StreamTable.of(configuration));
  }

  private StreamProtocol(
      StreamConfiguration configuration, ImmutableMap<StreamAction, Row<StreamState>> rows) {
    this.configuration = configuration;
    this.rows = rows;
    this.system = new RowSystem<>(StreamAction.class, rows, StreamWords.VARIABLES);
  }

  /** The same with another row for one action: what tests of checks need. */
  public StreamProtocol with(StreamAction action, Row<StreamState> row) {
    EnumMap<StreamAction, Row<StreamState>> changed = new EnumMap<>(rows);
    changed.put(action, row);
    return new StreamProtocol(configuration, Maps.immutableEnumMap(changed));
  }

  /** When each action can happen and what it does. */
  public ImmutableMap<StreamAction, Row<StreamState>> rows() {
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
  public ImmutableList<StreamAction> actions() {
    return system.actions();
  }

  @Override
  public ImmutableMap<StreamAction, StreamState> successors(StreamState state) {
    return system.successors(state);
  }

  @Override
  public void steps(StreamState state, BiConsumer<? super StreamAction, ? super StreamState> told) {
    system.steps(state, told);
  }
}
