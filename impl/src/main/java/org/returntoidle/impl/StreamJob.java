package org.returntoidle.impl;

import static org.returntoidle.driver.StreamTransferContext.ALL_PAGES;

import com.google.common.base.Verify;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.PageStream;
import org.returntoidle.driver.PageStream.Moved;
import org.returntoidle.driver.PageStream.Origin;
import org.returntoidle.driver.PageStream.Written;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.StreamTransferContext.Tymed;
import org.returntoidle.driver.TransferCallback;
import org.returntoidle.driver.TransferCallback.NextStream;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.model.Answer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.TransferInput;

/**
 * One call of {@code drvAcquireItemData}: what is at hand, and what comes next. Used by the thread
 * of the transfer alone.
 */
final class StreamJob {
  /** How long to wait between two looks at a device that takes its time to stop. */
  private static final long LOOKS_AGAIN = TimeUnit.MICROSECONDS.toNanos(200);

  private final TransferCallback callback;
  private final ScannerDevice device;
  private final TransferControl control;
  private final int pages;
  private final boolean oneStream;

  private int page = 1;

  /** The feeder has no sheet for this page (V5). */
  private boolean feederIsEmpty;

  /** Whether the application was asked for the stream of this page. */
  private boolean asked;

  /** Where the page goes; null if it is skipped, or there is none (V3). */
  private @Nullable PageStream stream;

  private boolean started;

  /** It could not be stopped: nobody waits for it any more. */
  private boolean lost;

  private Optional<DeviceRead> read = Optional.empty();

  /** Read, and neither written whole nor thrown away. */
  private Optional<Band> band = Optional.empty();

  /** What of it is still to be written. */
  private ByteBuffer rest = ByteBuffer.allocate(0);

  /** A fault that the device has reported, and nobody was told of (V31). */
  private Optional<HResult> condition = Optional.empty();

  /** Something has happened that the application was not told of. */
  private boolean news;

  /** The last band of this page is written or thrown away. */
  private boolean pageIsOut;

  private long bytes;

  StreamJob(StreamTransferContext context, ScannerDevice device, TransferControl control) {
    this.callback = context.callback();
    this.pages = context.pages();
    this.oneStream = context.tymed() == Tymed.MULTIPAGE_FILE;
    this.device = device;
    this.control = control;
  }

  /** Ends the scan of a driver that died with its service in the middle of a transfer (V29). */
  void calm() {
    if (!control.isGone() && device.isScanning()) {
      stop();
    }
  }

  /** Does the next thing, which is the first of these that is due. */
  void step() {
    if (control.isGone()) {
      control.observe(TransferInput.READ_FAULT, HResult.WIA_ERROR_OFFLINE);
    } else if (condition.isPresent()) {
      report(condition.get());
    } else if (control.mustAsk() || news) {
      tell();
    } else if (!asked) {
      ask();
    } else if (!started && device.isScanning()) {
      LockSupport.parkNanos(LOOKS_AGAIN);
      news = true; // It is not quiet yet; meanwhile the transfer can be canceled (D15).
    } else if (!started) {
      started = control.start(this::tryStart);
    } else if (band.isPresent()) {
      takeOut(band.get());
    } else {
      read();
    }
  }

  /** The one way out. */
  void end() {
    read.ifPresent(StreamJob::giveUp);
    release();
    if (started) { // A start that failed, or threw, has started nothing.
      stop();
    }
    awaitQuiet();
  }

  /** Nothing is sent to a device that is gone (V28). */
  private void stop() {
    try {
      if (!control.isGone()) {
        device.stop();
      }
    } catch (Throwable e) {
      lost = true;
      // Stopping always succeeds: a device that cannot be stopped is gone, and quiet (D6).
    }
  }

  /** There are devices that say that they have stopped before they have (D6). */
  private void awaitQuiet() {
    try {
      while (!lost && !control.isGone() && device.isScanning()) {
        LockSupport.parkNanos(LOOKS_AGAIN);
      }
    } catch (Throwable e) {
      // One that cannot be asked is gone, too.
    }
  }

  /** Asks whether the transfer goes on, and whether an event was meant for it (D26). */
  private void tell() {
    boolean last = feederIsEmpty || (pageIsOut && page == pages);
    control.asks();
    HResult code = answer(new TransferMessage.Status(percent(), bytes));
    control.observe(Answer.of(code).input(last), code);
    news = false;
    if (pageIsOut && control.goesOn()) {
      turnPage();
    }
  }

  /**
   * Tells of a fault, which ends the transfer only if nobody repairs what has caused it (V31, V32).
   * It asks as any other message does (D26).
   */
  private void report(HResult fault) {
    condition = Optional.empty();
    control.asks();
    HResult code = answer(new TransferMessage.DeviceStatus(fault));
    control.observe(Answer.of(code).input(false), code);
  }

  /** The page counts as done when it is out. Of all pages nobody knows how many there are. */
  private int percent() {
    return pages == ALL_PAGES ? 0 : 100 * (pageIsOut ? page : page - 1) / pages;
  }

  /** To the next page; where all go into one file, its stream or that it is skipped stays (V14). */
  private void turnPage() {
    page++;
    pageIsOut = false;
    if (!oneStream) {
      release();
      asked = false;
      bytes = 0;
    }
  }

  /** A success, where nothing ended the transfer: all that was wanted, or fewer (V5). */
  HResult success() {
    return feederIsEmpty && pages != ALL_PAGES ? HResult.WIA_STATUS_END_OF_MEDIA : HResult.S_OK;
  }

  /** Asks for the stream of this page. */
  private void ask() {
    NextStream next = nextStream();
    asked = true;
    stream = next.stream(); // Also with a code that ends the transfer: it has to be released (V15).
    if (next.code().equals(HResult.WIA_STATUS_SKIP_ITEM)) {
      release();
      return;
    }
    HResult code =
        next.code().equals(HResult.S_OK) && stream == null ? HResult.E_UNEXPECTED : next.code();
    control.observe(Answer.of(code).input(false), code);
  }

  /** What the callback answers; if it throws, or answers null, an error (D21). */
  private NextStream nextStream() {
    try {
      NextStream next = callback.getNextStream();
      return new NextStream(Objects.requireNonNull(next.code()), next.stream());
    } catch (Throwable e) {
      return new NextStream(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER, null);
    }
  }

  private HResult answer(TransferMessage message) {
    try {
      return Objects.requireNonNull(callback.sendMessage(message));
    } catch (Throwable e) {
      return HResult.WIA_ERROR_EXCEPTION_IN_DRIVER;
    }
  }

  private boolean tryStart() {
    condition = device.tryStart().map(ReadResult.Fault::code);
    return condition.isEmpty();
  }

  /** Waits for a read; it stays in flight if an event ends the wait (D26). */
  private void read() {
    if (read.isEmpty()) {
      read = control.submitRead(device::submitRead);
    }
    if (read.isPresent()) {
      ReadResult result = Objects.requireNonNull(read.get().await());
      if (!(result instanceof ReadResult.Woken)) {
        read = Optional.empty();
        handle(result);
      }
    }
  }

  private void handle(ReadResult result) {
    if (result instanceof ReadResult.Data data) {
      band = Optional.of(data.band());
      rest = data.band().data();
    } else if (result instanceof ReadResult.NotReady) {
      news = true;
    } else if (result instanceof ReadResult.FeederEmpty) {
      runsOut();
    } else if (result instanceof ReadResult.Button) {
      control.observe(TransferInput.READ_BUTTON, HResult.S_FALSE);
    } else if (result instanceof ReadResult.Fault fault) {
      condition = Optional.of(fault.code());
    }
  }

  /** After at least one page, a skipped one too (V5c), it is an end; asked last, as ever (H1). */
  private void runsOut() {
    feederIsEmpty = true;
    news = true;
    if (page == 1) {
      control.observe(TransferInput.READ_FAULT, HResult.WIA_ERROR_PAPER_EMPTY);
    }
  }

  /** Writes a band, or as much as the stream takes; or throws it away (V3). */
  private void takeOut(Band one) {
    PageStream open = stream;
    HResult code = open == null ? HResult.S_OK : write(open);
    if (!code.equals(HResult.S_OK)) {
      control.observe(Answer.of(code).input(false), code);
    } else if (open == null || !rest.hasRemaining()) {
      band = Optional.empty();
      news = true;
      pageIsOut = one.last();
    }
  }

  /** Writes behind what is there: during a callback the application may move the pointer (V18). */
  private HResult write(PageStream open) {
    try {
      Moved moved = open.seek(0, Origin.END);
      if (!moved.code().equals(HResult.S_OK)) {
        return failure(moved.code());
      }
      Written written = open.write(rest.slice());
      if (!written.code().equals(HResult.S_OK)) {
        return failure(written.code());
      }
      Verify.verify(written.count() > 0 && written.count() <= rest.remaining());
      rest.position(rest.position() + written.count());
      bytes += written.count();
      return HResult.S_OK;
    } catch (Throwable e) {
      return HResult.WIA_ERROR_EXCEPTION_IN_DRIVER;
    }
  }

  /** A stream has no successes but S_OK: what it did with the data nobody knows (V19). */
  private static HResult failure(HResult code) {
    return code.isError() ? code : HResult.E_UNEXPECTED;
  }

  private void release() {
    PageStream open = stream;
    stream = null;
    if (open != null) {
      try {
        open.release();
      } catch (Throwable e) {
        // It is gone, one way or the other (D21).
      }
    }
  }

  private static void giveUp(DeviceRead read) {
    try {
      read.interrupt();
      read.await();
    } catch (Throwable e) {
      // What it brings does not count any more.
    }
  }
}
