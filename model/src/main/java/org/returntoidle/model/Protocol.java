package org.returntoidle.model;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.returntoidle.model.engine.Counter;
import org.returntoidle.model.engine.Table;
import org.returntoidle.model.engine.TransitionSystem;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.RowSystem;
import org.returntoidle.model.rows.Term;

/**
 * The protocol in one configuration. What can happen when, and what it does, is in {@link
 * ProtocolTable}; how the driver reacts, in {@link TransferMachine}.
 */
public final class Protocol implements TransitionSystem<ProtocolState, Action> {
  /** The device fault of the model; any other code would behave the same. */
  public static final HResult FAULT = HResult.WIA_ERROR_PAPER_JAM;

  private final Configuration configuration;
  private final ProtocolState initial;
  private final ImmutableMap<Action, Row<ProtocolState>> rows;
  private final RowSystem<ProtocolState, Action> system;
  private final Supplier<Table<ProtocolState, Action>> table =
      Suppliers.memoize(() -> new Table<>(this));

  private Protocol(
      Configuration configuration,
      ProtocolState initial,
      ImmutableMap<Action, Row<ProtocolState>> rows) {
    this.configuration = configuration;
    this.initial = initial;
    this.rows = rows;
    this.system = new RowSystem<>(Action.class, rows, Vocabulary.VARIABLES);
  }

  /** The protocol in {@code configuration}. */
  public Protocol(Configuration configuration) {
    this(
        configuration,
        ProtocolState.INITIAL,
        ProtocolTable.of(configuration, TransferMachine.table()));
  }

  /** The same with a driver that reacts in another way: what tests of checks need. */
  public Protocol withMachine(ImmutableTable<TransferInput, TransferState, Cell> machine) {
    return new Protocol(configuration, initial, ProtocolTable.of(configuration, machine));
  }

  /** The same, but it begins elsewhere: what tests of checks need. */
  public Protocol withInitial(ProtocolState other) {
    return new Protocol(configuration, other, rows);
  }

  /** The same, but something else can happen: what tests of checks need. */
  public Protocol withRows(ImmutableMap<Action, Row<ProtocolState>> others) {
    return new Protocol(configuration, initial, others);
  }

  /** The same with another row for one action: what tests of checks need. */
  public Protocol with(Action action, Row<ProtocolState> row) {
    EnumMap<Action, Row<ProtocolState>> changed = new EnumMap<>(rows);
    changed.put(action, row);
    return withRows(Maps.immutableEnumMap(changed));
  }

  /** The same, but {@code action} can happen when {@code guard} is true: what tests need. */
  Protocol withGuard(Action action, Term<ProtocolState> guard) {
    Row<ProtocolState> row = rows.get(action);
    return row == null ? this : with(action, row.withGuard(ImmutableList.of(guard)));
  }

  /** When each action can happen and what it does; an action that is absent cannot. */
  public ImmutableMap<Action, Row<ProtocolState>> rows() {
    return rows;
  }

  /** The instance that this protocol was made for. */
  public Configuration configuration() {
    return configuration;
  }

  /** The steps as a table that all searches of this protocol share; filled by the first of them. */
  Table<ProtocolState, Action> table() {
    return table.get();
  }

  @Override
  public ImmutableList<ProtocolState> initial() {
    return ImmutableList.of(initial);
  }

  @Override
  public ImmutableList<Action> actions() {
    return system.actions();
  }

  @Override
  public ImmutableList<Counter<ProtocolState>> counters() {
    return Counters.of(configuration.bounds());
  }

  /** Whether {@code action} can happen in {@code state}. */
  public boolean enabled(ProtocolState state, Action action) {
    return system.enabled(state, action);
  }

  /** The state after {@code action}; empty if it cannot happen in {@code state}. */
  public Optional<ProtocolState> next(ProtocolState state, Action action) {
    return system.next(state, action);
  }

  @Override
  public ImmutableMap<Action, ProtocolState> successors(ProtocolState state) {
    return system.successors(state);
  }

  @Override
  public void steps(ProtocolState state, BiConsumer<? super Action, ? super ProtocolState> told) {
    system.steps(state, told);
  }
}
