package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.search.Decisions.At;
import org.returntoidle.spec.search.Decisions.Edge;
import org.returntoidle.spec.search.Decisions.Step;
import org.returntoidle.spec.search.Decisions.Where;

/**
 * All decisions within a scope, of those that take the protocol the same way the first only. It has
 * no cycle: every schedule ends. Places have numbers, and so have the protocol's edges.
 *
 * @param places each behind those to which it leads; so the last one is the beginning
 * @param edges of the protocol, which are the steps that these decisions take
 */
record DecisionGraph(ImmutableList<Place> places, ImmutableList<Edge> edges) {
  /** Behind the last decision of a schedule. */
  static final int END = -1;

  /**
   * Where the environment decides.
   *
   * @param ways what it can do there, the ordinary first
   */
  record Place(At at, ImmutableList<Way> ways) {}

  /**
   * A decision.
   *
   * @param edges numbers of the steps that it takes
   * @param next number of the place to which it leads, or {@link #END}
   */
  record Way(Move move, ImmutableIntArray edges, int next) {}

  /** All that {@code decisions} allow. */
  static DecisionGraph of(Decisions decisions) {
    Building building = new Building(decisions);
    building.number(At.START);
    return new DecisionGraph(
        ImmutableList.copyOf(building.places), ImmutableList.copyOf(building.edges.keySet()));
  }

  /** Finds places and edges, depth first. */
  private static final class Building {
    private final Decisions decisions;
    private final List<Place> places = new ArrayList<>();
    private final Map<At, Integer> numbers = new HashMap<>();
    private final Map<Edge, Integer> edges = new LinkedHashMap<>();

    Building(Decisions decisions) {
      this.decisions = decisions;
    }

    int number(At at) {
      Integer known = numbers.get(at);
      if (known != null) {
        return known;
      }
      Place place = place(at); // Gives their numbers to those to which it leads.
      places.add(place);
      numbers.put(at, places.size() - 1);
      return places.size() - 1;
    }

    private Place place(At at) {
      Map<Same, Way> ways = new LinkedHashMap<>();
      for (Move move : decisions.moves(at)) {
        Step step = decisions.step(at, move);
        Same same = Same.of(step);
        if (!ways.containsKey(same)) {
          ways.put(
              same,
              new Way(move, numbers(step.edges()), step.next().map(this::number).orElse(END)));
        }
      }
      return new Place(at, ImmutableList.copyOf(ways.values()));
    }

    private ImmutableIntArray numbers(List<Edge> steps) {
      ImmutableIntArray.Builder all = ImmutableIntArray.builder(steps.size());
      steps.forEach(edge -> all.add(edges.computeIfAbsent(edge, one -> edges.size())));
      return all.build();
    }
  }

  /** What moves have in common that the protocol does not tell apart, such as two codes. */
  private record Same(ImmutableList<Edge> edges, Optional<Where> next) {
    static Same of(Step step) {
      return new Same(step.edges(), step.next().map(At::where));
    }
  }
}
