package org.returntoidle.spec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Strings;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
  @ParameterizedTest
  @CsvSource({
    "001B, \\u001B",
    "0007, \\u0007",
    "007F, \\u007F",
    "009B, \\u009B",
    "00AD, \\u00AD",
    "061C, \\u061C",
    "200E, \\u200E",
    "202E, \\u202E",
    "2028, \\u2028",
    "2029, \\u2029",
    "2066, \\u2066",
    "FEFF, \\uFEFF",
    "D800, \\uD800",
    "DC00, \\uDC00",
    "FFFF, \\uFFFF",
    "E0041, \\uDB40\\uDC41",
    "0041, A",
    "00FC, ü",
    "4E2D, 中",
    "1F5A8, 🖨"
  })
  void whatMovesACursorIsAnEscape(String point, String shown) {
    String text = Character.toString(Integer.parseInt(point, 16));
    assertEquals("a" + shown + "b", Shown.escaped("a" + text + "b"));
  }

  @Test
  void endsOfLinesStayOnlyWhereLinesAreMeant() {
    assertEquals("a\nb\r\nc\\rd\te", Shown.escaped("a\nb\r\nc\rd\te"));
    assertEquals("a\\nb\\r\\nc\\rd\\te", Shown.line("a\nb\r\nc\rd\te"));
  }

  @Test
  void jsonKeepsItsMeaning() throws IOException {
    String foreign = "\\\u202E\u2028\u009B\r\uD83D\uDDA8\\";
    String json = new ObjectMapper().writeValueAsString(foreign);
    assertTrue(json.indexOf('\u202E') > 0);
    String shown = Shown.escaped(json);
    assertTrue(shown.indexOf('\u202E') < 0);
    assertEquals(foreign, new ObjectMapper().readValue(shown, String.class));
  }

  @Test
  void whatIsTooLongIsCutWithin() {
    String line = Shown.line("begins " + Strings.repeat("x", 1_000_000) + " ends");
    assertEquals(Shown.LINE, line.length());
    assertTrue(line.startsWith("begins ") && line.endsWith(" ends") && line.contains("x...x"));
    assertEquals("just right", Shown.name("just right", 10));
    assertEquals("to...right", Shown.name("too long to be right", 10));
    // A pair is not cut in two.
    String pairs = Shown.line(Strings.repeat("🖨", 1_000));
    assertTrue(pairs.matches("(🖨)+\\.\\.\\.(🖨)+"), pairs);
    assertTrue(Shown.line(Strings.repeat("\u202E", 1_000)).length() <= Shown.LINE);
  }

  @Test
  void whatWasThrownIsNamedWithoutItsPackage() {
    assertEquals("IllegalStateException: out", Shown.thrown(new IllegalStateException("out")));
    assertEquals("IOException", Shown.thrown(new IOException()));
    assertEquals("nothing", Shown.thrown(null));
    assertEquals("Odd: a\\nb\\u001B[2J", Shown.thrown(new Odd("a\nb\u001B[2J", false)));
    assertEquals("Odd", Shown.thrown(new Odd("", true)), "its message throws");
    assertEquals(Shown.MESSAGE, Shown.thrown(new Odd(Strings.repeat("x", 5_000), false)).length());
  }

  private static final class Odd extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean worse;

    Odd(String message, boolean worse) {
      super(message);
      this.worse = worse;
    }

    @Override
    public @Nullable String getMessage() {
      if (worse) {
        throw new IllegalStateException("no message");
      }
      return super.getMessage();
    }
  }

  @Test
  void theReasonIsInWords() {
    assertEquals("no permission", Shown.reason(new AccessDeniedException("x")));
    assertEquals("it ends too early", Shown.reason(new EOFException()));
    assertEquals("input or output failed", Shown.reason(new IOException()));
    assertEquals(
        "No space left", Shown.reason(new FileSystemException("x", null, "No space left")));
  }

  @Test
  void aLongLineGoesOnBelow() {
    assertEquals("short\n\nlines", Shown.wrapped("short\n\nlines"));
    String words = Shown.wrapped("wrong      " + Strings.repeat("word ", 100).strip());
    assertTrue(words.lines().allMatch(line -> line.length() <= Shown.LINE));
    assertTrue(words.lines().skip(1).allMatch(line -> line.startsWith("           word")));
    assertEquals(100, words.split("word", -1).length - 1, "nothing is lost");
    String endless = Shown.wrapped(Strings.repeat("x", 1_001));
    assertTrue(endless.lines().allMatch(line -> line.length() <= Shown.LINE));
    assertEquals(1_001, endless.replaceAll("[^x]", "").length());
    String blank = Shown.wrapped(Strings.repeat(" ", 500) + "x");
    assertTrue(blank.lines().allMatch(line -> line.length() <= Shown.LINE), blank);
  }
}
