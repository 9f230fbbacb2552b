package org.returntoidle.tla.engine;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs that Ctrl-C in our terminal does not reach: it reaches us, and we end them. Else each of
 * them would say in its own way that it was interrupted, before we know why.
 */
public final class OwnSession {
  private static final Splitter ENTRIES = Splitter.on(File.pathSeparatorChar);

  /** What is ignored stays so in what is executed. */
  private static final ImmutableList<String> DEAF =
      ImmutableList.of("/bin/sh", "-c", "trap '' INT QUIT HUP; exec \"$@\"", "sh");

  private OwnSession() {}

  /**
   * A command that runs {@code command} as the leader of a session of its own; where there is no
   * {@code setsid}, deaf to the keys of the terminal; where there is no shell, as it is. So it is
   * as well if there is no such program, which the system can say best.
   */
  public static ImmutableList<String> of(List<String> command) {
    if (!isProgram(command.get(0))) {
      return ImmutableList.copyOf(command);
    }
    if (isProgram("setsid")) {
      return ImmutableList.<String>builder().add("setsid", "--").addAll(command).build();
    }
    return isProgram(DEAF.get(0))
        ? ImmutableList.<String>builder().addAll(DEAF).addAll(command).build()
        : ImmutableList.copyOf(command);
  }

  /** Whether this is what the system would execute. */
  private static boolean isProgram(String name) {
    if (name.indexOf('/') >= 0) {
      return isExecutable("", name);
    }
    String path = System.getenv("PATH");
    return path != null
        && ENTRIES.splitToStream(path).anyMatch(folder -> isExecutable(folder, name));
  }

  private static boolean isExecutable(String folder, String name) {
    try {
      Path file = Path.of(folder, name);
      return Files.isRegularFile(file) && Files.isExecutable(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
