package org.returntoidle.spec.rules;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.returntoidle.driver.Band;

/**
 * The pages of one transfer to streams: what was read of each, what became of it, and what is wrong
 * with that. Sheets are read in the order in which their streams are asked for; a driver may read
 * before it asks, and ask before it reads.
 */
final class Pages {
  /** How many are wanted; 0 if that was not said. */
  final int wanted;

  private final int transfer;
  private final Evidence evidence;

  private final List<Page> read = new ArrayList<>();
  private final List<Page> asked = new ArrayList<>();
  private final List<Page> all = new ArrayList<>();

  /** What was written that does not belong there. */
  Optional<Wrong> wrong = Optional.empty();

  int writes;
  int skips;

  /** What a wrong write is: it belongs to another page, or to nothing that was read. */
  enum Kind {
    /** To an earlier transfer (D12). */
    OLD,
    /** To a page that is skipped (V3). */
    SKIPPED,
    /** To another page (V14). */
    OTHER_PAGE,
    /** To nothing (D24). */
    CHANGED
  }

  /** A wrong write, in words. */
  record Wrong(Kind kind, String says) {}

  private static final class Page {
    private byte[] content = {};
    private byte[] written = {};
    private int bands;
    private int writtenBands;
    private long size;
    private long writtenSize;

    /** Of everything that was read and written the size is known. */
    private boolean hasSize = true;

    /** Of every write it is known which band it is. */
    private boolean hasNames = true;

    private boolean whole;
    private boolean skipped;
  }

  Pages(int transfer, int wanted, Evidence evidence) {
    this.transfer = transfer;
    this.wanted = wanted;
    this.evidence = evidence;
  }

  /** Whether bands carry bytes; else they are counted, or their sizes are. */
  boolean hasBytes() {
    return evidence.bytes();
  }

  private Page page(int index) {
    while (all.size() <= index) {
      all.add(new Page());
    }
    return all.get(index);
  }

  /**
   * Takes in a band that was read.
   *
   * @param size of its bytes, if they are not there; -1 if that is not known, either
   */
  void read(Band band, long size) {
    Page page = page(read.size());
    byte[] bytes = bytes(band);
    page.content = Bytes.concat(page.content, bytes);
    page.bands++;
    page.size += size;
    page.hasSize &= size >= 0;
    if (band.last()) {
      page.whole = true;
      read.add(page);
    }
  }

  private static byte[] bytes(Band band) {
    byte[] bytes = new byte[band.data().remaining()];
    band.data().get(bytes);
    return bytes;
  }

  /** {@code GetNextStream} was answered with a stream, or that the page is skipped. */
  void asked(boolean skipped) {
    Page page = page(asked.size());
    page.skipped = skipped;
    skips += skipped ? 1 : 0;
    asked.add(page);
  }

  /** How many streams were asked for so far, or skipped. */
  int asked() {
    return asked.size();
  }

  /**
   * Takes in what was written to the last stream that was asked for.
   *
   * @param size of its bytes, if they are not there; -1 if that is not known, either
   * @param earlier what was read in earlier transfers
   */
  void written(Band part, long size, List<Pages> earlier) {
    writes++;
    if (asked.isEmpty()) {
      return; // That is judged as a write without a stream.
    }
    Page page = asked.get(asked.size() - 1);
    page.writtenBands++;
    page.writtenSize += size;
    page.hasSize &= size >= 0;
    page.hasNames &= part.number() > 0;
    byte[] bytes = bytes(part);
    page.written = Bytes.concat(page.written, bytes);
    if (wrong.isEmpty() && hasBytes() && !startsWith(page.content, page.written)) {
      wrong = Optional.of(whatIsWrong(page, bytes, earlier));
    } else if (wrong.isEmpty() && !hasBytes() && part.transfer() != transfer) {
      wrong = Optional.of(new Wrong(Kind.OLD, "page " + asked.size() + " got " + part));
    }
  }

  private Wrong whatIsWrong(Page page, byte[] bytes, List<Pages> earlier) {
    String what = "page " + asked.size() + " got bytes that ";
    for (int i = 0; i < all.size(); i++) {
      Page other = all.get(i);
      if (other != page && Bytes.indexOf(other.content, bytes) >= 0) {
        String says = what + "were read for page " + (i + 1);
        return other.skipped
            ? new Wrong(Kind.SKIPPED, says + ", which is skipped")
            : new Wrong(Kind.OTHER_PAGE, says);
      }
    }
    boolean old =
        earlier.stream()
            .flatMap(before -> before.all.stream())
            .anyMatch(before -> Bytes.indexOf(before.content, bytes) >= 0);
    return old
        ? new Wrong(Kind.OLD, what + "were read in an earlier transfer")
        : new Wrong(Kind.CHANGED, what + "are not those that come next in what was read");
  }

  private static boolean startsWith(byte[] content, byte[] begin) {
    return begin.length <= content.length
        && Arrays.equals(begin, Arrays.copyOf(content, begin.length));
  }

  /** Whether every page that is wanted was written whole, or skipped. */
  boolean isDone() {
    return lacking().isEmpty();
  }

  /** What is missing, in words; empty if nothing is. */
  String lacking() {
    if (asked.size() < Math.max(1, wanted)) {
      return "page " + (asked.size() + 1) + (wanted > 0 ? " of " + wanted : "") + " was never sent";
    }
    for (int i = 0; i < asked.size(); i++) {
      Page page = asked.get(i);
      if (!page.skipped && !isOut(page)) {
        return "page " + (i + 1) + " was not written whole";
      }
    }
    return "";
  }

  private boolean isOut(Page page) {
    if (hasBytes()) {
      return page.whole && page.written.length == page.content.length;
    }
    if (!evidence.showsPages()) {
      return true; // Nobody knows how much there was.
    }
    return page.whole
        && (page.hasSize
            ? page.writtenSize >= page.size
            : !page.hasNames || page.writtenBands >= page.bands);
  }

  /** Whether anything was read. */
  boolean hasBegun() {
    return !evidence.showsPages() || (!all.isEmpty() && all.get(0).bands > 0);
  }
}
