package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** D21 on the command line: claimed, not claimed, and claimed by {@code --throws}. */
class ThrowsTest {
  private static final String[] SCOPE = {"--cancels", "0", "--faults", "1", "--runs", "0"};

  @TempDir private Path folder = Path.of("unset");

  private Cli verify(String... more) {
    String[] args = new String[4 + SCOPE.length + more.length];
    args[0] = "verify";
    args[1] = "--only=driver";
    args[2] = "--report=" + folder;
    args[3] = "--replays=" + folder;
    System.arraycopy(SCOPE, 0, args, 4, SCOPE.length);
    System.arraycopy(more, 0, args, 4 + SCOPE.length, more.length);
    return Cli.run(args);
  }

  @Test
  void aDriverThatClaimsItAndStaysBusyIsFoundAndReplayed() {
    Cli found = verify("--driver", "busy-after-exception");
    assertEquals(ExitCode.VIOLATED, found.exitCode(), found::err);
    assertTrue(found.out().contains("busy-after-exception: D21 VIOLATED"), found::out);
    assertTrue(found.out().contains("code 1: throws RuntimeException"), found::out);
    assertTrue(found.out().contains(" the callback throws RuntimeException\n"), found::out);
    String file = folder.resolve("busy-after-exception-D21-xp.json").toString();
    assertEquals(ExitCode.VIOLATED, Cli.run("replay", file).exitCode());
    Cli silent = Cli.run("replay", file, "--driver", "stays-busy");
    assertEquals(ExitCode.BAD_INPUT, silent.exitCode(), silent::out);
    assertTrue(
        silent
            .err()
            .contains("here device or callback throws; the driver does not claim to survive"),
        silent::err);
    Cli claimed = Cli.run("replay", file, "--driver", "band-lost", "--throws");
    assertEquals(ExitCode.HOLDS, claimed.exitCode(), claimed::out);
  }

  @Test
  void nothingIsThrownIntoAProcess() {
    Cli cli = verify("--exec", "no-such-program", "--throws");
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode());
    assertTrue(cli.err().contains("--throws: nothing can be thrown into another process"));
  }
}
