package org.returntoidle.spec.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.DriverGoneException;
import org.returntoidle.tla.engine.Leftover;
import org.returntoidle.tla.engine.Leftovers;

/**
 * One process and the lines that go to it and come from it. Waiting takes as long as it takes; an
 * interrupt ends it. Safe for several threads.
 */
final class DriverProcess implements AutoCloseable {
  private static final int REMEMBERED = 5;

  /** A process that closes its output on its way out gets the time to say how it ends. */
  private static final long DYING_MILLISECONDS = 300;

  /** The last resort, if something that was not found keeps the output of a dead process open. */
  private static final long HELD_OPEN_MILLISECONDS = 10_000;

  /** The exit code of a process that was ended from here. */
  private static final int KILLED =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? 1 : 128 + 9;

  private final Leftover<Family> family;
  private final Process process;
  private final OutputStream in;
  private final Output output;
  private final LastLines wrote = new LastLines(REMEMBERED);
  private final LastLines errors = new LastLines(REMEMBERED);
  private final Thread errorReader;
  private volatile boolean open = true;

  private DriverProcess(Leftover<Family> family) {
    this.family = family;
    this.process = family.get().process();
    this.in = process.getOutputStream();
    output = new Output(family.get().output(), family.get().isInterruptible(), wrote);
    errorReader = Background.start("errors of the driver's process", this::readErrors);
    Background.start("end of the driver's process", this::awaitEnd);
  }

  /**
   * Starts {@code command}.
   *
   * @throws IOException if there is no such program
   */
  static DriverProcess start(List<String> command) throws IOException {
    return new DriverProcess(
        Leftovers.OF_THIS_PROGRAM.make(() -> Family.start(command), Family::end));
  }

  /** Whoever waits for a line waits no longer than the process lives. */
  private void awaitEnd() {
    try {
      process.waitFor();
      // What it wrote is still in the pipe, which ends when nobody is left who could write.
      family.close();
      output.readToEnd(HELD_OPEN_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    output.close();
  }

  /** Says what {@code InterruptRead} does from now on. */
  void onInterruptRead(Runnable action) {
    output.onInterruptRead(action);
  }

  /** Says what {@code WakeRead} does from now on; null if that is no word of such a driver. */
  void onWakeRead(@Nullable Runnable action) {
    output.onWakeRead(action);
  }

  /** From now on a line may end with the place where it was written. */
  void expectPlaces() {
    output.expectPlaces();
  }

  private void readErrors() {
    try (Lines lines = new Lines(process.getErrorStream())) {
      for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
        errors.add(text.get());
      }
    } catch (IOException e) {
      // As good as its end.
    }
  }

  /**
   * Writes a line. That nobody reads it any more is no news yet: what the process wrote before its
   * end is taken in first, however fast it ended.
   */
  void send(String line) {
    try {
      synchronized (in) {
        in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        in.flush();
      }
    } catch (IOException e) {
      // Its end follows its last line, and says more.
    }
  }

  /**
   * The next line that is a call of the driver, or the result of one.
   *
   * @throws DriverGoneException if the process is gone
   */
  Line nextCall() {
    return next(output.calls());
  }

  /**
   * Writes {@code line}, which asks {@code question}; the line that answers it.
   *
   * @throws DriverGoneException if the process is gone, or has answered what nobody had asked
   */
  Line ask(Answers.Question question, String line) {
    output.readWhatIsThere();
    Answers answers = output.answers();
    Optional<Line> unasked = answers.begin(question);
    if (unasked.isPresent()) {
      wrote.add(unasked.get().text());
      throw wrong(unasked.get(), "nothing, since nobody had asked");
    }
    send(line);
    Line answer = next(answers.inbox(question));
    answers.end(question);
    return answer;
  }

  /** Whether it has answered everything that it was asked beside a transfer. */
  boolean hasAnswered() {
    return output.answers().areComplete();
  }

  private Line next(Inbox inbox) {
    try {
      Optional<Line> line = output.next(inbox);
      // Its end, and a line without its own end, may be our doing.
      Leftovers.OF_THIS_PROGRAM.holdIfGoingDown();
      if (line.isEmpty()) {
        throw gone();
      }
      // Not before: what is said of a line must not depend on what else was there to be read.
      wrote.add(line.get().text());
      return line.get();
    } catch (InterruptedException e) {
      throw givenUp();
    }
  }

  /** The harness has given up waiting. */
  private DriverGoneException givenUp() {
    close();
    Thread.currentThread().interrupt();
    return new DriverGoneException("the driver's process was given up");
  }

  /** Whether it was not closed from here. */
  boolean isOpen() {
    return open;
  }

  /** The process itself. */
  ProcessHandle first() {
    return process.toHandle();
  }

  /** The process and what it has started, as far as that lives. */
  Stream<ProcessHandle> members() {
    return family.get().members();
  }

  /**
   * Whether it waits for a line of ours, and everything that it wrote has been read. In this order:
   * a process that waits writes nothing more.
   */
  boolean rests() {
    return family.get().rests() && output.rests();
  }

  private DriverGoneException gone() throws InterruptedException {
    String how = how();
    close();
    return new DriverGoneException("the driver's process " + how + "; " + lastOutput());
  }

  /**
   * How it went, whenever we look: the exit code of a process that has closed its output by ending
   * is settled, and ending it once more does not change it.
   */
  private String how() throws InterruptedException {
    if (!open) {
      return "was ended";
    }
    boolean byItself = process.waitFor(DYING_MILLISECONDS, TimeUnit.MILLISECONDS);
    if (!byItself) {
      close();
    }
    int code = process.waitFor();
    return byItself || code != KILLED ? "ended with exit code " + code : "closed its output";
  }

  /** Ends the process, which wrote something else than was expected. */
  DriverGoneException wrong(Line line, String expected) {
    close();
    try {
      return new DriverGoneException(
          String.format(
              Locale.ROOT,
              "the driver's process wrote \"%s\"; expected %s; %s",
              Printable.of(line.text()),
              expected,
              lastOutput()));
    } catch (InterruptedException e) {
      return givenUp();
    }
  }

  /** The end of a message: what the process, which is gone, wrote last. */
  private String lastOutput() throws InterruptedException {
    process.waitFor();
    errorReader.join(HELD_OPEN_MILLISECONDS);
    List<String> said = wrote.all();
    List<String> failed = errors.all();
    return (said.isEmpty() ? "it wrote nothing" : "it last wrote " + quoted(said))
        + (failed.isEmpty() ? "" : "; on standard error " + quoted(failed));
  }

  private static String quoted(List<String> lines) {
    return "\"" + String.join("\" \"", lines) + "\"";
  }

  /** Ends the process and whatever it started. */
  @Override
  public void close() {
    open = false;
    family.close();
    try {
      in.close();
    } catch (IOException e) {
      // What was not sent yet is not missed.
    }
  }
}
