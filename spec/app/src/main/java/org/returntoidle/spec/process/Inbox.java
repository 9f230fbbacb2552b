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

  @GuardedBy("this")
  private boolean ended;

  /** An empty one for at most {@code capacity} lines. */
  Inbox(int capacity) {
    this.capacity = capacity;
  }

  /** Waits until there is room; behind the end a line is dropped. */
  synchronized void put(Line line) throws InterruptedException {
    while (lines.size() >= capacity && !ended) {
      wait();
    }
    if (!ended) {
      lines.add(line);
      notifyAll();
    }
  }

  /** Waits for the next line, as long as that takes; empty when there will be no more. */
  synchronized Optional<Line> take() throws InterruptedException {
    while (lines.isEmpty() && !ended) {
      wait();
    }
    return poll();
  }

  /** The next line, if one is there. */
  synchronized Optional<Line> poll() {
    notifyAll();
    return Optional.ofNullable(lines.poll());
  }

  /** Nothing more will come; what is there is still taken. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }
}
