package org.returntoidle.tla.engine;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimap;
import java.lang.reflect.RecordComponent;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What Java says about every type-correct state, for {@link TransitionRelation}. The class needs a
 * constructor that takes the arguments as a list of strings.
 *
 * @param <S> the states: records whose components are the TLA+ variables. Sequences are immutable
 *     lists, sets immutable sets.
 */
public interface RelationSide<S extends Record> {
  /** The type of the states. */
  Class<S> type();

  /** What the strings that a variable can have mean in Java; none if it has no strings. */
  ImmutableMap<String, ?> words(RecordComponent variable);

  /** Whether TLA+ may have this state. */
  boolean isTypeCorrect(S state);

  /** How many states there must be; empty if only some are looked at. */
  OptionalLong count();

  /** The states to look at; empty for the initial ones of the specification. */
  Stream<S> some();

  /** The states after {@code state}, by the names of the TLA+ operators that lead to them. */
  Multimap<String, S> steps(S state);

  /** Whether {@code property}, which the configuration claims of states, is true of this one. */
  boolean holds(String property, S state);

  /** Whether {@code property}, which the configuration claims of steps, is true of this one. */
  boolean holds(String property, S before, String action, S after);

  /** How {@code state} can be reached, in words. */
  String path(S state);
}
