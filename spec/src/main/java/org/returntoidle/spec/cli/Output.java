package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.returntoidle.spec.search.WholeFile;
import org.returntoidle.spec.verify.BadInputException;

/** Files that a command writes: whole or not at all, and refused before the work, not after it. */
final class Output {
  private Output() {}

  /** The path of an option's value. */
  static Path path(String option, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new BadInputException(option + ": not a path: " + value);
    }
  }

  /** Makes sure that {@code folder} is there and can be written. */
  static Path folder(String option, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "return-to-idle", ".probe"));
      return folder;
    } catch (IOException | SecurityException e) {
      throw new BadInputException(option + ": the folder " + folder + " cannot be written");
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
          "the folder for counterexamples, %s, cannot be written; choose another with --report"
              .formatted(folder.toAbsolutePath()));
    }
  }

  /** Makes sure that {@code file} can be written. */
  static Path file(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw new BadInputException(option + ": " + file + " is a folder");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      folder(option, folder);
    }
    return file;
  }

  /** The files of {@code folder} whose names end so, in the order of their names. */
  static ImmutableList<Path> files(String option, Path folder, String end) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(end))
          .sorted()
          .collect(ImmutableList.toImmutableList());
    } catch (NotDirectoryException | NoSuchFileException e) {
      throw new BadInputException(option + ": no such folder: " + folder);
    } catch (IOException e) {
      throw new BadInputException(option + ": the folder " + folder + " cannot be read");
    }
  }

  static void write(Path file, String text) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw new BadInputException("cannot write " + file + ": " + e.getMessage());
    }
  }
}
