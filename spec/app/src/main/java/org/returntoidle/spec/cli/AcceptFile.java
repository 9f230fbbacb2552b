package org.returntoidle.spec.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.search.SmallFile;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverSearch.Accepted;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;

/** The list of known violations: a rule and a replay file on each line, {@code #} for comments. */
final class AcceptFile {
  private static final Splitter WORDS = Splitter.on(' ').trimResults().omitEmptyStrings().limit(2);

  private AcceptFile() {}

  /**
   * Reads {@code file}; replay files are found from its folder.
   *
   * @throws BadInputException if it, or a file that it names, cannot be read
   */
  static ImmutableList<Accepted> read(Path file) {
    ImmutableList.Builder<Accepted> accepted = ImmutableList.builder();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.replace('\t', ' ').strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        accepted.add(entry(file, number, WORDS.splitToList(text)));
      }
    }
    return accepted.build();
  }

  private static Accepted entry(Path file, int number, List<String> words) {
    String where = "--accept: " + Shown.name(file) + ", line " + number + ": ";
    Rule rule =
        Arrays.stream(Rule.values())
            .filter(r -> r.needsCheck() && r.name().equals(words.get(0)))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        where
                            + "'"
                            + Shown.name(words.get(0))
                            + "' is not a rule; a line is: D5 FILE"));
    if (words.size() < 2) {
      throw new BadInputException(where + "the replay file is missing; a line is: D5 FILE");
    }
    Path replay = Output.path("--accept", words.get(1));
    Path folder = file.toAbsolutePath().getParent();
    return new Accepted(rule, Recorded.read(folder == null ? replay : folder.resolve(replay)));
  }

  private static List<String> lines(Path file) {
    try {
      return SmallFile.read(file).lines().toList();
    } catch (SmallFile.NotReadableException e) {
      throw new BadInputException("--accept: " + Shown.name(file) + ": " + e.getMessage());
    }
  }
}
