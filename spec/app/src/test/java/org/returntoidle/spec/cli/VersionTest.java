package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** {@code --version}; DistributionIT asks the packaged jar. */
class VersionTest {
  @Test
  void theCommitIsNamedWhereItIsKnown() throws IOException {
    assertEquals("commit abcdef0", commit("git.commit.id.abbrev=abcdef0\ngit.dirty=false\n"));
    assertEquals(
        "commit abcdef0, changed", commit("git.commit.id.abbrev=abcdef0\ngit.dirty=true\n"));
    assertEquals("commit unknown", commit(""));
    assertEquals("commit unknown", Version.commit(null));
  }

  private static String commit(String file) throws IOException {
    return Version.commit(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  /** What checkpoints keep is told as well, and nothing that follows from it. */
  @Test
  void everyCommandTellsIt() {
    for (String[] command : new String[][] {{"--version"}, {"verify", "--version"}}) {
      Cli cli = Cli.run(command);
      assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
      assertTrue(cli.out().startsWith(Main.version() + ", TLC 2.18"), cli::out);
    }
  }
}
