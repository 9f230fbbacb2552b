package org.returntoidle.spec.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.CallSite;
import org.returntoidle.spec.harness.KernelTask;
import org.returntoidle.spec.harness.SystemWait;

/**
 * What a process writes. Answers to the service come in one inbox, everything else in another,
 * since two threads wait for them. Whoever waits for a line reads the pipe himself, so that no
 * other thread has to be woken; if it is somebody else's line, that one is. Who cannot, since
 * another one reads or since his read would be taken for work, sleeps; for the sleepers a thread of
 * ours reads when nobody else does. A process that floods fills its inbox and has to wait. Safe for
 * several threads.
 */
final class Output {
  /** How many lines may wait before the process has to. */
  private static final int WAITING = 64;

  private final Lines lines;
  private final boolean interruptible;
  private final LastLines last;
  private final Inbox calls = new Inbox(WAITING);
  private final Answers answers = new Answers();

  /** Whoever has it reads the pipe, and puts what he reads where it belongs. */
  private final ReentrantLock pipe = new ReentrantLock();

  /** Read, and there was no room for it. */
  @GuardedBy("pipe")
  private Optional<Line> pending = Optional.empty();

  private final Thread reader;
  private volatile @Nullable KernelTask reading;
  private volatile Runnable interrupt = () -> {};
  private volatile @Nullable Runnable wake;
  private volatile boolean readsToEnd;
  private volatile boolean withPlaces;

  /**
   * What comes from {@code stream}.
   *
   * @param interruptible whether an interrupt ends a read of it
   * @param last takes note of what is acted on at once
   */
  Output(InputStream stream, boolean interruptible, LastLines last) {
    this.lines = new Lines(stream);
    this.interruptible = interruptible;
    this.last = last;
    this.reader = Background.start("output of the driver's process", this::readForSleepers);
  }

  Inbox calls() {
    return calls;
  }

  Answers answers() {
    return answers;
  }

  /** Says what {@code InterruptRead} does from now on. */
  void onInterruptRead(Runnable action) {
    interrupt = action;
  }

  /** Says what {@code WakeRead} does from now on; null if that is no word of such a driver. */
  void onWakeRead(@Nullable Runnable action) {
    wake = action;
  }

  /**
   * The next line in {@code inbox}; waits for it, as long as that takes; empty when there will be
   * no more.
   *
   * @throws InterruptedException if this thread was interrupted while there was none
   */
  Optional<Line> next(Inbox inbox) throws InterruptedException {
    Optional<Line> line = inbox.poll();
    if (line.isEmpty() && interruptible && SystemWait.isSeen() && pipe.tryLock()) {
      line = read(inbox);
    }
    return line.isPresent() ? line : inbox.take(this::wakeReader);
  }

  /** Reads until there is a line in {@code inbox}; has the pipe, and gives it away. */
  private Optional<Line> read(Inbox inbox) throws InterruptedException {
    try {
      boolean isRoom = deliver();
      Optional<Line> line = inbox.poll();
      while (line.isEmpty() && isRoom && !lines.hasEnded()) {
        readMore();
        isRoom = deliver();
        line = inbox.poll();
      }
      return line;
    } catch (ClosedByInterruptException e) {
      InterruptedException interrupted = new InterruptedException();
      interrupted.initCause(e);
      throw interrupted;
    } catch (IOException e) {
      return Optional.empty(); // As good as its end, which the thread that reads will find.
    } finally {
      pipe.unlock();
      if (isNeeded()) {
        wakeReader();
      }
    }
  }

  @GuardedBy("pipe")
  private void readMore() throws IOException {
    SystemWait.begin();
    try {
      lines.read();
    } finally {
      SystemWait.end();
    }
  }

  private void wakeReader() {
    LockSupport.unpark(reader);
  }

  /** Puts what has come where it belongs; does not wait, neither for a line nor for room. */
  void readWhatIsThere() {
    if (!pipe.tryLock()) {
      return; // Somebody else does.
    }
    try {
      if (deliver() && lines.isThereMore()) {
        lines.read();
        deliver();
      }
    } catch (IOException e) {
      // As good as its end, which the thread that reads will find.
    } finally {
      pipe.unlock();
    }
  }

  private void readForSleepers() {
    reading = KernelTask.current();
    try (lines) {
      do {
        awaitNeed();
      } while (readsOn());
    } catch (IOException e) {
      // As good as its end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  private void awaitNeed() {
    while (!isNeeded()) {
      LockSupport.park(this);
    }
  }

  /** Whether somebody sleeps for whom there is no line yet, or the process has ended. */
  private boolean isNeeded() {
    return readsToEnd || calls.isAwaited() || answers.isAwaited();
  }

  /** Waits for the next lines, or for room; false at the end. */
  private boolean readsOn() throws IOException, InterruptedException {
    pipe.lock();
    try {
      if (!deliver()) {
        Line line = pending.orElseThrow();
        inbox(line).put(line);
        pending = Optional.empty();
      } else if (lines.hasEnded()) {
        return false;
      } else if (isNeeded()) {
        lines.read();
        deliver();
      }
      return true;
    } finally {
      pipe.unlock();
    }
  }

  /** Puts lines where they belong; false if there is no room for one. */
  @GuardedBy("pipe")
  private boolean deliver() {
    while (true) {
      Optional<Line> line = pending.isPresent() ? pending : lines.poll().map(this::line);
      boolean taken = line.isEmpty() || take(line.get());
      pending = taken ? Optional.empty() : line;
      if (!taken || line.isEmpty()) {
        return taken;
      }
    }
  }

  private Line line(String text) {
    return withPlaces ? Line.withPlace(text) : new Line(text);
  }

  /** From now on a line may end with the place where it was written. */
  void expectPlaces() {
    withPlaces = true;
  }

  /** A read is given up, or no longer waited for, at once, whoever waits for what. */
  private boolean take(Line line) {
    Runnable action =
        switch (line.word()) {
          case "InterruptRead" -> interrupt;
          case "WakeRead" -> wake;
          default -> null;
        };
    if (action == null) {
      return inbox(line).offer(line);
    }
    last.add(line.text());
    try {
      CallSite.from(
          line.place(),
          () -> {
            action.run();
            return true;
          });
    } catch (RuntimeException e) {
      // The harness has given the run up, and tells so whoever calls; here nobody has to know.
      interrupt = () -> {};
      wake = wake == null ? null : () -> {};
    }
    return true;
  }

  private Inbox inbox(Line line) {
    return line.isAnswer() ? answers.inbox(line) : calls;
  }

  /**
   * Whether everything has been read for which somebody sleeps. Asked of a process that writes
   * nothing more.
   */
  boolean rests() {
    KernelTask task = reading;
    return task != null && !task.isRunnable();
  }

  /**
   * Reads what an ended process has left behind, for so long at most, in milliseconds: who was not
   * found may keep the pipe open.
   */
  void readToEnd(long milliseconds) throws InterruptedException {
    readsToEnd = true;
    wakeReader();
    reader.join(milliseconds);
  }

  /** Whoever reads or sleeps learns that nothing more will come; what is there is still taken. */
  void close() {
    end();
    if (interruptible) {
      try {
        lines.close();
      } catch (IOException e) {
        // It is read no more.
      }
    }
  }

  private void end() {
    calls.end();
    answers.end();
  }
}
