package org.returntoidle.spec.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.driver.Band;

/** What is right however it is split and joined, and how what is wrong is named, in words. */
class DeliveryTest {
  private static final String LOST = " was delivered where ";
  private static final Splitter WORDS = Splitter.on(' ');

  /** Two bands, {@code abcd} and {@code efgh}, after a transfer of {@code ABCD} and {@code EF}. */
  private static Delivery delivery() {
    Image before = new Image(1);
    before.add(band("ABCD", false));
    before.add(band("EF", true));
    Image image = new Image(2);
    image.add(band("abcd", false));
    image.add(band("efgh", true));
    return new Delivery(image, List.of(new Image(0), before), true);
  }

  private static Band band(String bytes, boolean last) {
    return new Band(0, 0, last, ByteBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Parts, the last one marked by an exclamation mark; whether the answer to it is the last. */
  private static boolean add(Delivery delivery, String parts) {
    boolean last = false;
    for (String part : WORDS.split(parts)) {
      assertFalse(last, "the last acknowledgement comes too early");
      last = delivery.add(band(part.replace("!", ""), part.endsWith("!")));
    }
    return last;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcd efgh!",
        "a b c d e f g h!",
        "ab cdef gh!",
        "abcdefgh!",
        "abcd  efgh!",
        " abc defgh!"
      })
  void splitAndJoinedItIsRight(String parts) {
    Delivery delivery = delivery();
    assertTrue(add(delivery, parts));
    assertEquals(Optional.empty(), delivery.old);
    assertEquals(Optional.empty(), delivery.outOfOrder);
    assertEquals(Optional.empty(), delivery.changed);
    assertEquals("", delivery.missing());
  }

  @ParameterizedTest
  @CsvSource({
    "abc efgh!, byte 1 of band 2, byte 4 of band 1",
    "abcdd efgh!, byte 4 of band 1, byte 1 of band 2",
    "abxd efgh!, something that no read has brought, byte 3 of band 1",
    "acbd efgh!, byte 3 of band 1, byte 2 of band 1",
    "abcd fgh!, byte 2 of band 2, byte 1 of band 2",
    "abcd efghh!, byte 4 of band 2, nothing",
    "abcdz, something that no read has brought, byte 1 of band 2",
    "abcAx, something that no read has brought, byte 4 of band 1",
    "abcdDA, something that no read has brought, byte 1 of band 2",
    "abab, byte 1 of band 1, byte 3 of band 1"
  })
  void bytesThatAreNotThoseThatWereReadAreNamed(String parts, String came, String due) {
    Delivery delivery = delivery();
    add(delivery, parts);
    assertEquals(Optional.of(came + LOST + due + " was due"), delivery.changed);
    assertEquals(Optional.empty(), delivery.old);
    assertEquals(Optional.empty(), delivery.outOfOrder);
  }

  @ParameterizedTest
  @CsvSource({
    "efgh!, byte 1 of band 2, byte 1 of band 1",
    "abcd abcd, byte 1 of band 1, byte 1 of band 2",
    "abcd efgh! efgh!, byte 1 of band 2, nothing"
  })
  void bandsOutOfOrderAreNamed(String parts, String came, String due) {
    Delivery delivery = delivery();
    WORDS.split(parts).forEach(part -> add(delivery, part));
    assertEquals(Optional.of(came + LOST + due + " was due"), delivery.outOfOrder);
    assertEquals(Optional.empty(), delivery.old);
    assertEquals(Optional.empty(), delivery.changed);
  }

  @ParameterizedTest
  @CsvSource({
    "ABCD, byte 1 of band 1 of transfer 1, byte 1 of band 1",
    "abcDEF!, byte 4 of band 1 of transfer 1, byte 4 of band 1",
    "F, byte 2 of band 2 of transfer 1, byte 1 of band 1"
  })
  void bytesOfAnEarlierTransferAreNamed(String parts, String came, String due) {
    Delivery delivery = delivery();
    add(delivery, parts);
    assertEquals(Optional.of(came + LOST + due + " was due"), delivery.old);
    assertEquals(Optional.empty(), delivery.changed);
    assertEquals(Optional.empty(), delivery.outOfOrder);
  }

  @ParameterizedTest
  @CsvSource({
    "abcd! efgh!, stands on a part without the last byte",
    "! abcdefgh!, stands on a part without the last byte",
    "abcdefgh, does not stand on the part with the last byte",
    "abcd efgh !, does not stand on the part with the last byte"
  })
  void theMarkBelongsOnThePartWithTheLastByte(String parts, String says) {
    Delivery delivery = delivery();
    boolean last = WORDS.splitToStream(parts).filter(part -> add(delivery, part)).count() == 1;
    assertTrue(last, "the acknowledgement is the answer to the last byte all the same");
    assertEquals(Optional.of("last " + says), delivery.changed);
  }

  /** From there on the driver's mark is all there is. */
  @Test
  void whereBytesAreLostTheMarkSaysWhichAnswerIsTheLast() {
    Delivery delivery = delivery();
    assertFalse(add(delivery, "abc ef"));
    assertTrue(add(delivery, "gh!"));
  }

  @Test
  void whatIsMissingAtTheEndIsNamed() {
    Delivery delivery = delivery();
    add(delivery, "abcd ef");
    assertEquals("byte 3 of band 2", delivery.missing());
  }

  /** Nobody knows what else would have been read. */
  @Test
  void whatWasNotReadIsNotMissing() {
    Image image = new Image(1);
    Delivery delivery = new Delivery(image, List.of(), true);
    image.add(band("ab", false));
    assertFalse(add(delivery, "ab"));
    assertEquals("", delivery.missing());
    image.add(band("cd", true));
    assertTrue(add(delivery, "cd!"));
    assertEquals(Optional.empty(), delivery.changed);
  }

  /** A band that no read has brought has no bytes that are right. */
  @Test
  void bytesThatWereMadeUpAreNamed() {
    Delivery delivery = new Delivery(new Image(1), List.of(), true);
    add(delivery, "ab!");
    assertEquals(
        Optional.of("something that no read has brought" + LOST + "nothing was due"),
        delivery.changed);
  }

  /** Where the device gives bytes, a mark alone is no image. */
  @Test
  void anEmptyPartThatNoReadHasBroughtIsNotTheLast() {
    Delivery delivery = new Delivery(new Image(1), List.of(), true);
    assertFalse(delivery.add(band("", true)));
    assertEquals(Optional.of("last stands on a part without the last byte"), delivery.changed);
  }

  /** Parts are known by their bytes: one without any has no place, and any number. */
  @Test
  void anEmptyPartMayComeBeforeTheFirstRead() {
    Image image = new Image(1);
    Delivery delivery = new Delivery(image, List.of(), true);
    assertFalse(delivery.add(band("", false)));
    image.add(band("ab", true));
    assertTrue(add(delivery, "ab!"));
    assertEquals(Optional.empty(), delivery.outOfOrder);
    assertEquals(Optional.empty(), delivery.changed);
  }

  @Test
  void withoutBytesABandIsKnownByItsNumbers() {
    Delivery delivery = new Delivery(new Image(3), List.of(new Image(2)), false);
    assertFalse(delivery.add(new Band(3, 1, false, ByteBuffer.allocate(0))));
    assertEquals(Optional.empty(), delivery.outOfOrder);
    assertTrue(delivery.add(new Band(2, 1, true, ByteBuffer.allocate(0))));
    assertEquals(Optional.of("a band of an earlier transfer was delivered"), delivery.old);
    assertEquals(Optional.of("bands were delivered out of order"), delivery.outOfOrder);
    assertEquals(Optional.empty(), delivery.changed);
    assertEquals("", delivery.missing());
  }
}
