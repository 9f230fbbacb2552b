package org.returntoidle.spec.report;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.returntoidle.spec.report.HazardSearch.Found;

/** Which choices make a hazard go: wherever it occurs, it does not if that one is made instead. */
final class GoneWith {
  private final ImmutableSet<ImmutableMap<Choice, String>> places;
  private final ImmutableSet<ImmutableMap<Choice, String>> gone;

  GoneWith(Found found) {
    this.places = labels(found.places());
    this.gone = labels(found.gone());
  }

  private static ImmutableSet<ImmutableMap<Choice, String>> labels(List<Profile<?>> profiles) {
    return profiles.stream()
        .map(profile -> ImmutableMap.copyOf(Maps.transformValues(profile.chosen(), w -> w.label())))
        .collect(toImmutableSet());
  }

  /** Single choices first; then two together, for what is still open. */
  ImmutableList<String> said() {
    List<String> said = new ArrayList<>();
    Set<ImmutableMap<Choice, String>> open = new HashSet<>(gone);
    for (Choice choice : Choice.values()) {
      List<String> values = values(choice, place -> true);
      open.removeIf(place -> values.contains(place.get(choice)));
      if (!values.isEmpty()) {
        said.add(said(choice, values));
      }
    }
    for (Choice first : Choice.values()) {
      for (String value : all(first).toList()) {
        for (Choice second : Choice.values()) {
          List<String> values =
              values(second, place -> value.equals(place.get(first))).stream()
                  .filter(v -> open.stream().anyMatch(p -> has(p, first, value, second, v)))
                  .toList();
          if (first != second && !values.isEmpty()) {
            open.removeIf(p -> values.stream().anyMatch(v -> has(p, first, value, second, v)));
            said.add(said(first, List.of(value)) + " with " + said(second, values));
          }
        }
      }
    }
    return ImmutableList.copyOf(said);
  }

  private static boolean has(
      ImmutableMap<Choice, String> place, Choice first, String value, Choice second, String other) {
    return value.equals(place.get(first)) && other.equals(place.get(second));
  }

  private Stream<String> all(Choice choice) {
    return places.stream()
        .map(place -> place.getOrDefault(choice, ""))
        .filter(value -> !value.isEmpty())
        .distinct();
  }

  /** The values of a choice that make it go from each of these places where it occurs. */
  private List<String> values(Choice choice, Predicate<ImmutableMap<Choice, String>> among) {
    return all(choice)
        .filter(
            value -> {
              Set<ImmutableMap<Choice, String>> instead =
                  Sets.difference(places, gone).stream()
                      .filter(among)
                      .map(place -> with(place, choice, value))
                      .filter(places::contains)
                      .collect(toImmutableSet());
              return !instead.isEmpty() && gone.containsAll(instead);
            })
        .toList();
  }

  private static ImmutableMap<Choice, String> with(
      ImmutableMap<Choice, String> place, Choice choice, String value) {
    return ImmutableMap.<Choice, String>builder()
        .putAll(place)
        .put(choice, value)
        .buildKeepingLast();
  }

  private static String said(Choice choice, List<String> values) {
    String usual = choice == Choice.VARIANT ? "None (the reference)" : "None";
    return choice.label() + " " + String.join(" or ", values).replace("None", usual);
  }
}
