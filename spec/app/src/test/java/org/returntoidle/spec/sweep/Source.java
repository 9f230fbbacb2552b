package org.returntoidle.spec.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a class of this project.
 *
 * @param name of the class, in full
 * @param text as it stands in its file
 */
record Source(String name, String text) {
  /** Reads it; the tests of the application run in its folder. */
  static Source of(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".java";
    for (String module : new String[] {"../../model", "../kit", "."}) {
      Path path = Path.of(module, "src", "main", "java").resolve(file);
      if (Files.exists(path)) {
        try {
          return new Source(type.getName(), Files.readString(path).replace("\r\n", "\n"));
        } catch (IOException e) {
          throw new UncheckedIOException(file, e);
        }
      }
    }
    throw new IllegalArgumentException("no source: " + file);
  }

  /** The name without the package. */
  String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The same with {@code replacement} between two places. */
  Source with(int from, int to, String replacement) {
    return new Source(name, text.substring(0, from) + replacement + text.substring(to));
  }
}
