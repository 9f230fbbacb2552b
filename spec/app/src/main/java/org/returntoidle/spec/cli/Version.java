package org.returntoidle.spec.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.returntoidle.tla.engine.Tlc;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: what this program is, of which commit, and with which TLC. */
final class Version implements IVersionProvider {
  /** Written by the build, where it finds a repository. */
  private static final String FILE = "commit.properties";

  @Override
  public String[] getVersion() {
    return new String[] {ofProgram() + ", TLC " + Tlc.version()};
  }

  /** The program and its commit: two builds of one version may differ. */
  static String ofProgram() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "return-to-idle " + (version == null ? "not packaged" : version) + " (" + here() + ")";
  }

  private static String here() {
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      return commit(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A build from an archive has no such file, or an empty one. */
  static String commit(@Nullable InputStream file) throws IOException {
    Properties properties = new Properties();
    if (file != null) {
      properties.load(file);
    }
    String commit = properties.getProperty("git.commit.id.abbrev", "unknown");
    boolean changed = Boolean.parseBoolean(properties.getProperty("git.dirty"));
    return "commit " + commit + (changed ? ", changed" : "");
  }
}
