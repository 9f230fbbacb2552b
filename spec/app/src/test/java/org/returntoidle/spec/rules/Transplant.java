package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/**
 * The end of one run behind the beginning of another: with its numbers of transfers, and what is
 * due there where what was due came. Any other bytes are wrong here, too.
 */
final class Transplant {
  private final Content there = new Content();
  private final Content here = new Content();
  private final int shift;

  private Transplant(int shift) {
    this.shift = shift;
  }

  /** The first events of {@code begin}, and those of {@code end} behind its first ones. */
  static Execution of(Execution begin, int first, Execution end, int from) {
    Transplant transplant = new Transplant(transfer(begin, first) - transfer(end, from));
    begin.trace().subList(0, first).forEach(transplant.here::add);
    end.trace().subList(0, from).forEach(transplant.there::add);
    ImmutableList.Builder<TraceEvent> trace = ImmutableList.builder();
    trace.addAll(begin.trace().subList(0, first));
    for (TraceEvent event : end.trace().subList(from, end.trace().size())) {
      trace.add(transplant.moved(event));
    }
    return new Execution(
        begin.platform(),
        begin.asynchronous(),
        begin.cancelsByItself(),
        begin.bytes(),
        trace.build(),
        begin.visits(),
        begin.gaveUp(),
        begin.order());
  }

  /** Which transfer runs, or ran last. */
  static int transfer(Execution run, int events) {
    return events == 0 ? 0 : run.trace().get(events - 1).transfer();
  }

  private TraceEvent moved(TraceEvent event) {
    int transfer = event.transfer() + shift;
    TraceEvent moved =
        event instanceof Happened happened
            ? moved(happened, transfer)
            : event instanceof Answered answered
                ? new Answered(transfer, answered.code())
                : event instanceof Threw threw
                    ? new Threw(transfer, threw.where(), threw.what())
                    : event instanceof Noticed noticed
                        ? new Noticed(transfer, noticed.anomaly(), noticed.says())
                        : event;
    there.add(event);
    here.add(moved);
    return moved;
  }

  private Happened moved(Happened event, int transfer) {
    return new Happened(
        transfer,
        event.action(),
        event.code(),
        event.band().map(band -> moved(event.action(), band)),
        event.deviceOn(),
        event.manner(),
        event.job(),
        event.size());
  }

  private Band moved(Action action, Band band) {
    byte[] bytes = bytes(band);
    if (action == Action.DELIVER_BAND || action == Action.STREAM_TAKES) {
      bytes = there.isDue(bytes) ? here.due(bytes.length) : here.wrong(bytes.length);
    }
    return new Band(band.transfer() + shift, band.number(), band.last(), ByteBuffer.wrap(bytes));
  }

  private static byte[] bytes(Band band) {
    byte[] bytes = new byte[band.data().remaining()];
    band.data().get(bytes);
    return bytes;
  }

  /** What was read in a transfer, page by page, and how much of it went on. */
  private static final class Content {
    private final List<byte[]> pages = new ArrayList<>();
    private final List<Integer> due = new ArrayList<>();
    private boolean oneStream;
    private int whole;
    private int asked;
    private boolean asks;

    void add(TraceEvent event) {
      if (event instanceof Answered answered) {
        asked += asks && answered.code().equals(HResult.S_OK) ? 1 : 0;
        asks = false;
      } else if (event instanceof Happened happened) {
        add(happened);
      }
    }

    private void add(Happened event) {
      switch (event.action()) {
        case ACQUIRE_ITEM_DATA -> {
          pages.clear();
          due.clear();
          oneStream = event.job().oneStream();
          whole = 0;
          asked = 0;
          asks = false;
        }
        case READ_BAND, READ_LAST_BAND -> event.band().ifPresent(this::read);
        case DELIVER_BAND, STREAM_TAKES ->
            event.band().map(Transplant::bytes).ifPresent(this::goesOn);
        case GET_NEXT_STREAM -> asks = true;
        case SEND_STATUS, REPORT_DEVICE_STATUS -> asks = false;
        case CALLBACK_SKIPS -> {
          asked++;
          asks = false;
        }
        default -> {}
      }
    }

    private void read(Band band) {
      int page = oneStream ? 0 : whole;
      page(page);
      pages.set(page, Bytes.concat(pages.get(page), bytes(band)));
      whole += band.last() ? 1 : 0;
    }

    private void page(int number) {
      while (pages.size() <= number) {
        pages.add(new byte[0]);
        due.add(0);
      }
    }

    private int current() {
      int page = Math.max(0, asked - 1); // In a banded transfer nobody asks.
      page(page);
      return page;
    }

    private void goesOn(byte[] bytes) {
      int page = current();
      due.set(page, isDue(bytes) ? due.get(page) + bytes.length : Integer.MAX_VALUE);
    }

    boolean isDue(byte[] bytes) {
      int from = due.get(current());
      byte[] page = pages.get(current());
      return from <= page.length - bytes.length
          && Arrays.equals(bytes, Arrays.copyOfRange(page, from, from + bytes.length));
    }

    byte[] due(int length) {
      int from = due.get(current());
      byte[] page = pages.get(current());
      return from <= page.length - length
          ? Arrays.copyOfRange(page, from, from + length)
          : wrong(length);
    }

    byte[] wrong(int length) {
      int from = due.get(current());
      byte[] page = pages.get(current());
      byte[] wrong = new byte[length];
      Arrays.fill(wrong, (byte) (from < page.length ? ~page[from] : 0));
      return wrong;
    }
  }

  /** Which transfers break a rule, counted from the one that ran at the cut. */
  static ImmutableList<Integer> broken(Execution run, int transfer, Reading reading) {
    return findings(run, reading).stream()
        .filter(finding -> !finding.holds())
        .map(finding -> finding.transfer() - transfer)
        .distinct()
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  /** Without what is said of a whole run that has one kind of event. */
  private static ImmutableList<Finding> findings(Execution run, Reading reading) {
    return run.platform().streams()
        ? StreamJudge.after(run).end()
        : Judge.judge(run, reading).findings();
  }

  /** What is broken first, in words. */
  static Optional<String> first(Execution run, Reading reading) {
    return findings(run, reading).stream()
        .filter(finding -> !finding.holds())
        .map(finding -> finding.rule() + ": " + finding.message())
        .findFirst();
  }
}
