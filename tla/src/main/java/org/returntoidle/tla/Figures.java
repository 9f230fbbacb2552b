package org.returntoidle.tla;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.returntoidle.tla.engine.TlcResult;

/**
 * What TLC must answer to a claim: its line in {@code figures.csv}.
 *
 * @param exitCode that TLC must end with
 * @param messageCode of TLC's message that says so: 2193 success, 2110 invariant, 2112 property of
 *     steps, 2116 property of behaviours
 * @param distinctStates that TLC must count; null where a violation cuts the search short
 * @param generatedSteps that TLC must count, likewise: see {@link TlcResult#generatedSteps}
 * @param depth length of the longest of the shortest paths, likewise
 * @param steps length of the counterexample, the shortest one if it is finite; null if it holds
 */
public record Figures(
    int exitCode,
    int messageCode,
    @Nullable Long distinctStates,
    @Nullable Long generatedSteps,
    @Nullable Integer depth,
    @Nullable Integer steps) {
  static final String FILE = "figures.csv";

  /** Of a claim that is not measured yet, or need not be. */
  static final Figures UNKNOWN = new Figures(0, 0, null, null, null, null);

  private static final String HEADER =
      "claim,exitCode,messageCode,distinctStates,generatedSteps,depth,steps";
  private static final int COLUMNS = 7;

  /** What {@code result} says. */
  static Figures of(TlcResult result) {
    boolean holds = result.outcome() == TlcResult.Outcome.HOLDS;
    return new Figures(
        result.exitCode(),
        result.messageCode(),
        holds ? result.distinctStates() : null,
        holds ? result.generatedSteps() : null,
        holds ? result.depth() : null,
        holds ? null : result.counterexample().size());
  }

  /**
   * The lines of the file, by the name of the claim.
   *
   * @throws TlaFilesException if a line is not understood, or a claim has two
   */
  static ImmutableMap<String, Figures> parse(String text) {
    return parse(FILE, text);
  }

  /** The same of the file with this name. */
  static ImmutableMap<String, Figures> parse(String file, String text) {
    ImmutableMap.Builder<String, Figures> all = ImmutableMap.builder();
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new TlaFilesException(file + ", line 1: must be " + HEADER);
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = Splitter.on(',').splitToList(lines.get(i));
      try {
        if (cells.size() != COLUMNS || names.contains(cells.get(0))) {
          throw new NumberFormatException();
        }
        names.add(cells.get(0));
        all.put(
            cells.get(0),
            new Figures(
                Integer.parseInt(cells.get(1)),
                Integer.parseInt(cells.get(2)),
                number(cells.get(3), Long::valueOf),
                number(cells.get(4), Long::valueOf),
                number(cells.get(5), Integer::valueOf),
                number(cells.get(6), Integer::valueOf)));
      } catch (NumberFormatException e) {
        throw new TlaFilesException(
            String.format(
                Locale.ROOT, "%s, line %d: not the figures of one more claim", file, i + 1));
      }
    }
    return all.buildOrThrow();
  }

  private static <T> @Nullable T number(String cell, Function<String, T> parse) {
    return cell.isEmpty() ? null : parse.apply(cell);
  }

  /** The whole file. */
  static String text(Map<String, Figures> all) {
    StringBuilder text = new StringBuilder(HEADER + "\n");
    all.forEach(
        (name, figures) -> text.append(name).append(',').append(figures.cells()).append('\n'));
    return text.toString();
  }

  private String cells() {
    return Joiner.on(',')
        .useForNull("")
        .join(exitCode, messageCode, distinctStates, generatedSteps, depth, steps);
  }

  /** How {@code result} differs; empty if it does not. What is null is not compared. */
  Optional<String> difference(TlcResult result) {
    if (equals(UNKNOWN)) {
      return Optional.empty();
    }
    return differs("exit code", exitCode, result.exitCode())
        .or(() -> differs("message code", messageCode, result.messageCode()))
        .or(() -> differs("distinct states", distinctStates, result.distinctStates()))
        .or(() -> differs("generated steps", generatedSteps, result.generatedSteps()))
        .or(() -> differs("depth", depth, result.depth()))
        .or(() -> differs("steps to the violation", steps, result.counterexample().size()));
  }

  private static <T> Optional<String> differs(String what, @Nullable T expected, T actual) {
    return expected == null || Objects.equals(expected, actual)
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%s %s, expected %s", what, actual, expected));
  }
}
