package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.search.DecisionGraph.Place;
import org.returntoidle.spec.search.DecisionGraph.Way;

/**
 * Few schedules that together take every edge of the protocol: every step from every state, as far
 * as the environment's decisions lead there, without counters. Planned in the model alone, for its
 * canonical driver, and always the same. Another driver may go other ways.
 *
 * <p>To find the fewest is set cover, which is NP-hard (Karp 1972). So each schedule is one that
 * takes most edges that none before has taken, which is at most 1 + ln(n) times as many as the
 * fewest, if none takes more than n (Chvatal 1979). "Most" counts an edge twice that one schedule
 * takes twice, so that it can be found without trying them all; the bound grows by as much. In the
 * end those go that are not needed beside the others: without any one of the rest, an edge is
 * missing.
 *
 * @param schedules to run
 * @param edges how many they take together
 */
public record EdgeCover(ImmutableList<Schedule> schedules, int edges) {
  /** The smallest scope in which there are all edges that there are in any larger one. */
  public static final Scope SCOPE = Scope.together(2, 2, 3);

  /** For a driver of this kind, within {@link #SCOPE}. */
  public static EdgeCover of(Platform platform, DriverKind driver) {
    return of(platform, driver, SCOPE);
  }

  /** The same within another scope. */
  static EdgeCover of(Platform platform, DriverKind driver, Scope scope) {
    DecisionGraph graph =
        DecisionGraph.of(new Decisions(platform, driver, new Limits(scope, Duration.ZERO)));
    return new EdgeCover(
        needed(greedy(graph)).stream().map(Path::schedule).collect(ImmutableList.toImmutableList()),
        graph.edges().size());
  }

  /**
   * A schedule, and where it leads.
   *
   * @param edges the numbers of those that it takes
   */
  private record Path(Schedule schedule, BitSet edges) {}

  private static List<Path> greedy(DecisionGraph graph) {
    List<Path> paths = new ArrayList<>();
    BitSet missing = new BitSet();
    missing.set(0, graph.edges().size());
    while (!missing.isEmpty()) {
      Path best = best(graph, missing);
      missing.andNot(best.edges());
      paths.add(best);
    }
    return paths;
  }

  /** A path that takes most of the missing edges; of equal ones the one that is more ordinary. */
  private static Path best(DecisionGraph graph, BitSet missing) {
    int[] most = new int[graph.places().size()];
    int[] choice = new int[most.length];
    for (int place = 0; place < most.length; place++) { // Where it leads to is known already.
      most[place] = -1;
      ImmutableList<Way> ways = graph.places().get(place).ways();
      for (int i = 0; i < ways.size(); i++) {
        int takes = takes(ways.get(i), missing, most);
        if (takes > most[place]) {
          most[place] = takes;
          choice[place] = i;
        }
      }
    }
    return path(graph, choice);
  }

  private static int takes(Way way, BitSet missing, int... most) {
    int takes = way.next() == DecisionGraph.END ? 0 : most[way.next()];
    for (int i = 0; i < way.edges().length(); i++) {
      takes += missing.get(way.edges().get(i)) ? 1 : 0;
    }
    return takes;
  }

  /** From the beginning to the end, by what is chosen at each place. */
  private static Path path(DecisionGraph graph, int... choice) {
    Schedule schedule = Schedule.ORDINARY;
    BitSet edges = new BitSet();
    Map<Point.Kind, Integer> ordinals = new EnumMap<>(Point.Kind.class);
    int number = choice.length - 1;
    while (number != DecisionGraph.END) {
      Place place = graph.places().get(number);
      Way way = place.ways().get(choice[number]);
      Point point = point(place, ordinals);
      if (choice[number] > 0) {
        schedule = schedule.plus(point, way.move());
      }
      way.edges().forEach(edges::set);
      number = way.next();
    }
    return new Path(schedule, edges);
  }

  /** Counts from one each kind of point within a transfer. */
  private static Point point(Place place, Map<Point.Kind, Integer> ordinals) {
    Point.Kind kind = place.at().where().kind();
    int begun = place.at().used().transfers();
    if (kind == Point.Kind.IDLE || kind == Point.Kind.NEXT) {
      ordinals.clear();
      return new Point(begun + 1, kind, 1);
    }
    return new Point(begun, kind, ordinals.merge(kind, 1, Integer::sum));
  }

  /** Without those whose edges the others take as well; the last ones are looked at first. */
  private static List<Path> needed(List<Path> paths) {
    List<Path> needed = new ArrayList<>(paths);
    for (int i = paths.size() - 1; i >= 0; i--) {
      BitSet others = new BitSet();
      Path path = paths.get(i);
      needed.stream()
          .filter(other -> !other.equals(path))
          .forEach(other -> others.or(other.edges()));
      BitSet own = (BitSet) path.edges().clone();
      own.andNot(others);
      if (own.isEmpty()) {
        needed.remove(path);
      }
    }
    return needed;
  }
}
