package org.returntoidle.tla.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.tla.sweep.Change.Operator;
import org.returntoidle.tla.sweep.Sweep.Fate;
import org.returntoidle.tla.sweep.Sweep.Result;

/**
 * What became of all changes, as a text: for each operator how many were killed, and for each
 * property how many it notices, and one that nobody else does.
 */
final class Tally {
  /** So many changes are tried, at most, to find one that only one property notices. */
  private static final int TRIED = 10;

  private final Sweep sweep;
  private final ImmutableList<Result> results;

  Tally(Sweep sweep, List<Result> results) {
    this.sweep = sweep;
    this.results = ImmutableList.copyOf(results);
  }

  /** The whole of it, a line each; the same for the same results. */
  ImmutableList<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(sum());
    lines.add("");
    lines.add("operator,changes,killed,equivalent,alive");
    for (Operator operator : Operator.values()) {
      lines.add(operator + "," + counts(of(operator)));
    }
    lines.add("");
    lines.add("property,noticed,witness: a change that nothing else notices");
    ImmutableListMultimap<String, Result> noticed = noticed();
    lines.addAll(
        ImmutableList.sortedCopyOf(noticed.keySet()).parallelStream()
            .map(
                name ->
                    name + "," + noticed.get(name).size() + "," + witness(name, noticed.get(name)))
            .toList());
    return ImmutableList.copyOf(lines);
  }

  ImmutableList<Result> results() {
    return results;
  }

  /** In one line. */
  String sum() {
    long equivalent = count(results, Fate.EQUIVALENT);
    return String.format(
        Locale.ROOT,
        "killed %d of %d, %d equivalent",
        count(results, Fate.KILLED),
        results.size() - equivalent,
        equivalent);
  }

  /** How many changes each operator makes, in the words of {@link #lines()}. */
  static ImmutableList<String> made(List<Change> changes) {
    return Arrays.stream(Operator.values())
        .map(
            operator ->
                operator
                    + ","
                    + changes.stream().filter(change -> change.operator() == operator).count())
        .collect(ImmutableList.toImmutableList());
  }

  /** What lives. */
  ImmutableList<Result> alive() {
    return results.stream()
        .filter(result -> result.fate() == Fate.ALIVE)
        .collect(ImmutableList.toImmutableList());
  }

  private List<Result> of(Operator operator) {
    return results.stream().filter(result -> result.change().operator() == operator).toList();
  }

  private static String counts(List<Result> some) {
    return Stream.of(Fate.KILLED, Fate.EQUIVALENT, Fate.ALIVE)
        .map(fate -> Long.toString(count(some, fate)))
        .collect(Collectors.joining(",", some.size() + ",", ""));
  }

  private static long count(List<Result> some, Fate fate) {
    return some.stream().filter(result -> result.fate() == fate).count();
  }

  private ImmutableListMultimap<String, Result> noticed() {
    ImmutableListMultimap.Builder<String, Result> found = ImmutableListMultimap.builder();
    for (Result result : results) {
      result.killers().keySet().forEach(name -> found.put(name, result));
    }
    return found.build();
  }

  /** A change that nobody else notices, in whatever configuration. */
  private String witness(String name, List<Result> noticed) {
    Optional<Result> found =
        noticed.stream()
            .filter(result -> result.killers().size() == 1)
            .sorted(Comparator.comparing(result -> result.change().toString()))
            .limit(TRIED)
            .filter(result -> sweep.isNoticedOnlyBy(name, result.change()))
            .findFirst();
    return found.map(result -> result.change().toString()).orElse("-");
  }
}
