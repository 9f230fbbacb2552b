package org.returntoidle.spec.trace;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import com.google.common.io.CountingInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.text.Shown;

/** Checks a trace in a file, or from standard input; compressed by gzip or not. */
public final class TraceFile {
  private static final int BUFFER = 1 << 16;

  /** How many events are taken in between two signs of life. */
  private static final int EVENTS = 1 << 14;

  private TraceFile() {}

  /**
   * Checks the trace in {@code file}.
   *
   * @param platform to judge it by; empty for the one that its header names
   * @param progress is told how many bytes of the file were read
   * @throws DamagedTraceException if it cannot be read to its end
   */
  public static TraceVerdict check(Path file, Optional<Platform> platform, LongConsumer progress)
      throws DamagedTraceException {
    try (InputStream in = Files.newInputStream(file)) {
      return check(file.toString(), in, platform, progress);
    } catch (NoSuchFileException e) {
      throw new DamagedTraceException(file.toString(), "no such file");
    } catch (IOException e) {
      throw new DamagedTraceException(file.toString(), "it cannot be read: " + Shown.reason(e));
    }
  }

  /**
   * Checks the trace that {@code in} holds.
   *
   * @param name of it, for messages
   * @param platform to judge it by; empty for the one that its header names
   * @param progress is told how many bytes were read
   * @throws DamagedTraceException if it cannot be read to its end
   * @throws IOException if it cannot be closed
   */
  public static TraceVerdict check(
      String name, InputStream in, Optional<Platform> platform, LongConsumer progress)
      throws DamagedTraceException, IOException {
    CountingInputStream counting = new CountingInputStream(in);
    try (TraceReader reader = new TraceReader(name, unpacked(name, counting))) {
      TraceHeader header = reader.header();
      checkKind(name, header.platform(), platform.orElse(header.platform()));
      TraceChecker checker =
          new TraceChecker(name, header.with(platform.orElse(header.platform())));
      int events = 0;
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        checker.add(event);
        if (++events % EVENTS == 0) {
          progress.accept(counting.getCount());
        }
      }
      return checker.end();
    }
  }

  /**
   * The events of a trace, each within the transfer of its driver that ran.
   *
   * @param most so many are read at most
   * @throws DamagedTraceException if it cannot be read to its end, or has more events
   */
  public static ImmutableList<TraceEvent> events(Path file, int most) throws DamagedTraceException {
    String name = file.toString();
    ImmutableList.Builder<TraceEvent> events = ImmutableList.builder();
    Multiset<String> transfers = HashMultiset.create();
    try (TraceReader reader = new TraceReader(name, unpacked(name, Files.newInputStream(file)))) {
      TraceHeader unused = reader.header(); // It is the first line.
      int count = 0;
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        if (++count > most) {
          throw new DamagedTraceException(
              name, event.line(), "more than " + most + " events are no picture; cut the trace");
        }
        if (event.action() == Action.ACQUIRE_ITEM_DATA) {
          transfers.add(event.device());
        }
        events.add(event.event(transfers.count(event.device())));
      }
      return events.build();
    } catch (IOException e) {
      throw new DamagedTraceException(name, "it cannot be read: " + Shown.reason(e));
    }
  }

  /** What was written down of one kind of transfers cannot be judged as the other kind. */
  private static void checkKind(String name, Platform recorded, Platform wanted)
      throws DamagedTraceException {
    if (recorded.streams() != wanted.streams()) {
      throw new DamagedTraceException(
          name,
          1,
          "a trace of Windows "
              + recorded
              + ", whose transfers "
              + (recorded.streams() ? "go to streams" : "are banded")
              + ", cannot be judged by Windows "
              + wanted);
    }
  }

  private static InputStream unpacked(String name, InputStream in) throws DamagedTraceException {
    try {
      BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
      buffered.mark(2);
      int first = buffered.read();
      int second = buffered.read();
      buffered.reset();
      int magic = first | (second << 8);
      return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER) : buffered;
    } catch (IOException e) {
      throw new DamagedTraceException(name, "it cannot be read: " + Shown.reason(e));
    }
  }
}
