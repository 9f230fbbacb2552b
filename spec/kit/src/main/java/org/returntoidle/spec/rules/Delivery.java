package org.returntoidle.spec.rules;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.returntoidle.driver.Band;

/**
 * What a transfer delivers, beside what was read: byte for byte, however the driver splits and
 * joins bands (D24). Where bands carry no bytes, they are known by transfer and number.
 */
final class Delivery {
  /** By so many bytes in a row it is told what came; one alone may be like another. */
  private static final int TELLING = 2;

  private final Image image;
  private final List<Image> earlier;

  /** Whether what is delivered has to have bytes. */
  final boolean hasBytes;

  /** How many callbacks have carried some. */
  int parts;

  /** Which byte is due. */
  private int due;

  /** Another byte came than the one that was due; from here on nobody knows which one is. */
  private boolean lost;

  /** What of an earlier transfer came (D12), in words. */
  Optional<String> old = Optional.empty();

  /** Which band came where another one was due (D7), in words. */
  Optional<String> outOfOrder = Optional.empty();

  /** Which bytes came that are not those that were read, or what their mark says wrongly (D24). */
  Optional<String> changed = Optional.empty();

  /**
   * Of one transfer.
   *
   * @param image what is read in it; it grows
   * @param earlier what was read in those before
   * @param hasBytes whether the device's bands carry bytes, also those that nobody has read
   */
  Delivery(Image image, List<Image> earlier, boolean hasBytes) {
    this.image = image;
    this.earlier = earlier;
    this.hasBytes = hasBytes;
  }

  /** What later verdicts depend on, without numbers of bytes and bands that only grow. */
  String memory() {
    return (lost ? "lost" : image.memory(hasBytes ? due : parts, hasBytes))
        + (old.isPresent() ? " old" : "")
        + (outOfOrder.isPresent() ? " disorder" : "")
        + (changed.isPresent() ? " changed" : "");
  }

  /** Takes in what a callback carries; whether its answer is the last acknowledgement. */
  boolean add(Band part) {
    parts++;
    if (!hasBytes) {
      addNumber(part);
      return part.last();
    }
    if (!lost) {
      addBytes(part.data());
    }
    return lost ? part.last() : addMark(part);
  }

  private void addNumber(Band band) {
    if (band.transfer() != image.transfer) {
      old = Optional.of("a band of an earlier transfer was delivered");
    }
    if (band.number() != parts) {
      outOfOrder = Optional.of("bands were delivered out of order");
    }
  }

  private void addBytes(ByteBuffer data) {
    int right = data.mismatch(image.from(due));
    lost = right >= 0 && right < data.remaining();
    if (lost) {
      due += right;
      goesWrong(data.position(data.position() + right));
    } else {
      due += data.remaining();
    }
  }

  private void goesWrong(ByteBuffer data) {
    byte[] some = new byte[Math.min(TELLING, data.remaining())];
    data.get(some);
    int place = image.find(some);
    Optional<Image> other =
        earlier.stream().filter(one -> place < 0 && one.find(some) >= 0).findFirst();
    Optional<String> says = Optional.of(says(some, other));
    if (other.isPresent()) {
      old = says;
    } else if (image.isEdge(place) && image.isEdge(due)) {
      outOfOrder = says;
    } else {
      changed = changed.or(() -> says);
    }
  }

  private String says(byte[] some, Optional<Image> other) {
    byte[] first = Arrays.copyOf(some, 1);
    int place = image.find(some) < 0 ? image.find(first) : image.find(some);
    String came =
        other
            .map(one -> one.name(one.find(some), "") + " of transfer " + one.transfer)
            .orElse(image.name(place, "something that no read has brought"));
    return came + " was delivered where " + image.name(due, "nothing") + " was due";
  }

  /** The mark stands on the part with the last byte; an empty part has none. */
  private boolean addMark(Band part) {
    boolean last = part.data().hasRemaining() && image.endsAt(due);
    if (part.last() && !last) {
      changed = changed.or(() -> Optional.of("last stands on a part without the last byte"));
    } else if (last && !part.last()) {
      changed = changed.or(() -> Optional.of("last does not stand on the part with the last byte"));
    }
    return last;
  }

  /** Which byte of what was read is missing at the end, in words; empty if none is. */
  String missing() {
    return image.name(due, "");
  }
}
