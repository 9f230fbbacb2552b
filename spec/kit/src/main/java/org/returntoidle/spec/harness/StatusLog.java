package org.returntoidle.spec.harness;

import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.Queue;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.harness.TraceEvent.Happened;

/**
 * Compares what status messages say with what has happened (V22). A page begins where its stream is
 * asked for; in a stream for all pages, where the page before is written whole and somebody reads
 * or writes on.
 */
final class StatusLog {
  private StatusFigures figures = StatusFigures.NONE;
  private boolean oneStream;

  /** How many bytes were read when a page had been read whole, of those not yet written. */
  private final Queue<Long> ends = new ArrayDeque<>();

  private long read;

  /** How many bytes the streams of this transfer have taken, and how many of them the last one. */
  private long written;

  private long inStream;
  private boolean released;

  private OptionalInt before = OptionalInt.empty();
  private int ofPage;
  private boolean pageHasBytes;

  /** Those of the pages of this transfer. */
  private Spread pages = Spread.NOTHING;

  /** What was seen so far. */
  StatusFigures figures() {
    return figures;
  }

  /** Takes in what has happened. */
  void add(Happened event) {
    switch (event.action()) {
      case ACQUIRE_ITEM_DATA -> begins(event.job());
      case GET_NEXT_STREAM -> {
        turnsPage();
        inStream = 0;
        released = false;
      }
      case SUBMIT_READ, WRITE_BAND -> {
        if (oneStream && !ends.isEmpty() && written >= ends.element()) {
          ends.remove();
          turnsPage();
        }
      }
      case READ_BAND, READ_LAST_BAND -> event.band().ifPresent(this::reads);
      case STREAM_TAKES -> event.band().ifPresent(this::takes);
      case RELEASE_STREAM -> released = true;
      case RETURN_FROM_ACQUIRE -> returns(event.code().orElse(HResult.E_FAIL));
      default -> {}
    }
  }

  private void begins(Job job) {
    oneStream = job.oneStream();
    ends.clear();
    read = 0;
    written = 0;
    inStream = 0;
    released = true;
    turnsPage();
    pages = Spread.NOTHING;
  }

  private void reads(Band band) {
    read += band.data().remaining();
    if (band.last()) {
      ends.add(read);
    }
  }

  private void takes(Band part) {
    written += part.data().remaining();
    inStream += part.data().remaining();
    pageHasBytes = true;
  }

  private void returns(HResult code) {
    turnsPage();
    if (code.equals(HResult.S_OK) || code.equals(HResult.WIA_STATUS_END_OF_MEDIA)) {
      figures = figures.and(new StatusFigures(0, 0, Spread.NOTHING, 0, 0, pages));
    }
  }

  /** The next page begins, or is about to. */
  void turnsPage() {
    pages = pageHasBytes ? pages.and(Spread.of(ofPage)) : pages;
    ofPage = 0;
    pageHasBytes = false;
    before = OptionalInt.empty();
  }

  /** Takes in a message. */
  void says(TransferMessage.Status status) {
    ofPage++;
    if (status.equals(StatusFigures.NOT_SAID)) {
      figures = figures.and(new StatusFigures(1, 1, Spread.NOTHING, 0, 0, Spread.NOTHING));
      return;
    }
    int percent = status.percentComplete();
    int falls = before.isPresent() && percent < before.getAsInt() ? 1 : 0;
    before = OptionalInt.of(percent);
    figures =
        figures.and(
            new StatusFigures(
                1, 0, Spread.of(percent), falls, isRight(status.bytes()) ? 1 : 0, Spread.NOTHING));
  }

  /** Whoever has let go of a stream may count anew. */
  private boolean isRight(long bytes) {
    return bytes == inStream || bytes == written || (released && bytes == 0);
  }
}
