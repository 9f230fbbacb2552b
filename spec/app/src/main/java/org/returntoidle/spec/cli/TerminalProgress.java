package org.returntoidle.spec.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.returntoidle.spec.verdict.Progress;

/** Progress bars on standard error, if that is a terminal. */
final class TerminalProgress {
  private static final int WIDTH = 78;

  private TerminalProgress() {}

  static Progress create() {
    return isTerminal() ? TerminalProgress::bar : Progress.NONE;
  }

  private static Progress.Bar bar(String task, long steps) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new OneLine())
            .build();
    return new Progress.Bar() {
      @Override
      public void step() {
        bar.step();
      }

      @Override
      public void at(long steps) {
        bar.stepTo(steps);
      }

      @Override
      public void says(String what) {
        bar.setExtraMessage(what);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  /** Draws over one line and leaves it empty. */
  private static final class OneLine implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String line) {
      System.err.print("\r" + line);
      System.err.flush();
    }

    @Override
    public void clear() {
      accept(" ".repeat(WIDTH) + "\r");
    }

    @Override
    public void close() {
      clear();
    }
  }

  private static boolean isTerminal() {
    // A console needs standard input and output too; where the system can tell, ask for stderr.
    return consoleIsTerminal() || stderrIsTerminal();
  }

  /** From Java 22 on there is a console without a terminal too, and a method to ask. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean consoleIsTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static boolean stderrIsTerminal() {
    try {
      Path stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
      return stderr.startsWith("/dev/pts") || stderr.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
