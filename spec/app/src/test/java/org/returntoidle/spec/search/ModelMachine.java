package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Used;
import org.returntoidle.spec.learn.Letter;
import org.returntoidle.spec.search.Decisions.At;
import org.returntoidle.spec.search.Decisions.Where;

/**
 * The machine of the canonical driver, read off the model: no driver is run. Letters and points are
 * those that a driver is learned with; what is seen are the protocol's steps.
 *
 * @param states the first is the beginning
 */
record ModelMachine(ImmutableList<ImmutableMap<String, Edge>> states) {
  /**
   * What a letter leads to.
   *
   * @param sees the steps and points on the way to the next decision that is not ordinary, and what
   *     can happen there and before
   * @param next the number of the state
   */
  record Edge(ImmutableList<String> sees, int next) {}

  /** How a point is shown. */
  private static final String POINT = "at ";

  /** The machine of such a driver. */
  static ModelMachine of(Platform platform, DriverKind kind, Limits limits) {
    return new Reading(platform, new Decisions(platform, kind, limits)).machine();
  }

  /** Reads it off. */
  private static final class Reading {
    private final Platform platform;
    private final Decisions decisions;

    /** Where a letter has led, before anything ordinary happens. */
    private final Map<Where, Integer> numbers = new LinkedHashMap<>();

    private final List<Where> order = new ArrayList<>();

    Reading(Platform platform, Decisions decisions) {
      this.platform = platform;
      this.decisions = decisions;
    }

    ModelMachine machine() {
      number(At.START.where());
      ImmutableList.Builder<ImmutableMap<String, Edge>> states = ImmutableList.builder();
      for (int i = 0; i < order.size(); i++) {
        ImmutableMap.Builder<String, Edge> edges = ImmutableMap.builder();
        stretch(order.get(i))
            .letters()
            .forEach((letter, taken) -> edges.put(letter.toString(), edge(taken)));
        states.add(edges.buildOrThrow());
      }
      return new ModelMachine(states.build());
    }

    private int number(Where where) {
      if (!numbers.containsKey(where)) {
        numbers.put(where, order.size());
        order.add(where);
      }
      return numbers.getOrDefault(where, -1);
    }

    private Edge edge(Decisions.Step taken) {
      Where next = taken.next().orElseThrow().where();
      Stretch after = stretch(next);
      ImmutableList.Builder<String> sees = ImmutableList.builder();
      sees.addAll(words(taken)).addAll(after.sees());
      after.letters().keySet().stream().map(Letter::toString).sorted().forEach(sees::add);
      return new Edge(sees.build(), number(next));
    }

    /** What happens from one letter up to where nothing is ordinary, and what can fall in. */
    private Stretch stretch(Where from) {
      Map<Point.Kind, Integer> counts = new EnumMap<>(Point.Kind.class);
      ImmutableList.Builder<String> sees = ImmutableList.builder();
      Map<Letter, Decisions.Step> letters = new LinkedHashMap<>();
      Where where = from;
      while (true) {
        At at = new At(where, Used.NOTHING);
        Point.Kind kind = where.kind();
        int number = counts.merge(kind, 1, Integer::sum);
        ImmutableList<Move> moves =
            decisions.moves(at).stream()
                .filter(Letter::has)
                .limit(kind == Point.Kind.AGAIN ? 1 : Long.MAX_VALUE)
                .collect(ImmutableList.toImmutableList());
        boolean waits =
            kind == Point.Kind.NEXT || moves.stream().filter(Letter::isRegular).count() > 1;
        sees.add(POINT + kind.label());
        for (Move move : moves.subList(waits ? 0 : 1, moves.size())) {
          letters.put(new Letter(kind, number, move), decisions.step(at, move));
        }
        if (waits) {
          return new Stretch(sees.build(), letters);
        }
        Decisions.Step ordinary = decisions.step(at, moves.get(0));
        sees.addAll(words(ordinary));
        where = ordinary.next().orElseThrow().where();
      }
    }

    /**
     * What is seen of some steps, without events that mean nothing; what is learned has reads that
     * are submitted first, since a driver may read ahead.
     */
    private ImmutableList<String> words(Decisions.Step taken) {
      return taken.edges().stream()
          .filter(edge -> edge.action() != Action.NOTIFY_OTHER_EVENT)
          .sorted(Comparator.comparing(edge -> edge.action() != Action.SUBMIT_READ))
          .map(this::word)
          .collect(ImmutableList.toImmutableList());
    }

    private String word(Decisions.Edge edge) {
      return edge.action() == Action.RETURN_FROM_ACQUIRE
          ? returned(edge.from().status().result(platform))
          : edge.action().label().replaceFirst("_.*", ""); // The letter has the code.
    }
  }

  /** What is seen when a transfer returns: every error is one to the protocol. */
  static String returned(HResult code) {
    boolean isError = !code.equals(HResult.S_OK) && !code.equals(HResult.S_FALSE);
    return Action.RETURN_FROM_ACQUIRE.label() + "(" + (isError ? "an error" : "" + code) + ")";
  }

  private record Stretch(ImmutableList<String> sees, Map<Letter, Decisions.Step> letters) {}
}
