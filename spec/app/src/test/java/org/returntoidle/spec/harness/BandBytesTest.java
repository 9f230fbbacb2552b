package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.Band;

/** What the bytes of a band tell, and that a delivered one is kept as it was. */
class BandBytesTest {
  private static final int TRANSFERS = 40;
  private static final int BANDS = 24;

  @Test
  void twoBytesInARowNameTransferBandAndPlace() {
    Set<ByteBuffer> seen = new HashSet<>();
    for (int transfer = 1; transfer <= TRANSFERS; transfer++) {
      for (int number = 1; number <= BANDS; number++) {
        for (int place = 0; place < BandBytes.COUNT - 1; place++) {
          assertTrue(seen.add(BandBytes.of(transfer, number).slice(place, 2)));
        }
      }
    }
  }

  @Test
  void eachByteIsAnotherOneInTheNextBandAndInTheNextTransfer() {
    for (int place = 0; place < BandBytes.COUNT; place++) {
      byte one = BandBytes.of(39, 12).get(place);
      assertNotEquals(one, BandBytes.of(39, 13).get(place));
      assertNotEquals(one, BandBytes.of(40, 12).get(place));
    }
  }

  /** A driver may use its buffer again, and have any number of bytes in it. */
  @Test
  void aPartIsCopiedAsItIs() {
    byte[] buffer = {1, 2, 3, 4};
    Band part = new Band(3, 7, true, ByteBuffer.wrap(buffer, 1, 2));
    Band copy = BandBytes.copy(part);
    assertEquals(part, copy);
    buffer[1] = 9;
    assertEquals(ByteBuffer.wrap(new byte[] {2, 3}), copy.data());
    Band large = new Band(1, 1, false, ByteBuffer.allocate(1 << 20));
    assertEquals(BandBytes.COUNT * Limits.STEPS, BandBytes.copy(large).data().remaining());
  }
}
