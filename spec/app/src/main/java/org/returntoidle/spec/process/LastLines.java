package org.returntoidle.spec.process;

import com.google.common.collect.EvictingQueue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;

/**
 * The last lines of something that may write without end, as a message shows them. Safe for several
 * threads.
 */
final class LastLines {
  @GuardedBy("this")
  private final EvictingQueue<String> lines;

  LastLines(int count) {
    this.lines = EvictingQueue.create(count);
  }

  synchronized void add(String line) {
    lines.add(line);
  }

  synchronized List<String> all() {
    return lines.stream().map(Printable::of).toList();
  }
}
