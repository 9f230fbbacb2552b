package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.MapMaker;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Scheduler;

/** Plays a word; then the run is finished in the ordinary way. For one run. */
final class Player implements Scheduler {
  /** The lists of moves are few, and asked for at every point of every run. */
  private static final ConcurrentMap<ImmutableList<Move>, ImmutableList<Move>> FITTING =
      new MapMaker().weakKeys().makeMap();

  private final ImmutableList<Letter> word;
  private final List<Visit> visits = new ArrayList<>();
  private final Map<Point.Kind, Integer> numbers = new EnumMap<>(Point.Kind.class);
  private int next;

  /**
   * A point of the run.
   *
   * @param number which of its kind since the last letter
   * @param moves what can happen there, the ordinary first
   * @param waits whether nothing is ordinary there
   * @param played whether a letter was
   */
  private record Visit(
      Point.Kind kind, int number, ImmutableList<Move> moves, boolean waits, boolean played) {}

  /**
   * What is seen from one letter to the next.
   *
   * @param letters all that led here
   * @param step what is seen
   * @param whole whether all of it is seen, or it was cut by the next letter
   * @param events how many events the trace had when the last letter had been taken in
   */
  record Stretch(ImmutableList<Letter> letters, Step step, boolean whole, int events) {
    /** Whether this is what was to be seen, as far as it goes. */
    boolean isPartOf(Step expected) {
      ImmutableList<String> seen = step.does();
      return whole
          ? expected.equals(step)
          : expected.does().size() >= seen.size()
              && expected.does().subList(0, seen.size()).equals(seen);
    }
  }

  Player(List<Letter> word) {
    this.word = ImmutableList.copyOf(word);
  }

  /** The word. */
  ImmutableList<Letter> word() {
    return word;
  }

  @Override
  public Move choose(Point point, ImmutableList<Move> options) {
    ImmutableList<Move> fit =
        FITTING.computeIfAbsent(
            options,
            all -> all.stream().filter(Letter::has).collect(ImmutableList.toImmutableList()));
    Point.Kind kind = point.kind();
    fit = kind == Point.Kind.AGAIN ? fit.subList(0, 1) : fit;
    int number = numbers.merge(kind, 1, Integer::sum);
    boolean between = kind == Point.Kind.NEXT;
    boolean waits =
        !fit.isEmpty() && (between || fit.stream().filter(Letter::isRegular).count() > 1);
    Move chosen = fit.isEmpty() || between ? options.get(0) : fit.get(0);
    boolean isNext = next < word.size() && isHere(word.get(next), kind, number, fit);
    if (isNext) {
      chosen = word.get(next).move();
      next++;
    } else if (waits) {
      next = word.size(); // What is left does not fit.
    }
    boolean played = isNext || (waits && !between);
    visits.add(new Visit(kind, number, fit, waits, played));
    if (played) {
      numbers.clear();
    }
    return chosen;
  }

  private static boolean isHere(
      Letter letter, Point.Kind kind, int number, ImmutableList<Move> fit) {
    return letter.kind() == kind && letter.number() == number && fit.contains(letter.move());
  }

  /** What is seen in {@code run}, which was played in this way. */
  ImmutableList<Stretch> stretches(Execution run) {
    ImmutableList.Builder<Stretch> stretches = ImmutableList.builder();
    Plain plain = new Plain();
    ImmutableList<Letter> letters = ImmutableList.of();
    ImmutableList.Builder<String> does = ImmutableList.builder();
    ImmutableList.Builder<Letter> possible = ImmutableList.builder();
    int taken = -1;
    int from = 0;
    for (int i = 0; i < visits.size(); i++) {
      Visit visit = visits.get(i);
      int to = run.visits().get(i).events();
      taken = taken < 0 ? to : taken;
      does.addAll(plain.of(run.trace().subList(from, to)));
      from = to;
      if (visit.moves().isEmpty()) {
        break; // There is no next transfer.
      }
      does.add(Step.POINT + visit.kind().label());
      for (Move move : visit.moves().subList(visit.waits() ? 0 : 1, visit.moves().size())) {
        possible.add(new Letter(visit.kind(), visit.number(), move));
      }
      if (visit.waits() || visit.played()) {
        Step step = new Step(does.build(), possible.build());
        stretches.add(new Stretch(letters, step, visit.waits(), taken));
        if (!visit.played()) {
          return stretches.build(); // The run ends there.
        }
        Move move = run.visits().get(i).chosen();
        letters = Machine.longer(letters, new Letter(visit.kind(), visit.number(), move));
        does = ImmutableList.builder();
        possible = ImmutableList.builder();
        taken = -1;
      }
    }
    does.addAll(plain.of(run.trace().subList(from, run.trace().size())));
    stretches.add(
        new Stretch(
            letters,
            new Step(does.build(), possible.build()),
            true,
            taken < 0 ? run.trace().size() : taken));
    return stretches.build();
  }
}
