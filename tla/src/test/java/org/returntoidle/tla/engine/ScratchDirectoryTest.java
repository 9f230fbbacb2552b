package org.returntoidle.tla.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long TLC is waited for. */
class ScratchDirectoryTest {
  private static final Duration LIMIT = Duration.ofSeconds(7);

  @Test
  void whatComputesIsWaitedFor() throws Exception {
    TakesLong process = new TakesLong(1, 2, 3);
    ScratchDirectory.awaitEnd(process, LIMIT);
    assertEquals(0, process.left.size());
  }

  @Test
  void whatStandsStillHangs() {
    assertEquals(
        "TLC hangs: it has not used the processor for 7 seconds",
        assertThrows(
                TlcException.class,
                () -> ScratchDirectory.awaitEnd(new TakesLong(1, 2, 2, 3), LIMIT))
            .getMessage());
  }

  @Test
  void soDoesWhatTheSystemTellsNothingAbout() {
    TakesLong process = new TakesLong();
    process.left.add(Optional.empty());
    assertThrows(TlcException.class, () -> ScratchDirectory.awaitEnd(process, LIMIT));
  }

  /** Has used so many seconds of the processor, each time it is asked; then it ends. */
  private static final class TakesLong extends Process {
    private final Deque<Optional<Duration>> left = new ArrayDeque<>();

    TakesLong(long... used) {
      Arrays.stream(used).mapToObj(Duration::ofSeconds).map(Optional::of).forEach(left::add);
    }

    @Override
    public boolean waitFor(long time, TimeUnit unit) {
      return left.isEmpty();
    }

    @Override
    public ProcessHandle.Info info() {
      return new Used(left.remove());
    }

    @Override
    public int waitFor() {
      return 0;
    }

    @Override
    public int exitValue() {
      return 0;
    }

    @Override
    public void destroy() {}

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }

  private record Used(Optional<Duration> totalCpuDuration) implements ProcessHandle.Info {
    @Override
    public Optional<String> command() {
      return Optional.empty();
    }

    @Override
    public Optional<String> commandLine() {
      return Optional.empty();
    }

    @Override
    public Optional<String[]> arguments() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> startInstant() {
      return Optional.empty();
    }

    @Override
    public Optional<String> user() {
      return Optional.empty();
    }
  }
}
