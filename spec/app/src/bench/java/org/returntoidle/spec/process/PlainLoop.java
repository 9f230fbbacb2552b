package org.returntoidle.spec.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The same exchanges with nothing behind them: one thread writes a line and waits for the answer.
 * Nothing that asks a process of its own can be much faster.
 */
final class PlainLoop {
  private PlainLoop() {}

  /** Tells a new process {@code lines}, each when the one before has been answered. */
  static void replay(List<String> command, List<String> lines)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).start();
    try (BufferedReader in = process.inputReader(StandardCharsets.US_ASCII);
        OutputStream out = process.getOutputStream()) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String answer = in.readLine();
        while ("InterruptRead".equals(answer)) { // It is no answer, but comes before one.
          answer = in.readLine();
        }
        if (answer == null) {
          throw new IllegalStateException("no answer to " + line);
        }
      }
    }
    process.waitFor();
  }
}
