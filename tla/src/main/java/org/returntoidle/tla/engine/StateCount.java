package org.returntoidle.tla.engine;

import com.google.common.primitives.Longs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** How many states all runs of TLC have found so far, as {@link CountingTlc} tells. */
final class StateCount {
  private static final long EVERY_MILLISECONDS = 250;

  private final AtomicLong all = new AtomicLong();
  private final LongConsumer told;

  /** Tells {@code told} whenever there are more; on threads of its own. */
  StateCount(LongConsumer told) {
    this.told = told;
  }

  /** Watches the run in {@code folder} until {@link Watch#close}. */
  Watch watch(Path folder) {
    return new Watch(folder.resolve(CountingTlc.FILE));
  }

  /** The watch over one run. */
  final class Watch {
    private final Path file;
    private final Thread thread = new Thread(this::look, "looks at TLC");
    private long before;

    private Watch(Path file) {
      this.file = file;
      thread.setDaemon(true);
      thread.start();
    }

    private void look() {
      try {
        while (true) {
          Thread.sleep(EVERY_MILLISECONDS);
          lookOnce();
        }
      } catch (InterruptedException e) {
        // The run has ended.
      }
    }

    private void lookOnce() {
      Long now = read();
      if (now != null && now > before) {
        told.accept(all.addAndGet(now - before));
        before = now;
      }
    }

    /** It may be half written: then it is read the next time. */
    private @Nullable Long read() {
      try {
        return Files.exists(file) ? Longs.tryParse(Files.readString(file)) : null;
      } catch (IOException e) {
        return null;
      }
    }

    void close() {
      thread.interrupt();
    }
  }
}
