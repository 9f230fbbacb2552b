package org.returntoidle.tla.engine;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A folder of its own for one process, and the process. Neither is left behind: not after an error,
 * and not if this program is ended from outside.
 */
final class ScratchDirectory implements AutoCloseable {
  /** A run that does not use the processor for so long hangs. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Leftover<Path> folder;

  /** Writes into the folder. */
  @FunctionalInterface
  interface Writing {
    void into(Path folder) throws IOException;
  }

  /**
   * A new empty folder.
   *
   * @throws TlcException if it cannot be made
   */
  ScratchDirectory() {
    try {
      folder =
          Leftovers.OF_THIS_PROGRAM.make(
              () -> Files.createTempDirectory("return-to-idle-tlc"), ScratchDirectory::delete);
    } catch (IOException e) {
      throw new TlcException("cannot create a folder for TLC: " + e.getMessage(), e);
    }
  }

  Path folder() {
    return folder.get();
  }

  /**
   * Writes into the folder, and not while it is deleted.
   *
   * @throws IOException if {@code writing} throws it
   */
  void write(Writing writing) throws IOException {
    Leftovers.OF_THIS_PROGRAM.during(
        () -> {
          writing.into(folder());
          return folder();
        });
  }

  /**
   * Runs a command in the folder until it ends.
   *
   * @param output gets what it says
   * @return its exit code
   * @throws IOException if it cannot be started
   * @throws TlcException if it does not end, or this thread is interrupted
   */
  int run(List<String> command, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(OwnSession.of(command))
            .directory(folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    try (Leftover<Process> process =
        Leftovers.OF_THIS_PROGRAM.make(builder::start, ScratchDirectory::end)) {
      process.get().getOutputStream().close();
      awaitEnd(process.get(), LIMIT);
      Leftovers.OF_THIS_PROGRAM.holdIfGoingDown();
      return process.get().exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TlcException("interrupted while TLC was running", e);
    }
  }

  /**
   * Waits while the process computes.
   *
   * @throws TlcException if it stands still for {@code limit}; where the system does not tell,
   *     after that time
   */
  static void awaitEnd(Process process, Duration limit) throws InterruptedException {
    Optional<Duration> before = Optional.empty();
    while (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      Optional<Duration> used = process.info().totalCpuDuration();
      if (used.equals(before)) {
        throw new TlcException(
            "TLC hangs: it has not used the processor for " + limit.toSeconds() + " seconds");
      }
      before = used;
    }
  }

  @Override
  public void close() {
    folder.close();
  }

  private static void end(Process process) {
    process.destroyForcibly().onExit().join();
  }

  private static void delete(Path folder) {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      // The system's temporary folder is cleaned by others; a verdict is not lost over it.
    }
  }
}
