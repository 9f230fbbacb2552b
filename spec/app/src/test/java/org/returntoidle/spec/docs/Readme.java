package org.returntoidle.spec.docs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The documents of the project. */
public final class Readme {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  /** All of them; the README is the first. */
  static final ImmutableList<String> ALL =
      ImmutableList.of(
          "README.md",
          "CONTRIBUTING.md",
          "spec/RULES.md",
          "spec/VERDICT.md",
          "spec/KIT.md",
          "spec/DRIVER-PROCESS.md",
          "spec/TRACE-FORMAT.md",
          "spec/CHANGELOG.md",
          "tla/PROOF.md",
          "tla/TUTORIAL.md");

  static final String RULES = "spec/RULES.md";
  static final String VERDICT = "spec/VERDICT.md";
  static final String KIT = "spec/KIT.md";
  static final String TRACES = "spec/TRACE-FORMAT.md";
  static final String PROOF = "tla/PROOF.md";
  static final String TUTORIAL = "tla/TUTORIAL.md";

  private Readme() {}

  /** A document, with line feeds only. */
  public static String text(String name) throws IOException {
    return Files.readString(ROOT.resolve(name)).replace("\r\n", "\n");
  }

  /** The shell blocks of all documents, each with its lines joined. */
  static ImmutableList<String> shellBlocks() throws IOException {
    ImmutableList.Builder<String> blocks = ImmutableList.builder();
    for (String name : ALL) {
      blocks(name, "sh").forEach(block -> blocks.add(block.replace("\\\n", "")));
    }
    return blocks.build();
  }

  /** The anchors of its headings, as GitHub makes them. */
  static ImmutableSet<String> anchors(String name) throws IOException {
    return Pattern.compile("(?m)^#+ (.*)$")
        .matcher(text(name))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The code blocks in this language, without their fences. */
  public static ImmutableList<String> blocks(String name, String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(text(name))
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(ImmutableList.toImmutableList());
  }
}
