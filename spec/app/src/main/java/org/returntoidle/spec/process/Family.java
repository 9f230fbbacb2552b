package org.returntoidle.spec.process;

import com.google.common.base.Splitter;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.returntoidle.spec.harness.KernelTask;
import org.returntoidle.tla.engine.OwnSession;

/**
 * A process and whatever it has started. A child whose parent has ended is not known as a
 * descendant any more; on Linux it is found by the session that the process leads, and one that has
 * left that by a variable of its environment. Safe for several threads.
 */
final class Family {
  /** The last resort: not even a kill ends what waits inside the kernel. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final Splitter FIELDS = Splitter.on(' ');

  private final Process process;

  /** What the first one writes, if a read of that can be interrupted. */
  private final Optional<InputStream> output;

  /** In the environment of every member that has not cleared it; a name, so that they may nest. */
  private final String mark;

  private Family(Process process, Optional<InputStream> output, String mark) {
    this.process = process;
    this.output = output;
    this.mark = mark;
  }

  /**
   * Starts {@code command}.
   *
   * @throws IOException if there is no such program
   */
  static Family start(List<String> command) throws IOException {
    String mark = "RETURN_TO_IDLE_" + UUID.randomUUID().toString().replace('-', '_');
    ProcessBuilder builder = new ProcessBuilder(OwnSession.of(command));
    builder.environment().put(mark, "1");
    Optional<NamedPipe> pipe = NamedPipe.make();
    if (pipe.isEmpty()) {
      return new Family(builder.start(), Optional.empty(), mark);
    }
    try (NamedPipe named = pipe.get()) {
      InputStream output = new InterruptibleStream(named.file());
      Process process = builder.redirectOutput(named.file()).start();
      return new Family(process, Optional.of(output), mark);
    }
  }

  /** What the one writes that was started. */
  InputStream output() {
    return output.orElseGet(process::getInputStream);
  }

  /** Whether an interrupt ends a read of that. */
  boolean isInterruptible() {
    return output.isPresent();
  }

  /** The one that was started; the others are its. */
  Process process() {
    return process;
  }

  /** Whether it waits, and whatever it has started and not lost. */
  boolean rests() {
    ProcessHandle first = process.toHandle();
    return KernelTask.allSleep(first) && first.descendants().allMatch(KernelTask::allSleep);
  }

  /** Those who live. */
  Stream<ProcessHandle> members() {
    ProcessHandle first = process.toHandle();
    Stream<ProcessHandle> known = Stream.concat(Stream.of(first), first.descendants());
    Stream<ProcessHandle> found = ProcessHandle.allProcesses().filter(this::belongs);
    return Stream.concat(known, found).distinct().filter(Family::lives);
  }

  /** Ends them all; comes back when they are gone. */
  void end() {
    long start = System.nanoTime();
    // Once more until nobody is left: one may just have started another.
    for (List<ProcessHandle> alive = members().toList();
        !alive.isEmpty() && System.nanoTime() - start < LIMIT.toNanos();
        alive = members().toList()) {
      // Not the method of Process: that one throws away what is still in the pipes.
      alive.forEach(ProcessHandle::destroyForcibly);
      Uninterruptibles.sleepUninterruptibly(PAUSE);
    }
  }

  private boolean belongs(ProcessHandle one) {
    return isInSession(one) || ("\0" + read(one, "environ")).contains("\0" + mark + "=");
  }

  private boolean isInSession(ProcessHandle one) {
    List<String> fields = fields(one);
    return fields.size() > 3 && fields.get(3).equals(Long.toString(process.pid()));
  }

  /** One that has ended stays in the system's list until its parent has asked how. */
  private static boolean lives(ProcessHandle one) {
    List<String> fields = fields(one);
    return one.isAlive() && (fields.isEmpty() || !fields.get(0).equals("Z"));
  }

  /** State, parent, group and session, if the system has this file; before them is a free text. */
  private static List<String> fields(ProcessHandle one) {
    String stat = read(one, "stat");
    int text = stat.lastIndexOf(") ");
    return text < 0 ? List.of() : FIELDS.splitToList(stat.substring(text + 2));
  }

  private static String read(ProcessHandle one, String file) {
    try {
      Path path = Path.of("/proc", Long.toString(one.pid()), file);
      return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // Gone, somebody else's, or there is no such thing here.
    }
  }
}
