package org.returntoidle.spec.examples.right;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The transfer that runs, if one does. Each transfer brings what it has to know, so that there is
 * nothing to clear (D1). Safe for several threads.
 */
final class Running<T> {
  private final AtomicReference<T> transfer = new AtomicReference<>();

  /** Begins {@code next}; false if another transfer runs (D4). */
  boolean enter(T next) {
    return transfer.compareAndSet(null, next);
  }

  void leave() {
    transfer.set(null);
  }

  /** Tells the transfer that runs, if one does; it may have ended before it is told. */
  void tell(Consumer<T> what) {
    T running = transfer.get();
    if (running != null) {
      what.accept(running);
    }
  }
}
