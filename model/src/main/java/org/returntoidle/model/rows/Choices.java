package org.returntoidle.model.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All states that take their values from given ones: each variable one of its own. What must be
 * true of them is asked as soon as its variables have values, so that most are not made at all.
 *
 * @param variables of a state
 * @param values what each variable can be
 */
public record Choices<S>(
    Variables<S> variables, ImmutableMap<Variable<S>, ImmutableList<Object>> values) {

  /** Something that is true or not as soon as these variables have values. */
  private record Part<S>(Set<Variable<S>> of, Predicate<S> holds) {}

  /** Each of them once, lazily, where all of {@code parts} are true. */
  public Stream<S> states(List<Term<S>> parts) {
    List<Part<S>> asked =
        parts.stream()
            .flatMap(Choices::conjuncts)
            .map(part -> new Part<>(variablesOf(part), Compiled.test(part)))
            .toList();
    S first = variables.make().apply(variables.all().stream().map(one -> of(one).get(0)).toArray());
    Stream<S> states = Stream.of(first);
    Set<Variable<S>> chosen = new LinkedHashSet<>();
    for (Variable<S> variable : variables.all()) {
      ImmutableSet<Variable<S>> before = ImmutableSet.copyOf(chosen);
      chosen.add(variable);
      ImmutableSet<Variable<S>> now = ImmutableSet.copyOf(chosen);
      Predicate<S> allowed =
          asked.stream()
              .filter(part -> now.containsAll(part.of()) && !before.containsAll(part.of()))
              .map(Part::holds)
              .reduce(Predicate::and)
              .orElse(state -> true);
      states =
          states.flatMap(
              state ->
                  of(variable).stream()
                      .map(value -> variables.with(state, variable, value))
                      .filter(allowed));
    }
    return states.filter(
        state ->
            asked.stream()
                .filter(part -> part.of().isEmpty())
                .allMatch(part -> part.holds().test(state)));
  }

  /** How many there are, where nothing must be true of them. */
  public long count() {
    return variables.all().stream().mapToLong(one -> of(one).size()).reduce(1, (a, b) -> a * b);
  }

  /** The same, but only the first value of each variable that is not in {@code free}. */
  public Choices<S> only(Set<Variable<S>> free) {
    ImmutableMap.Builder<Variable<S>, ImmutableList<Object>> some = ImmutableMap.builder();
    for (Variable<S> variable : variables.all()) {
      some.put(variable, free.contains(variable) ? of(variable) : of(variable).subList(0, 1));
    }
    return new Choices<>(variables, some.buildOrThrow());
  }

  private ImmutableList<Object> of(Variable<S> variable) {
    return Objects.requireNonNull(values.get(variable));
  }

  private static <S> Stream<Term<S>> conjuncts(Term<S> term) {
    if (term instanceof Term.Named<S> named) {
      return conjuncts(named.term());
    }
    return term instanceof Term.And<S> and
        ? and.parts().stream().flatMap(Choices::conjuncts)
        : Stream.of(term);
  }

  /** Every variable on whose value {@code term} may depend. */
  public static <S> ImmutableSet<Variable<S>> variablesOf(Term<S> term) {
    Set<Variable<S>> found = Sets.newLinkedHashSet();
    term.rewritten(
        part -> {
          if (part instanceof Variable<S> variable) {
            found.add(variable);
          }
          return part;
        });
    return ImmutableSet.copyOf(found);
  }
}
