package org.returntoidle.spec.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colors for a line of text. What a line means is seen by how it begins, so whoever writes lines
 * need not know of colors, and files have none.
 */
final class Paint {
  /** The labels at the beginning of lines: up to eleven columns, then what they label. */
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z][a-zA-Z0-9/ ]{1,9}) +(?=\\S)");

  /** What somebody has to do something about. */
  private static final Pattern BAD =
      Pattern.compile(
          "[ABDLHV]\\d+[a-c]? (VIOLATED|violated\\b)|VIOLATED|NOT EXPECTED|NOT the same graph"
              + "|\\bbreaks [ABDLHV]\\d+[a-c]?|still fails|not complete|not deterministic");

  private static final Pattern GOOD =
      Pattern.compile("no (new )?violation|keeps the rules|keeps [\\d,]+ rules");

  /** Lines that say what is wrong, from their first word to their end. */
  private static final Pattern WRONG = Pattern.compile("wrong {6}.*|  *\\d* +!! .*");

  private static final String RED = "\u001b[1;31m";
  private static final String GREEN = "\u001b[32m";
  private static final String FAINT = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private Paint() {}

  /** The line with colors. */
  static String line(String text) {
    if (WRONG.matcher(text).matches()) {
      return RED + text + PLAIN;
    }
    String painted = BAD.matcher(text).replaceAll(found -> RED + found.group() + PLAIN);
    painted = GOOD.matcher(painted).replaceAll(found -> GREEN + found.group() + PLAIN);
    Matcher label = LABEL.matcher(painted);
    return label.lookingAt() && label.end() == 11
        ? FAINT + label.group() + PLAIN + painted.substring(label.end())
        : painted;
  }
}
