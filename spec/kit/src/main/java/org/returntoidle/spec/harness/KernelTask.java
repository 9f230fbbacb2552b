package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.jspecify.annotations.Nullable;

/**
 * A thread as the system's scheduler sees it. Java says of a thread that was woken that it waits,
 * until the machine has time for it; Linux knows better. Elsewhere {@link Turns} has to do.
 */
public final class KernelTask {
  private static final Path PROC = Path.of("/proc");

  /** A thread of Java's in a thread dump: its number in Java, and in the system. */
  private static final Pattern THREAD =
      Pattern.compile("^\".*\" #(\\d+) .* nid=0x([0-9a-f]+) ", Pattern.MULTILINE);

  private static final char RUNNABLE = 'R';

  /** It was woken, and the memory that it needs next has to be fetched first. */
  private static final char FETCHES = 'D';

  private static final char SLEEPS = 'S';
  private static final char NOT_KNOWN = '?';

  /** One of which the system does not tell. */
  static final KernelTask UNKNOWN = new KernelTask(null);

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

  /**
   * All threads of this program, by {@link Thread#getId}; none if neither system nor runtime tell.
   * This takes about a millisecond.
   */
  static ImmutableMap<Long, KernelTask> all() {
    Path tasks = PROC.resolve("self").resolve("task");
    ImmutableMap.Builder<Long, KernelTask> all = ImmutableMap.builder();
    if (Files.isDirectory(tasks)) {
      Matcher thread = THREAD.matcher(threadPrint());
      while (thread.find()) {
        Path task = tasks.resolve(Integer.toString(Integer.parseInt(thread.group(2), 16)));
        all.put(Long.parseLong(thread.group(1)), new KernelTask(task.resolve("stat")));
      }
    }
    return all.buildKeepingLast();
  }

  private static String threadPrint() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "threadPrint",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException | RuntimeMBeanException e) {
      return ""; // This runtime has no such command.
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
  public boolean isKnown() {
    return status != null;
  }

  /** Whether it is known to run, or to be about to. */
  public boolean isRunnable() {
    char state = status == null ? NOT_KNOWN : state(status);
    return state == RUNNABLE || state == FETCHES;
  }

  private static char state(Path status) {
    try {
      String text = new String(Files.readAllBytes(status), StandardCharsets.ISO_8859_1);
      return text.charAt(text.lastIndexOf(')') + 2); // The name before it may contain anything.
    } catch (IOException e) {
      return NOT_KNOWN;
    }
  }
}
