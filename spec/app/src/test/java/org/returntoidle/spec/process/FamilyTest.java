package org.returntoidle.spec.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.spec.harness.DriverGoneException;

/** Whatever a process has started ends with it, however it got away from its parents. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FamilyTest {
  /** Runs for ever and says who it is; the shell itself, so that there is nobody between. */
  private static final String STAYS = "echo $$ > pid.new; mv pid.new pid; exec sleep 1000000";

  private static final String WRITTEN = "while test ! -s pid; do sleep 0.01; done; ";

  @TempDir private Path folder = Path.of("unset");

  /** STAYS is what has to end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh -c STAYS &",
        "(sh -c STAYS &)",
        "(nohup sh -c STAYS >nohup.txt 2>&1 &)",
        "(setsid sh -c STAYS &)",
        "(setsid sh -c '(setsid sh -c \"$0\" &)' STAYS &)",
        "(env -i PATH=\"$PATH\" sh -c STAYS &)",
        "(setsid sh -c STAYS </dev/null >/dev/null 2>&1 &)",
        "(trap '' HUP TERM INT; sh -c STAYS &)"
      })
  void whatItHasStartedEndsWithIt(String start) throws Exception {
    String script =
        "cd '"
            + folder
            + "'; STAYS='"
            + STAYS
            + "'; "
            + start.replace("STAYS", "\"$STAYS\"")
            + "\n";
    try (DriverProcess ended =
        DriverProcess.start(List.of("sh", "-c", script + WRITTEN + "echo here; read forever"))) {
      assertEquals(new Line("here"), ended.nextCall());
      assertTrue(lives(pid()));
    }
    assertTrue(!lives(pid()), "after it was ended");

    Files.delete(folder.resolve("pid"));
    try (DriverProcess ends =
        DriverProcess.start(List.of("sh", "-c", script + WRITTEN + "exit 3"))) {
      String says = assertThrows(DriverGoneException.class, ends::nextCall).getMessage();
      assertEquals("the driver's process ended with exit code 3; it wrote nothing", says);
      assertTrue(!lives(pid()), "after it ended");
    }
  }

  private long pid() throws Exception {
    return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
  }

  /** An ended one that nobody has asked how it ended is still in the list. */
  private static boolean lives(long pid) throws Exception {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
  }
}
