package org.returntoidle.tla.engine;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimap;
import java.lang.reflect.RecordComponent;
import java.util.OptionalLong;

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

  /** The states after {@code state}, by the names of the TLA+ operators that lead to them. */
  Multimap<String, S> steps(S state);

  /** How {@code state} can be reached, in words. */
  String path(S state);
}
