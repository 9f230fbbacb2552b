package org.returntoidle.spec.kit;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An argument file for {@code java}: {@link Replay} on the class path of this test, where there is
 * no jar of ours and the driver's classes are.
 */
final class JavaArguments {
  private JavaArguments() {}

  /**
   * Writes the file.
   *
   * @throws IOException if it cannot be written, or the class path cannot in the encoding of
   *     command lines
   */
  static void write(Path file) throws IOException {
    Files.write(
        file,
        List.of("-cp", quoted(absolute(classPath())), Replay.class.getName()),
        Charset.forName(encoding()));
  }

  /** Of the tests, also where a build tool hides it behind a jar with nothing but a manifest. */
  private static String classPath() {
    String own = System.getProperty("java.class.path", "");
    return System.getProperty("surefire.test.class.path", own);
  }

  /** How the launcher reads what is on a command line. */
  private static String encoding() {
    return System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
  }

  /** The entries of a class path, wherever they are used from. */
  private static String absolute(String classPath) {
    return Joiner.on(File.pathSeparatorChar)
        .join(
            Splitter.on(File.pathSeparatorChar)
                .splitToStream(classPath)
                .map(entry -> Path.of(entry).toAbsolutePath())
                .iterator());
  }

  /** One argument: within quotes the launcher takes a backslash for the sign of a special one. */
  static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
