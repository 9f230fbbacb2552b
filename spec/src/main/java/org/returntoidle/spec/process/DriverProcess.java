package org.returntoidle.spec.process;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.returntoidle.spec.harness.DriverGoneException;

/**
 * One process and the lines that go to it and come from it. Answers to the service come on one
 * queue, everything else on another, since two threads wait for them. A process that floods fills
 * its queue and has to wait. Safe for several threads.
 */
final class DriverProcess implements AutoCloseable {
  /** How many lines may wait before the process has to. */
  private static final int WAITING = 64;

  private static final int REMEMBERED = 5;

  private static final long DYING_MILLISECONDS = 300;

  private final Process process;
  private final OutputStream in;
  private final BlockingQueue<Line> calls = new ArrayBlockingQueue<>(WAITING);
  private final BlockingQueue<Line> answers = new ArrayBlockingQueue<>(WAITING);
  private final LastLines output = new LastLines(REMEMBERED);
  private final LastLines errors = new LastLines(REMEMBERED);
  private final Thread reader;
  private volatile Runnable interrupt = () -> {};
  private volatile boolean ended;
  private volatile boolean open = true;

  private DriverProcess(Process process) {
    this.process = process;
    this.in = process.getOutputStream();
    // Not in the group of the driver's threads: they are ours.
    reader = thread("output of the driver's process", this::readOutput);
    thread("errors of the driver's process", this::readErrors);
  }

  /**
   * Starts {@code command}.
   *
   * @throws IOException if there is no such program
   */
  static DriverProcess start(List<String> command) throws IOException {
    return new DriverProcess(new ProcessBuilder(command).start());
  }

  @CanIgnoreReturnValue
  private static Thread thread(String name, Runnable work) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread thread = new Thread(group, work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void readOutput() {
    try (Lines lines = new Lines(process.getInputStream())) {
      for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
        output.add(text.get());
        take(new Line(text.get()));
      }
    } catch (IOException e) {
      errors.add(e.toString()); // As good as its end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended = true;
  }

  /** A read is given up at once, whoever waits for what. */
  private void take(Line line) throws InterruptedException {
    if (line.word().equals("InterruptRead")) {
      try {
        interrupt.run();
      } catch (RuntimeException e) {
        // The harness has given the run up, and tells so whoever calls; here nobody has to know.
        interrupt = () -> {};
      }
    } else {
      (line.isAnswer() ? answers : calls).put(line);
    }
  }

  /** Says what {@code InterruptRead} does from now on. */
  void onInterruptRead(Runnable action) {
    interrupt = action;
  }

  private void readErrors() {
    try (Lines lines = new Lines(process.getErrorStream())) {
      for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
        errors.add(text.get());
      }
    } catch (IOException e) {
      errors.add(e.toString());
    }
  }

  /**
   * Writes a line.
   *
   * @throws DriverGoneException if the process is gone
   */
  void send(String line) {
    try {
      synchronized (in) {
        in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        in.flush();
      }
    } catch (IOException e) {
      throw gone();
    }
  }

  /**
   * The next line that is a call of the driver, or the result of one.
   *
   * @throws DriverGoneException if the process is gone
   */
  Line nextCall() {
    return next(calls);
  }

  /**
   * The next line that answers a notification or a second call.
   *
   * @throws DriverGoneException if the process is gone
   */
  Line nextAnswer() {
    return next(answers);
  }

  /**
   * Makes sure that no answer waits for a question that nobody has asked: it would be taken for the
   * answer to the next one.
   *
   * @throws DriverGoneException if one does
   */
  void expectNoAnswer() {
    Line line = answers.poll();
    if (line != null) {
      throw wrong(line, "nothing, since nobody had asked");
    }
  }

  private Line next(BlockingQueue<Line> queue) {
    try {
      while (true) {
        Line line = queue.poll(20, TimeUnit.MILLISECONDS);
        if (line != null) {
          return line;
        }
        if (isOver() && queue.isEmpty()) {
          throw gone();
        }
      }
    } catch (InterruptedException e) {
      close(); // The harness has given up waiting.
      Thread.currentThread().interrupt();
      throw new DriverGoneException("the driver's process was given up");
    }
  }

  /** Whether nothing more will come; something that the process started may keep its pipe open. */
  private boolean isOver() throws InterruptedException {
    if (!ended && !process.isAlive()) {
      reader.join(DYING_MILLISECONDS);
      return true;
    }
    return ended;
  }

  /** Whether it was not closed from here. */
  boolean isOpen() {
    return open;
  }

  private DriverGoneException gone() {
    String how = open ? "closed its output" : "was ended";
    try {
      if (open && process.waitFor(DYING_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        how = "ended with exit code " + process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    return new DriverGoneException("the driver's process " + how + "; " + lastOutput());
  }

  /** Ends the process, which wrote something else than was expected. */
  DriverGoneException wrong(Line line, String expected) {
    close();
    return new DriverGoneException(
        "the driver's process wrote \"%s\"; expected %s; %s"
            .formatted(Printable.of(line.text()), expected, lastOutput()));
  }

  /** The end of a message: what the process wrote last. */
  private String lastOutput() {
    List<String> wrote = output.all();
    List<String> failed = errors.all();
    return (wrote.isEmpty() ? "it wrote nothing" : "it last wrote " + quoted(wrote))
        + (failed.isEmpty() ? "" : "; on standard error " + quoted(failed));
  }

  private static String quoted(List<String> lines) {
    return "\"" + String.join("\" \"", lines) + "\"";
  }

  /** Ends the process and whatever it started. */
  @Override
  public void close() {
    open = false;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      in.close();
    } catch (IOException e) {
      errors.add(e.toString()); // What was not sent yet is not missed.
    }
  }
}
