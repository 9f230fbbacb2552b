package org.returntoidle.tla.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.Consumer;

/**
 * Something that lies outside this JVM, and its end. Safe for several threads: whoever comes second
 * waits until it is gone.
 */
public final class Leftover<T> implements AutoCloseable {
  private final T thing;
  private final Consumer<T> end;
  private final Consumer<Leftover<T>> gone;

  @GuardedBy("this")
  private boolean closed;

  Leftover(T thing, Consumer<T> end, Consumer<Leftover<T>> gone) {
    this.thing = thing;
    this.end = end;
    this.gone = gone;
  }

  /** What was made. */
  public T get() {
    return thing;
  }

  /** Ends it; comes back when it is gone. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        end.accept(thing);
      } finally {
        gone.accept(this);
      }
    }
  }
}
