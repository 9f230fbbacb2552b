package org.returntoidle.spec.harness;

import java.nio.ByteBuffer;
import org.returntoidle.driver.Band;

/**
 * The bytes of the harness's bands (D24): two bits of each are its place in the band; the other six
 * are the sum of transfer and number, or of transfer and twice the number, in turn. So two bytes in
 * a row name transfer and band, and a byte alone is another one in the next band and in the next
 * transfer, up to 64 of each.
 */
public final class BandBytes {
  /** How many each band has. */
  public static final int COUNT = 4;

  /** A part with more is cut: no transfer makes so many reads. */
  private static final int MOST = COUNT * Limits.STEPS;

  private BandBytes() {}

  /** Those of one band. */
  public static ByteBuffer of(int transfer, int number) {
    byte[] bytes = new byte[COUNT];
    for (int place = 0; place < COUNT; place++) {
      int names = transfer + number * (1 + place % 2);
      bytes[place] = (byte) ((place << 6) | (names & 63));
    }
    return ByteBuffer.wrap(bytes);
  }

  /** What a driver delivers, as it is now: its buffer may be used again. */
  static Band copy(Band part) {
    ByteBuffer data = part.data();
    byte[] bytes = new byte[Math.min(data.remaining(), MOST)];
    data.get(bytes);
    return new Band(part.transfer(), part.number(), part.last(), ByteBuffer.wrap(bytes));
  }
}
