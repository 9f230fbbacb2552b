package org.returntoidle.spec.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A thread as the system's scheduler sees it. Java says of a thread that was woken that it waits,
 * until the machine has time for it; Linux knows better. Elsewhere {@link Turns} has to do.
 */
final class KernelTask {
  private static final char RUNNABLE = 'R';

  private final @Nullable Path status;

  private KernelTask(@Nullable Path status) {
    this.status = status;
  }

  /** The current thread. */
  static KernelTask current() {
    try {
      Path proc = Path.of("/proc");
      Path task = Files.readSymbolicLink(proc.resolve("thread-self"));
      return new KernelTask(proc.resolve(task).resolve("stat"));
    } catch (IOException | UnsupportedOperationException e) {
      return new KernelTask(null);
    }
  }

  /** Whether it is known to run, or to be about to. */
  boolean isRunnable() {
    if (status == null) {
      return false;
    }
    try {
      String text = new String(Files.readAllBytes(status), StandardCharsets.ISO_8859_1);
      int name = text.lastIndexOf(')'); // The name before it may contain anything.
      return text.charAt(name + 2) == RUNNABLE;
    } catch (IOException e) {
      return false;
    }
  }
}
