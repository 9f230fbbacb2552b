package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;

/**
 * Runs random schedules that are longer than those that are enumerated. jqwik generates them, and a
 * {@link Guide} leads them to what came seldom; the seed decides them all.
 */
public final class RandomSearch {
  /** What random schedules may use: beyond what is enumerated by default. */
  public static final Scope SCOPE =
      Scope.of(Bounds.of(12, 40, 40, 20)).withNotReady(100).withPages(4);

  /** Most runs are short, so that there are many; some are long, since a driver may use up. */
  private static final int SHORT = 5;

  /** A number from here on is a code of its own: any 32 bits. */
  private static final int CODES = 1_000;

  /**
   * Odd, so that different numbers make different codes; large, so that they differ in all bits.
   */
  private static final int SCATTERED = 0x9E3779B1;

  /** In one of so many runs there is a code that has no name here. */
  private static final int OTHER = 8;

  private static final int GENERATION_SIZE = 1_000;
  private static final int BURSTS = 12;
  private static final int LONGEST_BURST = 4;
  private static final int LONGEST_QUIET = 14;

  /**
   * A random plan.
   *
   * @param transfers how many transfers are begun
   * @param bands how many an image has, unless something comes between
   * @param numbers which option is taken at each point, 0 for the ordinary one
   */
  public record Plan(int transfers, int bands, List<Integer> numbers) {
    /** Follows this plan. */
    public Scheduler scheduler() {
      int[] next = {0};
      return (point, options) ->
          point.kind() == Point.Kind.NEXT
              ? again(
                  point, options, options.contains(Move.ACQUIRE_NEXT_ITEM) ? number(next[0]++) : 0)
              : goesOn(point, chosen(options, number(next[0]++)), options);
    }

    /** The image is as long as this says. */
    private Move goesOn(Point point, Move chosen, ImmutableList<Move> options) {
      boolean more = point.ordinal() < bands && options.contains(Move.READ_BAND);
      return more && chosen.equals(Move.READ_LAST_BAND) ? Move.READ_BAND : chosen;
    }

    /** A long life begins again with its numbers, so that something happens in each part of it. */
    private int number(int place) {
      boolean again = transfers > SHORT && !numbers.isEmpty();
      return again || place < numbers.size() ? numbers.get(place % numbers.size()) : 0;
    }

    private static Move chosen(ImmutableList<Move> options, int number) {
      Move chosen = options.get(Math.floorMod(number, options.size()));
      if (number < CODES) {
        return chosen;
      }
      int code = number * SCATTERED;
      return options.stream()
          .flatMap(
              move ->
                  Stream.of(code, code | Integer.MIN_VALUE)
                      .flatMap(any -> move.with(new HResult(any)).stream()))
          .findFirst()
          .orElse(chosen);
    }

    /** With a {@code number} that is not 0, the same transfer of the application goes on (V7). */
    private Move again(Point point, ImmutableList<Move> options, int number) {
      boolean more = point.transfer() <= transfers && options.contains(Move.ACQUIRE_ITEM_DATA);
      return !more ? Move.END : number == 0 ? Move.ACQUIRE_ITEM_DATA : Move.ACQUIRE_NEXT_ITEM;
    }
  }

  private RandomSearch() {}

  /**
   * The plans. Most points are ordinary, so that events are rare enough to matter; and events come
   * in bursts, at neighbouring points, since where one event meets another a driver goes wrong. In
   * a long image more is quiet, so that something comes also near its end.
   */
  public static Arbitrary<Plan> plans() {
    int most = SCOPE.bounds().bands().orElseThrow();
    return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(1)), Tuple.of(1, evenly(2, most)))
        .flatMap(
            bands ->
                Combinators.combine(transfers(), numbers(bands))
                    .as((transfers, numbers) -> new Plan(transfers, bands, numbers)));
  }

  private static Arbitrary<Integer> transfers() {
    int most = SCOPE.bounds().transfers().orElseThrow();
    return Arbitraries.frequencyOf(
        Tuple.of(15, Arbitraries.integers().between(1, SHORT)),
        Tuple.of(1, Arbitraries.integers().between(SHORT + 1, most)));
  }

  private static Arbitrary<List<Integer>> numbers(int bands) {
    Arbitrary<List<Integer>> quiet =
        evenly(0, LONGEST_QUIET * bands).map(size -> Collections.nCopies(size, 0));
    Arbitrary<List<Integer>> burst = event().list().ofMinSize(1).ofMaxSize(LONGEST_BURST);
    return Combinators.combine(quiet, burst)
        .as((ordinary, events) -> Stream.concat(ordinary.stream(), events.stream()).toList())
        .list()
        .ofMaxSize(BURSTS)
        .map(parts -> parts.stream().flatMap(List::stream).toList());
  }

  private static Arbitrary<Integer> evenly(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .withDistribution(RandomDistribution.uniform());
  }

  /** Which option: at most points the first is a cancel; rarely one of the many codes. */
  private static Arbitrary<Integer> event() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(1)),
        Tuple.of(4, Arbitraries.integers().between(0, 5)),
        Tuple.of(1, Arbitraries.integers().between(CODES, Integer.MAX_VALUE)),
        Tuple.of(
            1,
            Arbitraries.integers().between(1, 60).withDistribution(RandomDistribution.uniform())));
  }

  /**
   * Searches until a violation, or until {@code runs} plans were run.
   *
   * @param tally a new one
   * @param harness with {@link #SCOPE}
   * @param progress is told the number of runs so far
   */
  public static SearchResult search(
      Harness harness, Tally tally, int runs, long seed, LongConsumer progress) {
    return search(harness, tally, runs, seed, Deadline.NEVER, progress);
  }

  /**
   * Searches until a violation, until {@code runs} plans were run, or until the time is up.
   *
   * @param tally a new one
   * @param harness with {@link #SCOPE}
   * @param progress is told the number of runs so far
   */
  public static SearchResult search(
      Harness harness, Tally tally, int runs, long seed, Deadline deadline, LongConsumer progress) {
    Guide guide = new Guide(seed);
    return search(harness, tally, runs, seed, guide::leading, deadline, progress);
  }

  /** The same with another guide than usual. */
  static SearchResult search(
      Harness harness,
      Tally tally,
      int runs,
      long seed,
      UnaryOperator<Scheduler> guide,
      Deadline deadline,
      LongConsumer progress) {
    SearchResult[] result = new SearchResult[1];
    JqwikSession.run(
        () -> result[0] = inSession(harness, tally, runs, seed, guide, deadline, progress));
    return result[0];
  }

  private static SearchResult inSession(
      Harness harness,
      Tally tally,
      int runs,
      long seed,
      UnaryOperator<Scheduler> guide,
      Deadline deadline,
      LongConsumer progress) {
    RandomGenerator<Plan> generator = plans().generator(GENERATION_SIZE);
    Random random = new Random(seed);
    for (int i = 1; i <= runs; i++) {
      if (deadline.isOver()) {
        return tally.result(Optional.empty(), false);
      }
      Scheduler plan = guide.apply(generator.next(random).value().scheduler());
      Execution run = harness.run(i % OTHER == 0 ? OtherCodes.in(plan, i / OTHER) : plan);
      Optional<Counterexample> found = tally.add(run.schedule(), run);
      progress.accept(i);
      if (found.isPresent()) {
        return tally.result(Optional.of(Minimal.of(harness, tally, found.get(), deadline)), false);
      }
    }
    return tally.result(Optional.empty(), true);
  }
}
