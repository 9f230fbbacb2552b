package org.returntoidle.spec.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are the same however their bytes arrive. */
class LinesTest {
  private static final String LONG = "x".repeat(Lines.LONGEST);

  /** Gives so many bytes at a time. */
  private static InputStream stream(String text, int step) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, step));
      }
    };
  }

  private static List<String> all(String text, int step) throws IOException {
    List<String> all = new ArrayList<>();
    try (Lines lines = new Lines(stream(text, step))) {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        all.add(line.get());
      }
      assertTrue(lines.hasEnded());
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100_000})
  void anEndIsNoPartOfALine(int step) throws IOException {
    assertEquals(List.of(), all("", step));
    assertEquals(List.of(""), all("\n", step));
    assertEquals(List.of("one", "", "two\rthree", "four"), all("one\r\n\ntwo\rthree\nfour", step));
    assertEquals(List.of("\u00e9"), all("\u00e9", step));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 999, 1_000, 1_001, 100_000})
  void aLineThatIsTooLongIsSeveral(int step) throws IOException {
    assertEquals(List.of(LONG, "y"), all(LONG + "y", step));
    assertEquals(List.of(LONG, "", "y"), all(LONG + "\ny\n", step));
    assertEquals(List.of("y", LONG, LONG), all("y\n" + LONG + LONG, step));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 100_000})
  void moreLinesThanThereIsRoomFor(int step) throws IOException {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add("line " + i);
    }
    assertEquals(many, all(String.join("\n", many), step));
  }

  @Test
  void whatHasBeenReadIsThereAndWhatHasNotIsNot() throws IOException {
    try (Lines lines = new Lines(stream("one\ntwo", 4))) {
      assertEquals(Optional.empty(), lines.poll());
      assertTrue(lines.isThereMore());
      lines.read();
      assertEquals(Optional.of("one"), lines.poll());
      assertEquals(Optional.empty(), lines.poll());
      lines.read();
      assertEquals(Optional.empty(), lines.poll()); // Its end may still come.
      assertFalse(lines.isThereMore());
      assertFalse(lines.hasEnded());
      lines.read();
      assertEquals(Optional.of("two"), lines.poll());
      assertTrue(lines.hasEnded());
    }
  }
}
