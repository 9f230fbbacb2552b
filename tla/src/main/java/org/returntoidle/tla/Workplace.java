package org.returntoidle.tla;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A folder of its own for one process, and the process. Neither is left behind: not after an error,
 * and not if this program is ended from outside.
 */
final class Workplace implements AutoCloseable {
  /** Long enough for anything this project asks; a run that takes longer hangs. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Path folder;
  private final Thread hook = new Thread(this::leave, "end TLC with this program");
  private volatile @Nullable Process process;

  /**
   * A new empty folder.
   *
   * @throws TlcException if it cannot be made
   */
  Workplace() {
    try {
      folder = Files.createTempDirectory("return-to-idle-tlc");
    } catch (IOException e) {
      throw new TlcException("cannot create a folder for TLC: " + e.getMessage(), e);
    }
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Path folder() {
    return folder;
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
    Process started =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process = started;
    started.getOutputStream().close();
    try {
      if (!started.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new TlcException("TLC did not end within " + LIMIT.toMinutes() + " minutes");
      }
      return started.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TlcException("interrupted while TLC was running", e);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This program is already going down, and its last threads do this.
      return;
    }
    leave();
  }

  private void leave() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      // The system's temporary folder is cleaned by others; a verdict is not lost over it.
      folder.toFile().deleteOnExit();
    }
  }
}
