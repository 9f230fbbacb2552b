package org.returntoidle.model.rows;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a step does: the variables that it assigns, all at once. Every other one keeps its value.
 *
 * @param assigned for each variable what it becomes, as a term of the state before the step
 */
public record Effect<S>(ImmutableMap<Variable<S>, Term<S>> assigned) {

  /** Does nothing. */
  public static <S> Effect<S> none() {
    return new Effect<>(ImmutableMap.of());
  }

  /** Assigns one variable. */
  public static <S> Effect<S> set(Variable<S> variable, Term<S> term) {
    return new Effect<>(ImmutableMap.of(variable, term));
  }

  /** Gives one variable this value. */
  public static <S> Effect<S> set(Variable<S> variable, Object value) {
    return set(variable, Term.<S>constant(value));
  }

  /**
   * All of {@code parts}.
   *
   * @throws IllegalArgumentException if two of them assign the same variable
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <S> Effect<S> all(Effect<S>... parts) {
    ImmutableMap.Builder<Variable<S>, Term<S>> assigned = ImmutableMap.builder();
    for (Effect<S> part : parts) {
      assigned.putAll(part.assigned);
    }
    return new Effect<>(assigned.buildOrThrow());
  }

  /** This where {@code condition} is true, {@code other} where it is not. */
  public Effect<S> where(Term<S> condition, Effect<S> other) {
    ImmutableSet<Variable<S>> variables =
        Stream.of(this, other)
            .flatMap(effect -> effect.assigned.keySet().stream())
            .collect(toImmutableSet());
    return new Effect<>(
        Maps.toMap(
            variables,
            variable -> new Term.If<>(condition, after(variable), other.after(variable))));
  }

  /** What {@code variable} becomes; itself where this leaves it alone. */
  public Term<S> after(Variable<S> variable) {
    return assigned.getOrDefault(variable, variable);
  }

  /** The same, but {@code variable} becomes {@code term}. */
  public Effect<S> with(Variable<S> variable, Term<S> term) {
    ImmutableMap.Builder<Variable<S>, Term<S>> changed = ImmutableMap.builder();
    changed.putAll(Maps.filterKeys(assigned, other -> !other.equals(variable)));
    if (!term.equals(variable)) {
      changed.put(variable, term);
    }
    return new Effect<>(changed.buildOrThrow());
  }

  /** The same with every term changed. */
  public Effect<S> rewritten(UnaryOperator<Term<S>> change) {
    return new Effect<>(
        ImmutableMap.copyOf(Maps.transformValues(assigned, term -> term.rewritten(change))));
  }

  /** What is assigned as TLA+, such as {@code step' = "Working"}; not what stays as it is. */
  public Stream<String> conjuncts() {
    return assigned.entrySet().stream().map(entry -> entry.getKey() + "' = " + entry.getValue());
  }
}
