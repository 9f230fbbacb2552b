package org.returntoidle.spec.drivers;

import static org.returntoidle.driver.StreamTransferContext.ALL_PAGES;

import com.google.common.collect.ImmutableSet;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.PageStream;
import org.returntoidle.driver.PageStream.Moved;
import org.returntoidle.driver.PageStream.Origin;
import org.returntoidle.driver.PageStream.Written;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.StreamTransferContext.Tymed;
import org.returntoidle.driver.TransferCallback;
import org.returntoidle.driver.TransferCallback.NextStream;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/**
 * A stream driver as many are: page by page, band by band, in one loop; a message after every write
 * and every "not ready". Without a {@link Habit} it is right, and heeds no {@code CANCEL_IO}. Each
 * habit is one place where real drivers do something else.
 */
final class PlainStreamDriver implements StreamMiniDriver {
  private static final Optional<HResult> GO_ON = Optional.empty();

  private final ScannerDevice device;
  private final ImmutableSet<Habit> habits;
  private final Object lock = new Object();

  /** What an earlier transfer has left behind. */
  private final Deque<Band> old = new ArrayDeque<>();

  /** What of the next page was scanned before its stream was asked for. */
  private final Deque<Band> ahead = new ArrayDeque<>();

  private volatile boolean gone;

  // Guarded by the lock.
  private boolean busy;
  private boolean eventCame;
  private @Nullable DeviceRead inFlight;

  PlainStreamDriver(ScannerDevice device, Habit... habits) {
    this.device = device;
    this.habits = ImmutableSet.copyOf(habits);
  }

  private boolean has(Habit habit) {
    return habits.contains(habit);
  }

  @Override
  public boolean cancelsAsynchronously() {
    return believes()
        || has(Habit.ASKS_AFTER_EVENT)
        || has(Habit.EVENT_WITHOUT_EFFECT)
        || has(Habit.WRITES_BEFORE_ASKING);
  }

  @Override
  public boolean hasFeeder() {
    return true;
  }

  @Override
  public boolean looksAtDevice() {
    return looks() || has(Habit.STARTS_BLINDLY);
  }

  private boolean looks() {
    return has(Habit.LOOKS_AT_DEVICE) || has(Habit.LEAVES_IT_LOUD);
  }

  @Override
  public boolean heedsDisconnect() {
    return has(Habit.HEEDS_DISCONNECT) || has(Habit.STOPS_WHAT_IS_GONE);
  }

  /** It is gone, and nothing is sent to it. */
  private boolean isLeftAlone() {
    return gone && has(Habit.HEEDS_DISCONNECT);
  }

  @Override
  public boolean survivesExceptions() {
    return has(Habit.CLAIMS_TO_SURVIVE);
  }

  private boolean believes() {
    return has(Habit.BELIEVES_EVENT) || has(Habit.KEEPS_IDLE_EVENT);
  }

  private boolean asks() {
    return has(Habit.ASKS_AFTER_EVENT) || has(Habit.WRITES_BEFORE_ASKING);
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    DeviceRead read = null;
    synchronized (lock) {
      gone = event == WiaEvent.DEVICE_DISCONNECTED || (gone && event != WiaEvent.DEVICE_CONNECTED);
      if (event == WiaEvent.CANCEL_IO && (busy || has(Habit.KEEPS_IDLE_EVENT))) {
        eventCame = true;
        read = inFlight;
      }
    }
    if (read != null && believes()) {
      read.interrupt();
    }
    return HResult.S_OK;
  }

  @Override
  public HResult drvAcquireItemData(StreamTransferContext context) {
    synchronized (lock) {
      if (busy) {
        return HResult.WIA_ERROR_BUSY;
      }
      busy = true;
      eventCame &= has(Habit.KEEPS_IDLE_EVENT);
    }
    if (!has(Habit.KEEPS_AHEAD)) {
      ahead.clear();
    }
    Job job = new Job(context);
    if (looks() && !isLeftAlone() && device.isScanning()) {
      device.stop();
      job.awaitQuiet();
    }
    HResult end = job.pages();
    HResult result = job.ends(end);
    synchronized (lock) {
      busy = false;
      eventCame = false;
    }
    return result;
  }

  private boolean eventCame() {
    synchronized (lock) {
      return eventCame;
    }
  }

  /** One call: what is at hand. An empty code means to go on. */
  private final class Job {
    private final TransferCallback callback;
    private final int pages;
    private final boolean oneStream;
    private @Nullable PageStream stream;
    private boolean started;
    private boolean stopped;
    private boolean fresh;
    private boolean skipped;
    private boolean leftOn;
    private long bytes;
    private int page;
    private int skips;
    private boolean warm;

    Job(StreamTransferContext context) {
      this.callback = context.callback();
      this.pages =
          has(Habit.ONE_PAGE)
              ? 1
              : context.pages() == ALL_PAGES ? Integer.MAX_VALUE : context.pages();
      this.oneStream = context.tymed() == Tymed.MULTIPAGE_FILE && !has(Habit.STREAM_PER_PAGE);
    }

    HResult pages() {
      for (page = 1; page - (has(Habit.SKIPS_DO_NOT_COUNT) ? skips : 0) <= pages; page++) {
        Optional<HResult> end = page();
        if (end.isPresent()) {
          return end.get();
        }
      }
      return HResult.S_OK;
    }

    /** There is no sheet; an end, if there was one before (V5). */
    private HResult runsOut() {
      if (page == 1) {
        return has(Habit.EMPTY_IS_SUCCESS) ? HResult.S_OK : HResult.WIA_ERROR_PAPER_EMPTY;
      }
      if (has(Habit.EMPTY_IS_ERROR)) {
        return HResult.WIA_ERROR_PAPER_EMPTY;
      }
      boolean all = pages == Integer.MAX_VALUE && !has(Habit.ENDS_OF_MEDIA);
      return all || has(Habit.FEWER_IS_SUCCESS) ? HResult.S_OK : HResult.WIA_STATUS_END_OF_MEDIA;
    }

    private Optional<HResult> page() {
      skipped &= oneStream;
      bytes = 0;
      if (has(Habit.TELLS_BEFORE_PAGE)) {
        Optional<HResult> end = tell();
        if (end.isPresent()) {
          return end;
        }
      }
      if (has(Habit.SCANS_AHEAD) && page > 1) {
        Optional<HResult> end = scanAhead();
        if (end.isPresent()) {
          return end;
        }
      }
      if (!has(Habit.ASKS_WITH_FIRST_BAND)) {
        Optional<HResult> end = open();
        if (end.isPresent()) {
          return end;
        }
      }
      boolean unscanned =
          skipped
              && (has(Habit.SKIPS_UNSCANNED) || (has(Habit.SKIPS_LAST_UNSCANNED) && page == pages));
      Optional<HResult> end = unscanned ? GO_ON : bands();
      if (end.isPresent()) {
        return end;
      }
      if (has(Habit.SENDS_END_OF_STREAM)) {
        callback.sendMessage(new TransferMessage.EndOfStream());
      }
      if (!has(Habit.RELEASES_LATE)
          && !has(Habit.KEEPS_STREAM_OF_PAGE)
          && !has(Habit.ONE_STREAM)
          && !oneStream) {
        release();
      }
      return GO_ON;
    }

    /** Asks for the page's stream. */
    private Optional<HResult> open() {
      boolean given = has(Habit.ONE_STREAM) && stream != null;
      if (given || (oneStream && page > 1)) {
        return GO_ON;
      }
      if (has(Habit.LEFT_ON)) {
        start();
      }
      if (!has(Habit.KEEPS_STREAM_OF_PAGE)) {
        release();
      }
      Optional<HResult> asked = confirmed();
      if (asked.isPresent()) {
        return asked;
      }
      NextStream next = callback.getNextStream();
      stream = next.stream();
      fresh = true;
      if (next.code().equals(HResult.S_FALSE) && has(Habit.ASKS_FOR_NEXT)) {
        stream = callback.getNextStream().stream();
      }
      if (next.code().equals(HResult.WIA_STATUS_SKIP_ITEM)) {
        skipped = true;
        skips++;
        return has(Habit.SKIP_ENDS)
            ? Optional.of(HResult.S_OK)
            : has(Habit.SKIP_IS_ERROR)
                ? Optional.of(HResult.E_INVALIDARG)
                : has(Habit.RETURNS_SKIP) && page == pages ? Optional.of(next.code()) : GO_ON;
      }
      boolean succeeded = !next.code().isError() && !next.code().equals(HResult.S_OK);
      if (succeeded && has(Habit.LOOKS_AT_SIGN)) {
        skipped = true;
        return GO_ON;
      }
      if (!next.code().equals(HResult.S_OK)) {
        leftOn = has(Habit.LEFT_ON);
        return Optional.of(
            next.code().isError() && has(Habit.STREAM_ERROR_IS_CANCEL)
                ? HResult.S_FALSE
                : failure(next.code()));
      }
      if (stream == null) {
        skipped = true;
        return has(Habit.NO_STREAM_IS_SKIP)
            ? GO_ON
            : Optional.of(
                has(Habit.NO_STREAM_IS_DEVICES)
                    ? HResult.WIA_ERROR_GENERAL_ERROR
                    : HResult.E_UNEXPECTED);
      }
      if (has(Habit.ASKS_STREAM)) {
        stream.stat();
      }
      return GO_ON;
    }

    private HResult failure(HResult code) {
      return code.isError() && has(Habit.REPLACES_ERRORS) ? HResult.E_FAIL : code;
    }

    private Optional<HResult> bands() {
      Deque<Band> read = new ArrayDeque<>(ahead);
      ahead.clear();
      if (has(Habit.OLD_DATA)) {
        read.addAll(old);
        old.clear();
      }
      boolean first = read.isEmpty();
      boolean last = isWhole(read);
      Optional<HResult> end = last ? out(read) : GO_ON;
      while (!last && end.isEmpty()) {
        end = confirmed();
        if (end.isPresent()) {
          return end;
        }
        start();
        int before = read.size();
        end = take(read, first);
        if (end.isEmpty() && read.size() > before) {
          last = isWhole(read);
          end = taken(read, first, last);
          first = false;
        }
      }
      return end;
    }

    private boolean isWhole(Deque<Band> read) {
      return !read.isEmpty() && read.getLast().last();
    }

    /** What is done with a band that was read. */
    private Optional<HResult> taken(Deque<Band> read, boolean first, boolean last) {
      if (last && has(Habit.STOPS_EARLY) && page == pages) {
        stop();
      }
      if (first && has(Habit.ASKS_WITH_FIRST_BAND)) {
        Optional<HResult> end = open();
        if (end.isPresent()) {
          return end;
        }
      }
      return !has(Habit.SCANS_FIRST) || last ? out(read) : GO_ON;
    }

    /** One read; what it ends. A band goes behind {@code bands}. */
    private Optional<HResult> take(Deque<Band> bands, boolean first) {
      ReadResult result = read();
      if (result instanceof ReadResult.Data data) {
        bands.add(data.band());
        return GO_ON;
      } else if (result instanceof ReadResult.NotReady) {
        return warmsUp();
      } else if (result instanceof ReadResult.FeederEmpty) {
        return Optional.of(runsOut());
      } else if (result instanceof ReadResult.Button) {
        return Optional.of(has(Habit.BUTTON_IS_ERROR) ? HResult.E_ABORT : HResult.S_FALSE);
      } else if (result instanceof ReadResult.Fault fault) {
        if (tells()) {
          return told(fault.code());
        }
        boolean between =
            page > 1
                && (has(Habit.FAULT_IS_AN_END_ANYWHERE) || (first && has(Habit.FAULT_IS_THE_END)));
        return Optional.of(
            between
                ? HResult.WIA_STATUS_END_OF_MEDIA
                : has(Habit.FAULT_IS_CANCEL) ? HResult.S_FALSE : fault.code());
      }
      return Optional.of(HResult.S_FALSE); // Given up.
    }

    /** Whether others are told of a fault, before it ends the transfer. */
    private boolean tells() {
      return has(Habit.TELLS_OF_FAULT)
          || has(Habit.READS_ON_UNREPAIRED)
          || has(Habit.FAULT_ANYWAY)
          || has(Habit.FAULT_BEATS_CANCEL)
          || has(Habit.GIVEN_UP_IS_SUCCESS);
    }

    /** Tells of a fault; what the answer ends. */
    private Optional<HResult> told(HResult fault) {
      Optional<HResult> end = send(new TransferMessage.DeviceStatus(fault));
      if (has(Habit.READS_ON_UNREPAIRED)) {
        return GO_ON;
      }
      boolean canceled = end.equals(Optional.of(HResult.S_FALSE));
      if (has(canceled ? Habit.FAULT_BEATS_CANCEL : Habit.FAULT_ANYWAY)) {
        return Optional.of(fault);
      }
      return end.isPresent() && !canceled && has(Habit.GIVEN_UP_IS_SUCCESS)
          ? Optional.of(HResult.S_OK)
          : end;
    }

    private Optional<HResult> warmsUp() {
      boolean first = !warm;
      warm = true;
      if (has(Habit.WARM_UP_IS_ERROR)) {
        return send(new TransferMessage.DeviceStatus(HResult.WIA_ERROR_WARMING_UP));
      }
      if (has(Habit.TELLS_OF_WARM_UP_ONCE)) {
        return first
            ? send(new TransferMessage.DeviceStatus(HResult.WIA_STATUS_WARMING_UP))
            : GO_ON;
      }
      return has(Habit.WAITS_DEAF) ? GO_ON : tell();
    }

    /** Scans this page before its stream is asked for. */
    private Optional<HResult> scanAhead() {
      Optional<HResult> end = GO_ON;
      while (end.isEmpty() && !isWhole(ahead)) {
        end = confirmed();
        if (end.isEmpty()) {
          end = take(ahead, ahead.isEmpty());
        }
        if (end.isEmpty()) {
          end = tell(); // So that a cancel is heard (V13).
        }
      }
      return end;
    }

    private ReadResult read() {
      if (heedsDisconnect() && gone) {
        return new ReadResult.Fault(HResult.WIA_ERROR_OFFLINE);
      }
      DeviceRead read;
      synchronized (lock) {
        if (eventCame && believes()) {
          return new ReadResult.Interrupted();
        }
        if (eventCame && asks()) {
          return new ReadResult.NotReady(); // So the next thing is to ask.
        }
        read = device.submitRead();
        inFlight = read;
      }
      ReadResult result = read.await();
      synchronized (lock) {
        inFlight = null;
      }
      return result;
    }

    /** Writes what was read, or throws it away. */
    private Optional<HResult> out(Deque<Band> read) {
      while (!read.isEmpty()) {
        Band band = read.remove();
        if (!has(Habit.WRITES_BEFORE_ASKING)) {
          Optional<HResult> end = confirmed();
          if (end.isPresent()) {
            return end;
          }
        }
        boolean lost = has(Habit.LAST_BAND_LOST) && band.last();
        Optional<HResult> end = skipped || lost ? GO_ON : write(band.data());
        if (end.isEmpty()) {
          end = tell();
        }
        if (end.isPresent()) {
          if (has(Habit.FLUSHES) && end.get().equals(HResult.S_FALSE) && !skipped) {
            write(band.data());
          }
          if (has(Habit.OLD_DATA)) {
            old.add(band);
          }
          return end;
        }
      }
      return GO_ON;
    }

    /** What follows from an event, before anything else is done. */
    private Optional<HResult> confirmed() {
      if (eventCame() && believes()) {
        return Optional.of(HResult.S_FALSE);
      }
      Optional<HResult> end = GO_ON;
      while (end.isEmpty() && eventCame() && asks()) {
        end = tell();
      }
      return end;
    }

    private Optional<HResult> write(ByteBuffer data) {
      PageStream open = stream;
      if (open == null) {
        return Optional.of(HResult.E_UNEXPECTED);
      }
      ByteBuffer rest = data.duplicate();
      while (rest.hasRemaining()) {
        boolean seeks = !has(Habit.NEVER_SEEKS) && (!has(Habit.SEEKS_ONCE) || fresh);
        fresh = false;
        if (seeks) {
          Moved moved = open.seek(0, Origin.END);
          if (!moved.code().equals(HResult.S_OK) && !has(Habit.IGNORES_WRITE_ERROR)) {
            return Optional.of(moved.code().isError() ? moved.code() : HResult.E_FAIL);
          }
        }
        Written written = open.write(rest.slice());
        if (!written.code().equals(HResult.S_OK)) {
          return has(Habit.IGNORES_WRITE_ERROR)
              ? GO_ON
              : Optional.of(written.code().isError() ? written.code() : HResult.E_FAIL);
        }
        bytes += written.count();
        rest.position(
            has(Habit.IGNORES_SHORT_WRITE) ? rest.limit() : rest.position() + written.count());
        Optional<HResult> end =
            rest.hasRemaining() && !has(Habit.WRITES_BEFORE_ASKING) ? confirmed() : GO_ON;
        if (end.isPresent()) {
          return end;
        }
      }
      return GO_ON;
    }

    /** Sends a message; what its answer ends. */
    private Optional<HResult> tell() {
      return send(new TransferMessage.Status(0, bytes));
    }

    private Optional<HResult> send(TransferMessage message) {
      synchronized (lock) {
        eventCame &= !asks();
      }
      HResult code = callback.sendMessage(message);
      if (code.equals(HResult.S_OK) || (code.isError() && has(Habit.IGNORES_MESSAGE_ERROR))) {
        return GO_ON;
      }
      if (code.equals(HResult.WIA_STATUS_SKIP_ITEM) && has(Habit.MESSAGE_SKIPS)) {
        skipped = true;
        return GO_ON;
      }
      if (code.equals(HResult.S_FALSE) && has(Habit.TELLS_OF_CANCEL)) {
        callback.sendMessage(new TransferMessage.Status(100, bytes));
      }
      return Optional.of(
          code.equals(HResult.S_FALSE) && has(Habit.MESSAGE_CANCEL_IS_SUCCESS)
              ? HResult.S_OK
              : failure(code));
    }

    private void start() {
      if (!started && !(heedsDisconnect() && gone)) {
        started = true;
        device.start();
      }
    }

    private void stop() {
      if (started && !stopped) {
        stopped = true;
        if (!isLeftAlone()) {
          device.stop();
        }
        if (has(Habit.LOOKS_AT_DEVICE)) {
          awaitQuiet();
        }
      }
    }

    /** So many looks are enough; nobody waits for ever. */
    void awaitQuiet() {
      for (int i = 0; i < 100 && !isLeftAlone() && device.isScanning(); i++) {
        Thread.onSpinWait();
      }
    }

    private void release() {
      PageStream open = stream;
      stream = null;
      if (open != null) {
        open.release();
      }
    }

    /** The way out. */
    HResult ends(HResult end) {
      boolean canceled = end.equals(HResult.S_FALSE);
      if (canceled && has(Habit.FEEDS_THE_REST)) {
        for (int more = 0; more < pages - page && started; more++) {
          while (!(read() instanceof ReadResult.Data data && data.band().last())) {
            // Every sheet is pulled through.
          }
        }
      }
      if (has(Habit.SENDS_END_OF_TRANSFER) && end.equals(HResult.S_OK)) {
        callback.sendMessage(new TransferMessage.EndOfTransfer());
      }
      if (!canceled || !has(Habit.KEEPS_STREAM_ON_CANCEL)) {
        release();
      }
      if (!leftOn) {
        stop();
      }
      return canceled && has(Habit.CANCEL_IS_ERROR) ? HResult.E_ABORT : end;
    }
  }
}
