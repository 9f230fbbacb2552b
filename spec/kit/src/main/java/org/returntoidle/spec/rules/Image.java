package org.returntoidle.spec.rules;

import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.returntoidle.driver.Band;

/** The bytes that the device gave in one transfer, and in which bands. */
final class Image {
  final int transfer;
  private byte[] bytes = {};

  /** Where each band begins. */
  private final List<Integer> bands = new ArrayList<>();

  private boolean whole;

  Image(int transfer) {
    this.transfer = transfer;
  }

  /** Takes in a band that was read. */
  void add(Band band) {
    byte[] more = new byte[band.data().remaining()];
    band.data().get(more);
    bands.add(bytes.length);
    bytes = Bytes.concat(bytes, more);
    whole = band.last();
  }

  /** What comes from this place on. */
  ByteBuffer from(int place) {
    return ByteBuffer.wrap(bytes, place, bytes.length - place);
  }

  /**
   * What of it has not been delivered yet.
   *
   * @param delivered how many bytes were, or how many bands
   */
  String memory(int delivered, boolean inBytes) {
    return (inBytes ? bytes.length : bands.size()) - delivered + (whole ? " to the end" : " more");
  }

  /** Where some bytes are; less than 0 if nowhere. */
  int find(byte[] some) {
    return Bytes.indexOf(bytes, some);
  }

  /** Whether a band begins here, or will when it is read. */
  boolean isEdge(int place) {
    return bands.contains(place) || place == bytes.length;
  }

  /** Whether the last byte of the last band is the one before this place. */
  boolean endsAt(int place) {
    return whole && place == bytes.length;
  }

  /** The byte at this place; {@code none} if there is none. */
  String name(int place, String none) {
    if (place < 0 || place == bytes.length) {
      return none;
    }
    int band = (int) bands.stream().filter(begin -> begin <= place).count();
    return "byte " + (place - bands.get(band - 1) + 1) + " of band " + band;
  }
}
