package org.returntoidle.spec.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Keeps the machine busy while tests run: as many processes as the system property {@code
 * busy.processes} says, none unless it is set. The profile {@code load} sets it.
 */
public final class BusyProcesses implements LauncherSessionListener {
  static final List<Process> RUNNING = new ArrayList<>();

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    for (int i = 0; i < wanted(); i++) {
      try {
        RUNNING.add(new ProcessBuilder(command()).start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    RUNNING.forEach(Process::destroyForcibly);
  }

  static int wanted() {
    return Integer.getInteger("busy.processes", 0);
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx16m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        Path.of("target", "test-classes").toString(),
        Spinning.class.getName());
  }

  /** Uses a processor until its standard input ends, as it does with the one who started it. */
  static final class Spinning {
    private Spinning() {}

    public static void main(String[] args) throws IOException {
      Thread spins =
          new Thread(
              () -> {
                while (true) {
                  Thread.onSpinWait();
                }
              });
      spins.setDaemon(true);
      spins.start();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
