package org.returntoidle.spec.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Rule;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Path;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.stream.StreamHazard;

/** Looks for the hazards of both protocols wherever they could be. */
final class HazardSearch {
  /**
   * A hazard in all profiles of a protocol.
   *
   * @param rule that describes it
   * @param where in words
   * @param shortest a shortest way to it, as near to the reference as it occurs
   * @param gone where it cannot be reached
   * @param places where it was looked for
   */
  record Found(
      Rule rule,
      String where,
      Walk<?> shortest,
      ImmutableList<Profile<?>> gone,
      ImmutableList<Profile<?>> places) {}

  /** One profile, and for each hazard the shortest way to it, if there is one. */
  private record Place<S>(Profile<S> profile, ImmutableList<Optional<Walk<S>>> ways) {}

  private HazardSearch() {}

  /** Those of banded transfers. */
  static ImmutableList<Found> bands() {
    List<Hazard> hazards = Arrays.asList(Hazard.values());
    List<Place<?>> places =
        search(
            Configuration.all(Bounds.NONE)
                .sorted(Comparator.comparing(c -> c.platform().cancelIsAnError())),
            hazards,
            Profile::of,
            (c, hazard) -> new Condition.OfStates<>(s -> hazard.occurs(c, s)));
    return found(hazards, places, Hazard::rule, hazard -> "Bands: Windows Me and XP");
  }

  /** Those of transfers to streams: of the reference, and of what is unlike it. */
  static ImmutableList<Found> streams() {
    List<StreamHazard> hazards = Arrays.asList(StreamHazard.values());
    List<Place<?>> places =
        search(Profiles.withHazards(), hazards, Profile::of, (c, hazard) -> hazard.occurs(c));
    return found(
        hazards,
        places,
        StreamHazard::rule,
        hazard -> "Streams: Windows Vista and later" + half(hazard.name()));
  }

  /** Of {@code H3_LATE} that it is the late half. */
  private static String half(String name) {
    int end = name.indexOf('_');
    return end < 0 ? "" : ", " + name.substring(end + 1).toLowerCase(Locale.ROOT);
  }

  private static <C, S, H> ImmutableList<Place<?>> search(
      Stream<C> configurations,
      List<H> hazards,
      Function<C, Profile<S>> profile,
      BiFunction<C, H, Condition<S, Action>> occurs) {
    return configurations
        .parallel()
        .map(c -> place(profile.apply(c), hazards.stream().map(h -> occurs.apply(c, h))))
        .collect(toImmutableList());
  }

  private static <S> Place<S> place(Profile<S> profile, Stream<Condition<S, Action>> conditions) {
    StateGraph<S, Action> graph = StateGraph.of(profile.system());
    return new Place<>(
        profile,
        conditions
            .map(condition -> graph.shortestPath(condition).map(Path::actions))
            .map(path -> path.map(actions -> new Walk<>(profile, actions)))
            .collect(toImmutableList()));
  }

  private static <H> ImmutableList<Found> found(
      List<H> hazards, List<Place<?>> places, Function<H, Rule> rule, Function<H, String> where) {
    ImmutableList.Builder<Found> all = ImmutableList.builder();
    for (int i = 0; i < hazards.size(); i++) {
      int index = i;
      H hazard = hazards.get(i);
      all.add(
          new Found(
              rule.apply(hazard),
              where.apply(hazard),
              shortest(hazard, places.stream().flatMap(place -> place.ways().get(index).stream())),
              places.stream()
                  .filter(place -> place.ways().get(index).isEmpty())
                  .map(Place::profile)
                  .collect(toImmutableList()),
              places.stream().map(Place::profile).collect(toImmutableList())));
    }
    return all.build();
  }

  private static Walk<?> shortest(Object hazard, Stream<? extends Walk<?>> ways) {
    return ways.min(
            Comparator.<Walk<?>>comparingLong(walk -> walk.profile().unusual())
                .thenComparingInt(walk -> walk.actions().size()))
        .orElseThrow(() -> new IllegalStateException(hazard + " occurs nowhere"));
  }
}
