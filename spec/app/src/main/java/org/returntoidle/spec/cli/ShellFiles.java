package org.returntoidle.spec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes what a shell knows of the program: the manual page, and the completion. For the build. */
public final class ShellFiles {
  private ShellFiles() {}

  /**
   * Writes both.
   *
   * @param args the folder to write to, the version, and its date
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), args[1], args[2].replaceFirst("T.*", ""));
  }

  static void write(Path folder, String version, String date) throws IOException {
    CommandLine main = new CommandLine(new Main());
    String name = main.getCommandName();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".1"), ManPage.of(main, version, date));
    Files.writeString(folder.resolve(name + ".bash"), AutoComplete.bash(name, main));
  }
}
