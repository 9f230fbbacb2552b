package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.returntoidle.spec.search.WholeFile;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.NotWrittenException;

/** Files that a command writes: whole or not at all, and refused before the work, not after it. */
final class Output {
  private Output() {}

  /** The path of an option's value. */
  static Path path(String option, String value) {
    if (value.isEmpty()) {
      throw new BadInputException(option + ": the name is empty");
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new BadInputException(option + ": not a path: " + Shown.name(value));
    }
  }

  /** Makes sure that {@code folder} is there and can be written. */
  static Path folder(String option, Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      Files.delete(Files.createFile(WholeFile.part(folder.resolve("probe"))));
      return folder;
    } catch (IOException | SecurityException e) {
      throw new BadInputException(
          option + ": the folder " + Shown.name(folder) + " cannot be written");
    }
  }

  /** Makes sure that {@code folder} can be written or made, without making it. */
  static void writable(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new BadInputException(
          "the folder for counterexamples, "
              + Shown.name(folder.toAbsolutePath())
              + ", cannot be written; choose another with --report");
    }
  }

  /** Makes sure that {@code file} can be written, or written into. */
  static Path file(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw new BadInputException(option + ": " + Shown.name(file) + " is a folder");
    }
    if (WholeFile.isWrittenInto(file)) {
      if (!Files.isWritable(file)) {
        throw new BadInputException(option + ": " + Shown.name(file) + " cannot be written");
      }
      return file;
    }
    Path folder = target(option, file).toAbsolutePath().getParent();
    if (folder != null) {
      folder(option, folder);
    }
    return file;
  }

  private static Path target(String option, Path file) {
    try {
      return WholeFile.target(file);
    } catch (IOException e) {
      throw new BadInputException(option + ": " + Shown.name(file) + " leads nowhere");
    }
  }

  /**
   * The files of {@code folder} whose names end so, in the order of their names. What is no file,
   * such as a folder or a pipe, is left out.
   */
  static ImmutableList<Path> files(String option, Path folder, String end) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(end))
          .filter(Files::isRegularFile)
          .sorted()
          .collect(ImmutableList.toImmutableList());
    } catch (NotDirectoryException | NoSuchFileException e) {
      throw new BadInputException(option + ": no such folder: " + Shown.name(folder));
    } catch (IOException | UncheckedIOException e) {
      throw new BadInputException(
          option + ": the folder " + Shown.name(folder) + " cannot be read");
    }
  }

  static void write(Path file, String text) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw new NotWrittenException(file, e);
    }
  }
}
