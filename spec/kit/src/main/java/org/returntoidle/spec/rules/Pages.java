package org.returntoidle.spec.rules;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.returntoidle.driver.Band;
import org.returntoidle.spec.harness.Job;

/**
 * The pages of one transfer to streams: what was read of each, what became of it, and what is wrong
 * with that. Sheets are read in the order in which their streams are asked for; a driver may read
 * before it asks, and ask before it reads.
 */
final class Pages {
  /** What is wanted. */
  final Job job;

  private final int transfer;
  private final Evidence evidence;

  private final List<Page> read = new ArrayList<>();
  private final List<Page> asked = new ArrayList<>();
  private final List<Page> all = new ArrayList<>();

  /** What was written that does not belong there. */
  Optional<Wrong> wrong = Optional.empty();

  /** The feeder was found empty (V5). */
  boolean feederIsEmpty;

  /** A page has begun to be read, and is not whole. */
  private boolean inPage;

  int writes;
  int skips;

  /** What a wrong write is: it belongs to another page, or to nothing that was read. */
  enum Kind {
    /** To an earlier transfer (D12). */
    OLD,
    /** To a page of an earlier transfer that nobody had asked for: it was scanned ahead (V25). */
    AHEAD,
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

    /**
     * Bytes tell all, where they are there; else it is counted.
     *
     * @param isDropped whether nothing more is written of it
     */
    String memory(boolean inBytes, boolean isDropped) {
      if (isDropped) {
        return (bands > 0 ? " begun" : "") + (writtenBands > 0 ? " written" : "") + " skipped";
      }
      String counted =
          (size - writtenSize)
              + " "
              + (bands - writtenBands)
              + (hasSize ? " sized" : "")
              + (hasNames ? " named" : "");
      return (inBytes ? String.valueOf(content.length - written.length) : counted)
          + (bands > 0 ? " begun" : "")
          + (writtenBands > 0 ? " written" : "")
          + (whole ? " whole" : "")
          + (skipped ? " skipped" : "");
    }
  }

  Pages(int transfer, Job job, Evidence evidence) {
    this.transfer = transfer;
    this.job = job;
    this.evidence = evidence;
  }

  /**
   * What later verdicts depend on, without numbers of bytes and bands that only grow.
   *
   * @param over whether nothing more is to be written
   * @param open whether a stream is open: else what is skipped may grow, and nobody asks
   */
  String memory(boolean over, boolean open) {
    StringBuilder memory = new StringBuilder();
    if (over) {
      memory.append(job).append(asked.isEmpty() ? "" : " asked").append(gotNone() ? "" : " got");
      return memory + (feederIsEmpty ? " empty" : "") + (wrong.isPresent() ? " wrong" : "");
    }
    memory.append(job).append(" asked ").append(asked.size()).append(" read ").append(read.size());
    for (Page page : all) {
      memory
          .append(read.contains(page) ? "; read" : "; open")
          .append(page.memory(hasBytes(), page.skipped && !open));
    }
    wrong.ifPresent(one -> memory.append(" wrong ").append(one.kind()));
    return memory + (feederIsEmpty ? " empty" : "") + (inPage ? " in a page" : "");
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
    Page page = page(job.oneStream() ? 0 : read.size());
    byte[] bytes = bytes(band);
    page.content = Bytes.concat(page.content, bytes);
    page.bands++;
    page.size += size;
    page.hasSize &= size >= 0;
    page.whole = band.last();
    inPage = !band.last();
    if (band.last()) {
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
    for (Pages before : earlier) {
      for (int i = 0; i < before.all.size(); i++) {
        if (Bytes.indexOf(before.all.get(i).content, bytes) >= 0) {
          return i >= before.asked.size()
              ? new Wrong(Kind.AHEAD, what + "an earlier transfer had scanned ahead")
              : new Wrong(Kind.OLD, what + "were read in an earlier transfer");
        }
      }
    }
    return new Wrong(Kind.CHANGED, what + "are not those that come next in what was read");
  }

  private static boolean startsWith(byte[] content, byte[] begin) {
    return begin.length <= content.length
        && Arrays.equals(begin, Arrays.copyOf(content, begin.length));
  }

  /** Whether every page that is wanted was written whole, or skipped. */
  boolean isDone() {
    return lacking().isEmpty();
  }

  /** How many are wanted, if that is a number; 0 if it is not, or was not said. */
  int wanted() {
    return Math.max(0, job.pages());
  }

  /**
   * Nothing was got before: no page is whole, and none is skipped (V5c). Where it is not known what
   * was read, what was written tells.
   */
  boolean gotNone() {
    return skips == 0 && (evidence.showsPages() ? read.isEmpty() : writes == 0);
  }

  /** Whether every page that was read whole is written whole, or skipped. */
  boolean wholeAreOut() {
    int sent = job.oneStream() ? 1 : read.size();
    return asked.size() >= Math.min(sent, read.size())
        && read.stream().allMatch(page -> page.skipped || isOut(page));
  }

  /** No page was read whole, and one is skipped. */
  boolean onlySkipped() {
    return read.isEmpty() && skips > 0;
  }

  /** At least one page is whole or skipped, and the next has not begun to be read. */
  boolean isBetween() {
    return !gotNone() && !inPage;
  }

  /** No more streams may be asked for; why, in words. */
  Optional<String> hasAllStreams() {
    if (job.oneStream() && !asked.isEmpty()) {
      return Optional.of("all pages go into one");
    }
    boolean all = wanted() > 0 && asked.size() >= wanted();
    return all ? Optional.of("all " + wanted() + " were sent") : Optional.empty();
  }

  /** What is missing, in words; empty if nothing is. */
  String lacking() {
    if (job.isAll() && !feederIsEmpty && !isSkippedAsAWhole() && evidence.showsFeeder()) {
      return "all pages were wanted, and nobody has seen that the feeder is empty";
    }
    int sheets = feederIsEmpty ? read.size() : Math.max(1, wanted());
    int streams = job.oneStream() ? 1 : sheets;
    if (asked.size() < streams) {
      String of = wanted() > 0 && !feederIsEmpty ? " of " + wanted() : "";
      return "page " + (asked.size() + 1) + of + " was never sent";
    }
    if (job.oneStream() && !isSkippedAsAWhole() && evidence.showsPages() && read.size() < sheets) {
      return "page " + (read.size() + 1) + " was never read";
    }
    for (int i = 0; i < asked.size(); i++) {
      Page page = asked.get(i);
      if (feederIsEmpty && page.bands == 0 && page.writtenBands == 0) {
        continue; // For that stream there was no sheet (H7).
      }
      if (!page.skipped && !isOut(page)) {
        return "page " + (i + 1) + " was not written whole";
      }
    }
    return "";
  }

  private boolean isSkippedAsAWhole() {
    return job.oneStream() && skips > 0;
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
