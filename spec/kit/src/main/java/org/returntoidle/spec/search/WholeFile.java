package org.returntoidle.spec.search;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Map;
import java.util.UUID;
import org.returntoidle.spec.text.Shown;

/**
 * Writes a file so that it is there whole or, if anything fails, as it was before. A symbolic link
 * stays one, and a device or a pipe is written into.
 */
public final class WholeFile {
  private static final int MOST_LINKS = 40;

  /**
   * Names of what this process has open already: opened anew, it would be written from its start.
   */
  private static final Map<String, FileDescriptor> OPEN =
      Map.of(
          "/dev/stdout", FileDescriptor.out,
          "/dev/fd/1", FileDescriptor.out,
          "/proc/self/fd/1", FileDescriptor.out,
          "/dev/stderr", FileDescriptor.err,
          "/dev/fd/2", FileDescriptor.err,
          "/proc/self/fd/2", FileDescriptor.err);

  private WholeFile() {}

  /**
   * Whether {@code file} is something that is written into, such as a device or a pipe: nothing is
   * made beside it.
   */
  public static boolean isWrittenInto(Path file) {
    return OPEN.containsKey(file.toString())
        || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
  }

  /**
   * Where {@code file} is, if it is a symbolic link; else itself.
   *
   * @throws IOException if the links lead in a circle, or cannot be read
   */
  public static Path target(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /**
   * Writes {@code text} in UTF-8, what moves a cursor as escapes; the folder is made if it is
   * missing.
   *
   * @throws IOException if the folder cannot be made or the file cannot be written
   */
  public static void write(Path file, String text) throws IOException {
    byte[] bytes = Shown.escaped(text).getBytes(StandardCharsets.UTF_8);
    if (isWrittenInto(file)) {
      writeInto(file, bytes);
    } else {
      replace(target(file), bytes);
    }
  }

  private static void writeInto(Path file, byte[] bytes) throws IOException {
    FileDescriptor open = OPEN.get(file.toString());
    if (open != null) {
      new FileOutputStream(open).write(bytes); // Not closed: others write there, too.
      return;
    }
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      out.write(bytes);
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path part = part(file);
    try {
      Files.write(part, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      keepPermissions(file, part);
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * The name of a file beside {@code file} that is not there yet, and that goes when this program
   * does. Unlike a temporary file of the system's kind, others may read it.
   */
  public static Path part(Path file) {
    Path part = file.resolveSibling(".return-to-idle-" + UUID.randomUUID() + ".part");
    part.toFile().deleteOnExit();
    return part;
  }

  private static void keepPermissions(Path old, Path replacement) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(replacement, PosixFileAttributeView.class);
    if (view != null && Files.exists(old)) {
      view.setPermissions(Files.getPosixFilePermissions(old));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
