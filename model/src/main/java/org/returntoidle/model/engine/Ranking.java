package org.returntoidle.model.engine;

import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.returntoidle.model.engine.Property.Always;

/**
 * Why a system ends what it is doing, without looking at behaviours: while it is {@code pending},
 * its rank is at most {@code most}, no step makes it greater, each step of {@code progress} makes
 * it smaller, and one of these can happen. So after {@code most} of them it is not pending any
 * more.
 *
 * @param pending states in which something is still to be done
 * @param rank of a state, at least 0
 * @param most the greatest rank
 * @param progress what brings the end nearer
 */
public record Ranking<S, A>(
    Predicate<S> pending, ToIntFunction<S> rank, int most, Set<A> progress) {

  /** Each step of progress makes the rank smaller, unless it changes nothing at all. */
  public Always<S, A> decreases(String name) {
    return new Always<>(
        name,
        new Condition.OfSteps<>(
            (s, action, t) ->
                !pending.test(s)
                    || !progress.contains(action)
                    || s.equals(t)
                    || rankOf(t) < rankOf(s)));
  }

  /** No step makes the rank greater. */
  public Always<S, A> neverGrows(String name) {
    return new Always<>(
        name,
        new Condition.OfSteps<>((s, action, t) -> !pending.test(s) || rankOf(t) <= rankOf(s)));
  }

  /** The rank is at most {@code most}. */
  public Always<S, A> withinSteps(String name) {
    return new Always<>(name, new Condition.OfStates<>(s -> !pending.test(s) || rankOf(s) <= most));
  }

  /**
   * One of {@code awaited} can happen and changes something.
   *
   * @param awaited what the system never lacks while pending: the steps of progress, and whatever
   *     else is assumed not to be neglected
   */
  public Always<S, A> neverStuck(String name, TransitionSystem<S, A> system, Predicate<A> awaited) {
    return new Always<>(
        name, new Condition.OfStates<>(s -> !pending.test(s) || canGoOn(system, awaited, s)));
  }

  private static <S, A> boolean canGoOn(
      TransitionSystem<S, A> system, Predicate<A> awaited, S state) {
    boolean[] found = {false};
    system.steps(state, (action, next) -> found[0] |= awaited.test(action) && !next.equals(state));
    return found[0];
  }

  private int rankOf(S state) {
    return rank.applyAsInt(state);
  }
}
