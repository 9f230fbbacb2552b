package org.returntoidle.spec.harness;

import java.util.Locale;
import org.returntoidle.driver.TransferMessage;

/**
 * What the status messages of a stream driver say of how far a transfer has come: shown, not judged
 * (V22). A sum, a least or a greatest in each respect, so that it does not matter in which order
 * runs are taken together.
 *
 * @param messages how many there were
 * @param silent how many of them say neither percentage nor bytes, as a program may
 * @param percent the percentages
 * @param falls how many give a lower percentage than the one before. That is compared within a page
 *     only: some drivers count the page, and begin again with the next, others the whole transfer
 * @param bytesRight how many give the number of bytes that were really written: to the stream, as
 *     an image filter of Windows reads it, or in the transfer, as the application may
 * @param ofPage how many a page had, in transfers that succeeded; what is skipped does not count
 */
public record StatusFigures(
    long messages, long silent, Spread percent, long falls, long bytesRight, Spread ofPage) {
  /** No message was seen. */
  public static final StatusFigures NONE =
      new StatusFigures(0, 0, Spread.NOTHING, 0, 0, Spread.NOTHING);

  /**
   * What is sent for a program that says neither percentage nor bytes. These are values that no
   * driver means.
   */
  public static final TransferMessage.Status NOT_SAID =
      new TransferMessage.Status(Integer.MIN_VALUE, Long.MIN_VALUE);

  /** These and others. */
  public StatusFigures and(StatusFigures other) {
    return new StatusFigures(
        messages + other.messages,
        silent + other.silent,
        percent.and(other.percent),
        falls + other.falls,
        bytesRight + other.bytesRight,
        ofPage.and(other.ofPage));
  }

  /** How many give another number of bytes than were written. */
  public long bytesWrong() {
    return messages - silent - bytesRight;
  }

  @Override
  public String toString() {
    if (messages == 0) {
      return "there were none";
    }
    String said = silent == messages ? "percentage and bytes not said" : whatIsSaid();
    return said
        + (ofPage.isEmpty()
            ? ""
            : "; " + ofPage + (ofPage.most() == 1 ? " message" : " messages") + " a page");
  }

  private String whatIsSaid() {
    String right =
        bytesWrong() == 0
            ? "bytes always right"
            : String.format(
                Locale.ROOT, "bytes right in %,d of %,d", bytesRight, messages - silent);
    return percent
        + " percent, "
        + (falls == 0
            ? "never"
            : falls == 1 ? "once" : String.format(Locale.ROOT, "%,d times", falls))
        + " less than before in a page; "
        + right
        + (silent == 0 ? "" : String.format(Locale.ROOT, "; neither said in %,d", silent));
  }
}
