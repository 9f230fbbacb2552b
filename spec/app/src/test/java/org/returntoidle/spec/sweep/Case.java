package org.returntoidle.spec.sweep;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run that is judged, one in each line of {@code runs.txt}.
 *
 * @param permissive the rule that the judge names for any driver; {@code right} if there is none
 * @param strict the same for the reference
 * @param trace what {@code check-trace} names; {@code unfinished} if the driver is not idle
 * @param run the words of {@link RunText}
 */
record Case(String permissive, String strict, String trace, String run) {
  private static final Path FILE = Path.of("src", "test", "resources", "sweep", "runs.txt");

  static ImmutableList<Case> all() {
    try {
      return Files.readAllLines(FILE).stream().map(Case::of).collect(toImmutableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case of(String line) {
    List<String> parts = Splitter.on(' ').omitEmptyStrings().limit(4).splitToList(line);
    return new Case(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  @Override
  public String toString() {
    return run;
  }
}
