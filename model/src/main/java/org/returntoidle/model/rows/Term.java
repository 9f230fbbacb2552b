package org.returntoidle.model.rows;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Something that has a value in every state. Its text is TLA+.
 *
 * @param <S> states
 */
public sealed interface Term<S>
    permits Variable,
        Term.Constant,
        Term.Named,
        Term.Equal,
        Term.Less,
        Term.Sum,
        Term.Times,
        Term.Not,
        Term.And,
        Term.Or,
        Term.If {

  /**
   * What it is in {@code state}; never null.
   *
   * @throws ClassCastException if a part of it should be a truth value or a number and is not
   */
  Object value(S state);

  /** The same with each of its parts, as they are written, changed by {@code change}. */
  Term<S> map(UnaryOperator<Term<S>> change);

  /** Whether it is true in {@code state}. */
  default boolean test(S state) {
    return (Boolean) value(state);
  }

  /** The same in every state: a truth value, a number, or a word. */
  record Constant<S>(Object constant) implements Term<S> {
    @Override
    public Object value(S state) {
      return constant;
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      return this;
    }

    @Override
    public String toString() {
      if (constant instanceof Boolean truth) {
        return truth ? "TRUE" : "FALSE";
      }
      return constant instanceof Integer ? constant.toString() : '"' + constant.toString() + '"';
    }
  }

  /** A term that has a name in TLA+, and is written by it. */
  record Named<S>(String name, Term<S> term) implements Term<S> {
    @Override
    public Object value(S state) {
      return term.value(state);
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      Term<S> changed = change.apply(term);
      return changed.equals(term) ? this : changed;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Both have the same value. */
  record Equal<S>(Term<S> left, Term<S> right) implements Term<S> {
    @Override
    public Object value(S state) {
      return left.value(state).equals(right.value(state));
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      return new Equal<>(change.apply(left), change.apply(right));
    }

    @Override
    public String toString() {
      return left + " = " + right;
    }
  }

  /** The first number is less than the second. */
  record Less<S>(Term<S> left, Term<S> right) implements Term<S> {
    @Override
    public Object value(S state) {
      return (Integer) left.value(state) < (Integer) right.value(state);
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      return new Less<>(change.apply(left), change.apply(right));
    }

    @Override
    public String toString() {
      return left + " < " + right;
    }
  }

  /** Two numbers together. */
  record Sum<S>(Term<S> left, Term<S> right) implements Term<S> {
    @Override
    public Object value(S state) {
      return (Integer) left.value(state) + (Integer) right.value(state);
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      return new Sum<>(change.apply(left), change.apply(right));
    }

    @Override
    public String toString() {
      String second = right.toString();
      return left + (second.startsWith("-") ? " - " + second.substring(1) : " + " + second);
    }
  }

  /** So many times a number. */
  record Times<S>(int factor, Term<S> term) implements Term<S> {
    @Override
    public Object value(S state) {
      return factor * (Integer) term.value(state);
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      return new Times<>(factor, change.apply(term));
    }

    @Override
    public String toString() {
      return factor + " * " + (term instanceof Sum ? "(" + term + ")" : term);
    }
  }

  /** It is not so. */
  record Not<S>(Term<S> term) implements Term<S> {
    @Override
    public Object value(S state) {
      return !term.test(state);
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      return new Not<>(change.apply(term));
    }

    @Override
    public String toString() {
      return term instanceof Equal<S> equal
          ? equal.left() + " # " + equal.right()
          : term instanceof Less<S> ? "~(" + term + ")" : "~" + term;
    }
  }

  /** Each is true; so nothing is. */
  record And<S>(ImmutableList<Term<S>> parts) implements Term<S> {
    @Override
    public Object value(S state) {
      for (Term<S> part : parts) {
        if (!part.test(state)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      return new And<>(changed(parts, change));
    }

    @Override
    public String toString() {
      return parts.isEmpty() ? "TRUE" : joined(parts, " /\\ ");
    }
  }

  /** One of them is true; of nothing none is. */
  record Or<S>(ImmutableList<Term<S>> parts) implements Term<S> {
    @Override
    public Object value(S state) {
      for (Term<S> part : parts) {
        if (part.test(state)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      return new Or<>(changed(parts, change));
    }

    @Override
    public String toString() {
      return parts.isEmpty() ? "FALSE" : joined(parts, " \\/ ");
    }
  }

  /** The one or the other. */
  record If<S>(Term<S> condition, Term<S> then, Term<S> otherwise) implements Term<S> {
    @Override
    public Object value(S state) {
      return condition.test(state) ? then.value(state) : otherwise.value(state);
    }

    @Override
    public Term<S> map(UnaryOperator<Term<S>> change) {
      return new If<>(change.apply(condition), change.apply(then), change.apply(otherwise));
    }

    @Override
    public String toString() {
      return "(IF " + condition + " THEN " + then + " ELSE " + otherwise + ")";
    }
  }

  private static <S> String joined(List<Term<S>> parts, String by) {
    return parts.stream().map(Term::toString).collect(Collectors.joining(by, "(", ")"));
  }

  private static <S> ImmutableList<Term<S>> changed(
      List<Term<S>> parts, UnaryOperator<Term<S>> change) {
    return parts.stream().map(change).collect(ImmutableList.toImmutableList());
  }

  /** Always the same value. */
  static <S> Term<S> constant(Object value) {
    return new Constant<>(value);
  }

  /** {@code term} has this value. */
  static <S> Term<S> is(Term<S> term, Object value) {
    return new Equal<>(term, constant(value));
  }

  /** {@code term} has another value. */
  static <S> Term<S> isNot(Term<S> term, Object value) {
    return not(is(term, value));
  }

  /** {@code term} is not true. */
  static <S> Term<S> not(Term<S> term) {
    return new Not<>(term);
  }

  /** All of {@code parts} are true. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <S> Term<S> and(Term<S>... parts) {
    return new And<>(ImmutableList.copyOf(parts));
  }

  /** One of {@code parts} is true. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <S> Term<S> or(Term<S>... parts) {
    return new Or<>(ImmutableList.copyOf(parts));
  }

  /** Where {@code condition} is true, all of {@code parts} are. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <S> Term<S> implies(Term<S> condition, Term<S>... parts) {
    return or(not(condition), parts.length == 1 ? parts[0] : and(parts));
  }

  /** A number and {@code more}. */
  static <S> Term<S> plus(Term<S> term, int more) {
    return new Sum<>(term, constant(more));
  }

  /** {@code term} has one of these values. */
  static <S> Term<S> in(Term<S> term, Object... values) {
    return new Or<>(
        Arrays.stream(values)
            .map(value -> Term.<S>is(term, value))
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * This with everything in it changed by {@code change}, from the inside out. What a name stands
   * for is looked at, too; a name whose term changes is a name no longer.
   */
  default Term<S> rewritten(UnaryOperator<Term<S>> change) {
    return change.apply(map(part -> part.rewritten(change)));
  }
}
