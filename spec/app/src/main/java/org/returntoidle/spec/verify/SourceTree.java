package org.returntoidle.spec.verify;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a project below a folder. A class knows its package and the name of its source file,
 * but not where that is.
 */
final class SourceTree {
  private static final Set<String> BUILT = Set.of("target", "build", "out", "node_modules");
  private static final int DEPTH = 24;
  private static final int MOST_FILES = 100_000;

  private final Path root;

  SourceTree(Path root) {
    this.root = root;
  }

  /**
   * The one file that has this name in the folders of this package.
   *
   * @param type the full name of a class of the package
   * @return relative to the root, with slashes; empty if there is none, or more than one
   */
  Optional<String> file(String type, String name) {
    int end = type.lastIndexOf('.');
    Path wanted = Path.of(end < 0 ? "" : type.substring(0, end).replace('.', '/'), name);
    Search search = new Search(wanted);
    try {
      Files.walkFileTree(root, Set.of(), DEPTH, search);
    } catch (IOException | SecurityException e) {
      return Optional.empty(); // What cannot be read has no source that could be shown.
    }
    return search.found.size() == 1
        ? Optional.of(root.relativize(search.found.get(0)).toString().replace('\\', '/'))
        : Optional.empty();
  }

  /** Stops after so many files that a home folder or a disk would take long. */
  private static final class Search implements FileVisitor<Path> {
    private final Path end;
    private final List<Path> found = new ArrayList<>();
    private int visited;

    Search(Path end) {
      this.end = end;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      boolean isHidden = name.startsWith(".") && name.length() > 1;
      return isHidden || BUILT.contains(name)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && file.endsWith(end)) {
        found.add(file);
      }
      visited++;
      return visited < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
