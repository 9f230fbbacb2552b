package org.returntoidle.spec.kit;

import com.google.common.base.CharMatcher;
import java.io.File;

/** A word of a command line that can be pasted. */
final class ShellWord {
  private static final CharMatcher PLAIN =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("_+:,./\\-"));

  private ShellWord() {}

  /** Quoted if it has to be: for cmd on Windows, else for a POSIX shell. */
  static String quoted(String word) {
    return File.separatorChar == '\\' ? windows(word) : posix(word);
  }

  static String windows(String word) {
    return PLAIN.matchesAllOf(word) ? word : '"' + word + '"';
  }

  static String posix(String word) {
    boolean plain = PLAIN.matchesAllOf(word) && word.indexOf('\\') < 0;
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
