package org.returntoidle.tla.engine;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A folder of its own for one process, and the process. Neither is left behind: not after an error,
 * and not if this program is ended from outside.
 */
final class ScratchDirectory implements AutoCloseable {
  /** Long enough for anything this project asks; a run that takes longer hangs. */
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
      if (!process.get().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new TlcException("TLC did not end within " + LIMIT.toMinutes() + " minutes");
      }
      Leftovers.OF_THIS_PROGRAM.holdIfGoingDown();
      return process.get().exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TlcException("interrupted while TLC was running", e);
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
