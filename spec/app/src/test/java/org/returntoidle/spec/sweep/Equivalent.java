package org.returntoidle.spec.sweep;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Changes that change nothing that is said, and why: a paragraph of {@code equivalent.txt} is a
 * reason, and the changes for which it is one, as regular expressions.
 *
 * @param reason in words
 * @param changes which
 */
record Equivalent(String reason, ImmutableList<Pattern> changes) {
  private static final Path FILE = Path.of("src", "test", "resources", "sweep", "equivalent.txt");

  static ImmutableList<Equivalent> all() throws IOException {
    String text = Files.readString(FILE).replace("\r\n", "\n").strip();
    return Splitter.on("\n\n")
        .splitToStream(text)
        .map(Splitter.on('\n')::splitToList)
        .map(lines -> new Equivalent(lines.get(0), patterns(lines.subList(1, lines.size()))))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Pattern> patterns(List<String> lines) {
    return lines.stream().map(Pattern::compile).collect(ImmutableList.toImmutableList());
  }

  /** Whether one of {@code known} says why {@code change} is none. */
  static boolean of(ImmutableList<Equivalent> known, Change change) {
    return known.stream()
        .flatMap(one -> one.changes().stream())
        .anyMatch(pattern -> pattern.matcher(change.toString()).matches());
  }
}
