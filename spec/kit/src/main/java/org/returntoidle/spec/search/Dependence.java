package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Schedule;

/**
 * Finds out whether a run depends on those before it, and on how few of them. A driver that differs
 * by itself is not accused: the schedule alone has to give the same each time, and so has the
 * history. Each try loads the driver's classes anew.
 */
public final class Dependence {
  /** How often a run that hangs, which may take seconds, has to repeat itself. */
  private static final int HANGING_TIMES = 2;

  /** Enough to use up what there is a lot of. */
  private static final int MANY = 10_000;

  /** How many histories are tried to find a short one. */
  private static final int TRIES = 200;

  private final Supplier<Harness> fresh;
  private final Deadline deadline;
  private int tries = TRIES;

  Dependence(Supplier<Harness> fresh, Deadline deadline) {
    this.fresh = fresh;
    this.deadline = deadline;
  }

  /**
   * Runs a recorded one again.
   *
   * @param fresh makes a harness, in classes that nobody has used if that can be done
   * @param after what is run before {@code schedule}
   */
  public static Regression.Outcome again(
      Supplier<Harness> fresh, ImmutableList<Schedule> after, Schedule schedule) {
    History history = new History(after, schedule);
    Execution alone = history.alone().run(fresh);
    Execution run = history.run(fresh);
    return new Regression.Outcome(
        run,
        run.trace().equals(alone.trace())
            ? Optional.empty()
            : Optional.of(history.counterexample(alone, run)));
  }

  /**
   * A counterexample, if {@code schedule} runs otherwise after very many ordinary runs.
   *
   * @param fresh makes a harness whose driver's classes nobody has used
   */
  public static Optional<Counterexample> afterMany(
      Supplier<Harness> fresh, Schedule schedule, Deadline deadline) {
    History none = new History(ImmutableList.of(), schedule);
    return new Dependence(fresh, deadline).explain(none.times(MANY, Schedule.ORDINARY));
  }

  /** A counterexample, if one of these histories makes a difference each time. */
  Optional<Counterexample> explain(History... histories) {
    Optional<Execution> alone = repeats(histories[0].alone());
    return alone.flatMap(
        one ->
            List.of(histories).stream()
                .filter(history -> differs(history, one))
                .findFirst()
                .map(history -> shorter(history, one))
                .flatMap(
                    history ->
                        repeats(history)
                            .filter(run -> !run.trace().equals(one.trace()))
                            .map(run -> history.counterexample(one, run))));
  }

  /** Its run, if each is like the first. */
  private Optional<Execution> repeats(History history) {
    Execution first = history.run(fresh);
    int times = first.gaveUp() ? HANGING_TIMES : Seen.ALWAYS;
    for (int i = 1; i < times; i++) {
      if (first.order() == Order.TIMED
          || deadline.isOver()
          || !history.run(fresh).trace().equals(first.trace())) {
        return Optional.empty();
      }
    }
    return Optional.of(first);
  }

  private boolean differs(History history, Execution alone) {
    if (tries == 0 || deadline.isOver()) {
      return false;
    }
    tries--;
    return !history.run(fresh).trace().equals(alone.trace());
  }

  /** The last few if they will do, then the same again and again, then as few as possible. */
  private History shorter(History history, Execution alone) {
    History best = history;
    for (int count = 1; count < history.before().size(); count *= 2) {
      if (differs(history.last(count), alone)) {
        best = history.last(count);
        break;
      }
    }
    for (Schedule same : List.of(Schedule.ORDINARY, history.schedule())) {
      Optional<History> uniform = uniform(best, same, alone);
      if (uniform.isPresent()) {
        return uniform.get();
      }
    }
    return thinned(best, alone);
  }

  /** The same run so often, as seldom as possible. */
  private Optional<History> uniform(History history, Schedule same, Execution alone) {
    int most = 2 * history.before().size();
    int enough = 1;
    while (enough < most && !differs(history.times(enough, same), alone)) {
      enough *= 2;
    }
    int tooFew = enough / 2;
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) / 2;
      if (differs(history.times(middle, same), alone)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return Optional.of(history.times(enough, same)).filter(one -> differs(one, alone));
  }

  private History thinned(History history, Execution alone) {
    History best = history;
    for (int size = Math.max(1, best.before().size() / 2); size > 0; size /= 2) {
      int from = 0;
      while (from < best.before().size()) {
        History fewer = best.without(from, size);
        if (differs(fewer, alone)) {
          best = fewer;
        } else {
          from += size;
        }
      }
    }
    return best;
  }
}
