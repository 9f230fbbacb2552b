package org.returntoidle.spec.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The jar that this program runs from, as the user named it. */
final class OwnJar {
  private static final String NAME = "return-to-idle.jar";

  private OwnJar() {}

  /** The jar, so that it is found from the current folder; its usual name if there is none. */
  static String name() {
    String classpath = System.getProperty("java.class.path", "");
    return isOurs(classpath) ? classpath : NAME;
  }

  /** With {@code -jar} the class path is that jar alone, and our classes come from it. */
  private static boolean isOurs(String classpath) {
    try {
      Path jar = Path.of(classpath);
      Path ours = Path.of(OwnJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isRegularFile(jar) && Files.isSameFile(jar, ours);
    } catch (InvalidPathException
        | java.io.IOException
        | java.net.URISyntaxException
        | java.nio.file.FileSystemNotFoundException e) {
      return false;
    }
  }
}
