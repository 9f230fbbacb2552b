package org.returntoidle.spec.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A thread as the system's scheduler sees it. Java says of a thread that was woken that it waits,
 * until the machine has time for it; Linux knows better. Elsewhere {@link Turns} has to do.
 */
public final class KernelTask {
  private static final Path PROC = Path.of("/proc");
  private static final char RUNNABLE = 'R';
  private static final char SLEEPS = 'S';
  private static final char UNKNOWN = '?';

  private final @Nullable Path status;

  private KernelTask(@Nullable Path status) {
    this.status = status;
  }

  /** The current thread. */
  public static KernelTask current() {
    try {
      Path task = Files.readSymbolicLink(PROC.resolve("thread-self"));
      return new KernelTask(PROC.resolve(task).resolve("stat"));
    } catch (IOException | UnsupportedOperationException e) {
      return new KernelTask(null);
    }
  }

  /** Whether every thread of a process is known to wait; false if the system does not tell. */
  public static boolean allSleep(ProcessHandle process) {
    Path tasks = PROC.resolve(Long.toString(process.pid())).resolve("task");
    try (Stream<Path> all = Files.list(tasks)) {
      return all.allMatch(task -> state(task.resolve("stat")) == SLEEPS);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** Whether the system tells about it. */
  boolean isKnown() {
    return status != null;
  }

  /** Whether it is known to run, or to be about to. */
  public boolean isRunnable() {
    return status != null && state(status) == RUNNABLE;
  }

  private static char state(Path status) {
    try {
      String text = new String(Files.readAllBytes(status), StandardCharsets.ISO_8859_1);
      return text.charAt(text.lastIndexOf(')') + 2); // The name before it may contain anything.
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
