package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Scheduler;

/**
 * Plays a word: one letter at each point at which there is a choice between letters. Then the run
 * is finished in the ordinary way, and what is seen on the way is an answer, too. For one run.
 */
final class Player implements Scheduler {
  private final ImmutableList<Move> word;
  private final List<Mark> marks = new ArrayList<>();
  private int visits;
  private int played;
  private boolean finishing;

  /** We have ended the run; otherwise it has ended itself. */
  private boolean ended;

  /**
   * A point at which a letter could be played.
   *
   * @param visit its number among those of the run
   * @param letter what was played; null if the run was ended there
   */
  private record Mark(int visit, Point.Kind at, ImmutableList<Move> moves, @Nullable Move letter) {}

  /**
   * What a run answers.
   *
   * @param at where the first decision is, if there is one
   * @param moves what can be decided there
   * @param letters what was decided, as far as the answers go
   * @param steps the answer to each letter
   * @param events how many events of the trace there were up to the end of each answer
   */
  record Answer(
      Optional<Point.Kind> at,
      ImmutableList<Move> moves,
      ImmutableList<Move> letters,
      ImmutableList<Step> steps,
      ImmutableList<Integer> events) {}

  Player(List<Move> word) {
    this.word = ImmutableList.copyOf(word);
  }

  /** The word. */
  ImmutableList<Move> word() {
    return word;
  }

  @Override
  public Move choose(Point point, ImmutableList<Move> options) {
    int visit = visits++;
    ImmutableList<Move> fit = Letters.of(options);
    Move ordinary = options.get(0);
    boolean between = point.kind() == Point.Kind.NEXT;
    if (fit.size() < 2) {
      ended |= between && finishing;
      return fit.isEmpty() || (between && finishing) ? ordinary : fit.get(0);
    }
    boolean over = finishing || played == word.size();
    if (over && between) {
      ended = true;
      marks.add(new Mark(visit, point.kind(), fit, null));
      return ordinary;
    }
    finishing |= over;
    Move wanted = over ? fit.get(0) : word.get(played);
    played++;
    Move letter = fit.contains(wanted) ? wanted : fit.get(0); // A driver may answer otherwise.
    marks.add(new Mark(visit, point.kind(), fit, letter));
    return letter;
  }

  /** The answers that {@code run}, which was played in this way, gives. */
  Answer answer(Execution run) {
    Plain plain = new Plain();
    ImmutableList.Builder<Move> letters = ImmutableList.builder();
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    ImmutableList.Builder<Integer> events = ImmutableList.builder();
    if (!marks.isEmpty()) {
      plain.of(run.trace().subList(0, events(run, marks.get(0))));
    }
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      Optional<Mark> next = i + 1 < marks.size() ? Optional.of(marks.get(i + 1)) : Optional.empty();
      if (mark.letter() == null || (next.isEmpty() && ended)) {
        break; // What it would have done next, nobody has seen.
      }
      int end = next.map(one -> events(run, one)).orElse(run.trace().size());
      letters.add(mark.letter());
      events.add(end);
      steps.add(
          new Step(
              plain.of(run.trace().subList(events(run, mark), end)),
              next.map(Mark::at),
              next.map(Mark::moves).orElse(ImmutableList.of())));
    }
    return new Answer(
        marks.stream().map(Mark::at).findFirst(),
        marks.isEmpty() ? ImmutableList.of() : marks.get(0).moves(),
        letters.build(),
        steps.build(),
        events.build());
  }

  private static int events(Execution run, Mark mark) {
    return run.visits().get(mark.visit()).events();
  }
}
