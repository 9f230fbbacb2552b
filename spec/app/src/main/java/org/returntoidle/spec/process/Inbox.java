package org.returntoidle.spec.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Lines on their way from the thread that reads them to the one that waits for them, and the end
 * behind them. Who writes more than a few has to wait. Safe for several threads.
 */
final class Inbox {
  private final int capacity;

  @GuardedBy("this")
  private final Queue<Line> lines = new ArrayDeque<>();

  /** How many lines there are; read without the lock by who looks again and again. */
  private volatile int size;

  /** How many threads sleep until there is a line. */
  private volatile int sleepers;

  @GuardedBy("this")
  private boolean ended;

  /** An empty one for at most {@code capacity} lines. */
  Inbox(int capacity) {
    this.capacity = capacity;
  }

  /** Waits until there is room; behind the end a line is dropped. */
  synchronized void put(Line line) throws InterruptedException {
    while (!offer(line)) {
      wait();
    }
  }

  /** The same without waiting; false if there is no room. */
  synchronized boolean offer(Line line) {
    if (!ended) {
      if (lines.size() >= capacity) {
        return false;
      }
      lines.add(line);
      size = lines.size();
      notifyAll();
    }
    return true;
  }

  /**
   * Waits for the next line, as long as that takes; empty when there will be no more.
   *
   * @param sleeping told when this thread is about to sleep
   */
  synchronized Optional<Line> take(Runnable sleeping) throws InterruptedException {
    sleepers++;
    try {
      while (lines.isEmpty() && !ended) {
        sleeping.run();
        wait();
      }
    } finally {
      sleepers--;
    }
    return poll();
  }

  /** The next line, if one is there. */
  Optional<Line> poll() {
    return size == 0 ? Optional.empty() : next();
  }

  private synchronized Optional<Line> next() {
    Optional<Line> line = Optional.ofNullable(lines.poll());
    size = lines.size();
    notifyAll();
    return line;
  }

  /** Whether somebody sleeps for whom there is no line yet. */
  boolean isAwaited() {
    return sleepers > size;
  }

  /** Nothing more will come; what is there is still taken. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }
}
