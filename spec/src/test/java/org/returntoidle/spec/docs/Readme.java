package org.returntoidle.spec.docs;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The documents at the top of the project. */
final class Readme {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Readme() {}

  static String text(String name) throws IOException {
    return Files.readString(ROOT.resolve(name)).replace("\r\n", "\n");
  }

  /** The code blocks in this language, without their fences. */
  static ImmutableList<String> blocks(String name, String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(text(name))
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(ImmutableList.toImmutableList());
  }
}
