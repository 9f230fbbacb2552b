package org.returntoidle.tla.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.tool.AbstractChecker;

/**
 * TLC, and beside it a thread that notes how many states it has found: TLC itself says so once in a
 * minute. Run by {@link Tlc}, in a JVM of its own.
 */
public final class CountingTlc {
  /** The file with the number, in the folder in which TLC runs. */
  static final String FILE = "states.txt";

  private static final long EVERY_MILLISECONDS = 250;

  private CountingTlc() {}

  /** Called as TLC is. */
  public static void main(String[] args) throws Exception {
    Thread counts = new Thread(CountingTlc::count, "counts states");
    counts.setDaemon(true);
    counts.start();
    TLC.main(args);
  }

  private static void count() {
    try {
      while (true) {
        Thread.sleep(EVERY_MILLISECONDS);
        AbstractChecker checker = TLCGlobals.mainChecker;
        if (checker != null) {
          Files.writeString(Path.of(FILE), Long.toString(checker.getDistinctStatesGenerated()));
        }
      }
    } catch (InterruptedException | IOException e) {
      // Then nobody learns how far it is.
    }
  }
}
