package org.returntoidle.spec.text;

import com.google.common.base.CharMatcher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Words as a command line that can be pasted: the shell hands exactly these words on, and runs
 * nothing else.
 */
public final class ShellWords {
  private static final CharMatcher PLAIN =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("_+:,./-"));

  /** What cmd gives a meaning also within quotes, or the quotes that it counts itself. */
  private static final CharMatcher MEANT_BY_CMD = CharMatcher.anyOf("\"%!");

  private ShellWords() {}

  /** For the shell of this system: cmd on Windows, else a POSIX shell. */
  public static String here(List<String> words) {
    return System.getProperty("os.name", "").startsWith("Windows") ? cmd(words) : posix(words);
  }

  /** For a POSIX shell. */
  public static String posix(List<String> words) {
    return words.stream().map(ShellWords::posix).collect(Collectors.joining(" "));
  }

  private static String posix(String word) {
    if (!word.isEmpty() && PLAIN.matchesAllOf(word)) {
      return word;
    }
    if (Shown.escaped(word).equals(word) && CharMatcher.anyOf("\n\r\t").matchesNoneOf(word)) {
      return "'" + word.replace("'", "'\\''") + "'";
    }
    // What cannot be shown is named to printf. The shell drops line feeds at the end of what it
    // says.
    String ends = CharMatcher.is('\n').trimTrailingFrom(word);
    String feeds = word.substring(ends.length());
    return "\"$(printf '" + named(ends) + "')\"" + (feeds.isEmpty() ? "" : "'" + feeds + "'");
  }

  private static String named(String word) {
    StringBuilder text = new StringBuilder();
    for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (one & 0xff);
      if (character < 0x80 && PLAIN.matches(character)) {
        text.append(character);
      } else if (character == '%' || character == '\\') {
        text.append(character).append(character);
      } else {
        text.append(String.format(Locale.ROOT, "\\%03o", (int) character));
      }
    }
    return text.toString();
  }

  /** For cmd on Windows, and for Java programs, which take quotes and backslashes as C does. */
  public static String cmd(List<String> words) {
    return words.stream().map(ShellWords::cmd).collect(Collectors.joining(" "));
  }

  private static String cmd(String word) {
    if (!word.isEmpty() && PLAIN.or(CharMatcher.is('\\')).matchesAllOf(word)) {
      return word;
    }
    // C counts backslashes only before a quote.
    String counted = word.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)$", "$1$1");
    String quoted = '"' + counted + '"';
    // cmd takes each quote for an end or a beginning; with carets it sees none.
    return MEANT_BY_CMD.matchesAnyOf(word) ? quoted.replaceAll("[()%!^\"<>&|]", "^$0") : quoted;
  }
}
