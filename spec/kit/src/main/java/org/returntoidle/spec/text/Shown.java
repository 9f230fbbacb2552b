package org.returntoidle.spec.text;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Foreign text as it is shown: names of files and classes, messages of drivers, lines of processes,
 * values of options. Whatever is in it, it moves no cursor, turns no direction of writing, ends no
 * line and is not endless.
 */
public final class Shown {
  /** The longest line. */
  public static final int LINE = 200;

  /** The longest foreign message within a text, which is then wrapped. */
  public static final int MESSAGE = 400;

  /** The longest name of a file or a driver within a line. */
  public static final int NAME = 120;

  /** What a wrapped line goes on with. */
  private static final String INDENT = " ".repeat(11);

  private static final String CUT = "...";

  private Shown() {}

  /**
   * The text with each control and direction character as an escape that can be seen, such as
   * {@code \u202E}; tabs and ends of lines stay. JSON keeps its meaning.
   */
  public static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int next = i + Character.charCount(point);
      boolean endsLine = point == '\r' && next < text.length() && text.charAt(next) == '\n';
      if (point == '\n' || point == '\t' || endsLine || isHarmless(point)) {
        shown.appendCodePoint(point);
      } else {
        escape(shown, text, i, next);
      }
      i = next;
    }
    return shown.toString();
  }

  /**
   * The text in one line of at most {@link #LINE} characters; what is too much goes from within.
   */
  public static String line(String text) {
    return oneLine(text, LINE, LINE / 4);
  }

  /** A message of somebody else, in one line; what is too much goes from within. */
  public static String message(String text) {
    return oneLine(text, MESSAGE, MESSAGE / 4);
  }

  /** The name of a file or a driver, in one line; what is too much goes from within. */
  public static String name(Object name) {
    return name(name, NAME);
  }

  /** The same, of at most so many characters. */
  public static String name(Object name, int most) {
    return oneLine(name.toString(), most, most / 2);
  }

  /**
   * What somebody else's code threw: the simple name of its class, and its message.
   *
   * @param thrown null if there is nothing
   */
  public static String thrown(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "nothing";
    }
    String name = thrown.getClass().getName();
    String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    String said;
    try {
      said = thrown.getMessage();
    } catch (Throwable e) {
      said = null; // Its message is foreign code, too.
    }
    return message(said == null ? simple : simple + ": " + said);
  }

  /**
   * What somebody else's code threw, and the line that threw it.
   *
   * @param thrown not null
   */
  public static String thrownAt(Throwable thrown) {
    StackTraceElement[] frames;
    try {
      frames = thrown.getStackTrace();
    } catch (Throwable e) {
      frames = new StackTraceElement[0]; // Foreign code, too.
    }
    return frames.length == 0 ? thrown(thrown) : thrown(thrown) + ", at " + frames[0];
  }

  /** Why a file cannot be read or written, in words, without the file's name. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (e instanceof EOFException) {
      return "it ends too early";
    }
    String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return said == null || said.isBlank() ? "input or output failed" : message(said);
  }

  /**
   * The same lines, none longer than {@link #LINE}: each that is goes on below, indented as the
   * lines of a report are.
   */
  public static String wrapped(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : Splitter.on('\n').split(text)) {
      String rest = line;
      while (rest.length() > LINE) {
        int blank = rest.lastIndexOf(' ', LINE);
        boolean within = blank > INDENT.length() && !rest.substring(0, blank).isBlank();
        int end = within ? blank : LINE;
        lines.add(rest.substring(0, end));
        rest = INDENT + rest.substring(end).strip();
      }
      lines.add(rest);
    }
    return String.join("\n", lines);
  }

  /** At most so many characters, with so many of the end. */
  private static String oneLine(String text, int most, int end) {
    // Escapes only make it longer, so that nothing endless is gone through.
    String shown =
        escaped(cut(text, 4 * most, 2 * end))
            .replace("\t", "\\t")
            .replace("\r", "\\r")
            .replace("\n", "\\n");
    return cut(shown, most, end);
  }

  private static String cut(String text, int most, int end) {
    if (text.length() <= most) {
      return text;
    }
    String before = text.substring(0, most - end - CUT.length());
    String after = text.substring(text.length() - end);
    // Half a character would be none.
    return CharMatcher.inRange('\uD800', '\uDBFF').trimTrailingFrom(before)
        + CUT
        + CharMatcher.inRange('\uDC00', '\uDFFF').trimLeadingFrom(after);
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static void escape(StringBuilder shown, String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char character = text.charAt(i);
      shown.append(
          character == '\r' ? "\\r" : String.format(Locale.ROOT, "\\u%04X", (int) character));
    }
  }
}
