package org.returntoidle.spec.process;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.returntoidle.spec.harness.KernelTask;

/**
 * A pipe for the output of a process that is about to start. A thread that reads the one that Java
 * makes for it cannot be called back; from this one it can. For use by one thread.
 */
final class NamedPipe implements Closeable {
  private final Path name;

  /** Keeps it open until somebody writes: an end that is opened alone waits for the other. */
  private final RandomAccessFile held;

  private NamedPipe(Path name) throws IOException {
    this.name = name;
    this.held = new RandomAccessFile(name.toFile(), "rw");
  }

  /** A new one; empty where there is no such thing, or where it would be of no use. */
  static Optional<NamedPipe> make() {
    if (!KernelTask.current().isKnown()) {
      return Optional.empty(); // Whoever reads is taken for one that works, and had better sleep.
    }
    try {
      Path name = Files.createTempDirectory("return-to-idle").resolve("output");
      try {
        if (isMade(name)) {
          return Optional.of(new NamedPipe(name));
        }
      } catch (IOException e) {
        // Then it has to do without.
      }
      delete(name);
    } catch (IOException e) {
      // The same.
    }
    return Optional.empty();
  }

  private static boolean isMade(Path name) {
    try {
      return new ProcessBuilder("mkfifo", name.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void delete(Path name) throws IOException {
    Files.deleteIfExists(name);
    Files.deleteIfExists(name.getParent());
  }

  /** Where the process writes. */
  File file() {
    return name.toFile();
  }

  /** Its name is needed no more; who has it open goes on. */
  @Override
  public void close() throws IOException {
    held.close();
    delete(name);
  }
}
