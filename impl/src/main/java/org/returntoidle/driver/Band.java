package org.returntoidle.driver;

import java.nio.ByteBuffer;

/**
 * A band of an image, as the device delivers it. Drivers pass it on as it is; or its bytes in bands
 * of their own, split or joined, of which the last one has the last byte (D24).
 *
 * @param transfer which transfer of the device it was read in, from 1 (D12)
 * @param number its place in the image, from 1; in a band of the driver's own any number
 * @param last whether no band of the page follows (D9)
 * @param data its bytes, read-only
 */
public record Band(int transfer, int number, boolean last, ByteBuffer data) {
  /** Keeps a read-only view of {@code data}. */
  public Band {
    data = data.asReadOnlyBuffer();
  }

  /** The bytes; the buffer's position is the caller's own. */
  @Override
  public ByteBuffer data() {
    return data.duplicate();
  }

  @Override
  public String toString() {
    return "band " + number + (last ? " (last)" : "") + " of transfer " + transfer;
  }
}
