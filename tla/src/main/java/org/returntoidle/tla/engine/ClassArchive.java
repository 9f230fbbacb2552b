package org.returntoidle.tla.engine;

import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The classes of TLC as a JVM has them in memory, so that the next JVM need not load them: a short
 * run takes a fifth less time. The second run writes the archive, since one run alone would only
 * lose by it. A JVM ignores an archive that is damaged, or that another one has made. Safe for
 * several threads.
 */
final class ClassArchive {
  /** A JVM says what it thinks of an archive on standard output, which is TLC's. */
  private static final String SILENT = "-Xlog:disable";

  private static final int WRITER = 2;

  private final Supplier<Path> folder;
  private int runs;
  private Optional<Path> file = Optional.empty();
  private boolean written;

  /**
   * An archive that is not there yet.
   *
   * @param folder makes the folder for it, which whoever makes it takes away again
   */
  ClassArchive(Supplier<Path> folder) {
    this.folder = folder;
  }

  /** Options for a JVM that runs TLC: none, or to write the archive, or to use it. */
  synchronized ImmutableList<String> options() {
    runs++;
    if (runs == WRITER) {
      Path made = folder.get().resolve("tlc.jsa");
      file = Optional.of(made);
      return ImmutableList.of(SILENT, "-XX:ArchiveClassesAtExit=" + made);
    }
    return file.filter(there -> written && Files.exists(there))
        .map(there -> ImmutableList.of(SILENT, "-XX:SharedArchiveFile=" + there))
        .orElse(ImmutableList.of());
  }

  /** A JVM that was given these options has ended: what it writes, it has written. */
  synchronized void ended(ImmutableList<String> options) {
    written |= options.stream().anyMatch(option -> option.startsWith("-XX:Archive"));
  }
}
