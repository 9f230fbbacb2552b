package org.returntoidle.model.rows;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.returntoidle.model.rows.Term.constant;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Terms made fast: what is the same in every state is worked out once. */
public final class Compiled {
  /**
   * A row made fast.
   *
   * @param guard where it can happen
   * @param effect the state after it
   */
  public record Step<S>(Predicate<S> guard, Function<S, S> effect) {}

  private Compiled() {}

  /** What {@code row} does to states that {@code variables} make up. */
  public static <S> Step<S> of(Row<S> row, Variables<S> variables) {
    return new Step<>(test(new Term.And<>(row.guard())), variables.compiled(row.effect()));
  }

  /** The same as {@link Term#test}. */
  public static <S> Predicate<S> test(Term<S> term) {
    return truth(term.rewritten(Compiled::folded));
  }

  /** The same as {@link Term#value}. */
  public static <S> Function<S, Object> value(Term<S> term) {
    return object(term.rewritten(Compiled::folded));
  }

  /** A term whose parts are folded already: without names, and without what is known. */
  private static <S> Term<S> folded(Term<S> term) {
    if (term instanceof Term.Named<S> named) {
      return named.term();
    } else if (term instanceof Term.Equal<S> equal
        && equal.left() instanceof Term.Constant<S> left
        && equal.right() instanceof Term.Constant<S> right) {
      return constant(left.constant().equals(right.constant()));
    } else if (term instanceof Term.Sum<S> sum
        && sum.left() instanceof Term.Constant<S> left
        && sum.right() instanceof Term.Constant<S> right) {
      return constant((Integer) left.constant() + (Integer) right.constant());
    } else if (term instanceof Term.Not<S> not && not.term() instanceof Term.Constant<S>) {
      return constant(not.term().equals(constant(false)));
    } else if (term instanceof Term.And<S> and) {
      return and.parts().contains(Term.<S>constant(false))
          ? constant(false)
          : one(without(and.parts(), constant(true)), true);
    } else if (term instanceof Term.Or<S> or) {
      return or.parts().contains(Term.<S>constant(true))
          ? constant(true)
          : one(without(or.parts(), constant(false)), false);
    } else if (term instanceof Term.If<S> either
        && either.condition() instanceof Term.Constant<S> known) {
      return known.equals(constant(true)) ? either.then() : either.otherwise();
    }
    return term;
  }

  private static <S> ImmutableList<Term<S>> without(List<Term<S>> parts, Term<S> known) {
    return parts.stream().filter(part -> !part.equals(known)).collect(toImmutableList());
  }

  /** All of {@code parts}, or one of them; one alone is itself. */
  private static <S> Term<S> one(ImmutableList<Term<S>> parts, boolean all) {
    if (parts.isEmpty()) {
      return constant(all);
    }
    return parts.size() == 1 ? parts.get(0) : all ? new Term.And<>(parts) : new Term.Or<>(parts);
  }

  private static <S> Predicate<S> truth(Term<S> term) {
    if (term instanceof Term.Not<S> not) {
      return truth(not.term()).negate();
    } else if (term instanceof Term.And<S> and) {
      return and.parts().stream().map(Compiled::truth).reduce(Predicate::and).orElse(s -> true);
    } else if (term instanceof Term.Or<S> or) {
      return or.parts().stream().map(Compiled::truth).reduce(Predicate::or).orElse(s -> false);
    } else if (term instanceof Term.Equal<S> equal) {
      return equal(equal);
    } else if (term instanceof Term.If<S> either) {
      Predicate<S> condition = truth(either.condition());
      Predicate<S> then = truth(either.then());
      Predicate<S> otherwise = truth(either.otherwise());
      return s -> condition.test(s) ? then.test(s) : otherwise.test(s);
    }
    return term::test;
  }

  private static <S> Predicate<S> equal(Term.Equal<S> equal) {
    Function<S, Object> left = object(equal.left());
    if (equal.right() instanceof Term.Constant<S> right) {
      Object value = right.constant();
      return s -> value.equals(left.apply(s));
    }
    Function<S, Object> right = object(equal.right());
    return s -> left.apply(s).equals(right.apply(s));
  }

  private static <S> Function<S, Object> object(Term<S> term) {
    if (term instanceof Variable<S> variable) {
      return variable.get();
    } else if (term instanceof Term.If<S> either) {
      Predicate<S> condition = truth(either.condition());
      Function<S, Object> then = object(either.then());
      Function<S, Object> otherwise = object(either.otherwise());
      return s -> condition.test(s) ? then.apply(s) : otherwise.apply(s);
    } else if (term instanceof Term.Not
        || term instanceof Term.And
        || term instanceof Term.Or
        || term instanceof Term.Equal) {
      Predicate<S> truth = truth(term);
      return truth::test;
    }
    return term::value;
  }
}
