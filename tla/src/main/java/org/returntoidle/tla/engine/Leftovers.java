package org.returntoidle.tla.engine;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Folders and processes that must not outlive this program. When it goes down, what is still here
 * is ended, the newest first: a process before the folder that it writes into. From then on nothing
 * new is made, and whoever asks is held until the end: what was taken away under somebody's hands
 * is nobody's failure, and nothing is said about it. Safe for several threads.
 */
public final class Leftovers {
  /** Those of this JVM; they end with it, however it is ended, unless it is killed. */
  public static final Leftovers OF_THIS_PROGRAM = endedWithThisProgram();

  /** Makes or changes something that lies outside this JVM; short, since its end waits for it. */
  @FunctionalInterface
  public interface Making<T> {
    /**
     * Makes it.
     *
     * @throws IOException if that fails, and nothing was made
     */
    T make() throws IOException;
  }

  private final Deque<Leftover<?>> all = new ConcurrentLinkedDeque<>();

  /** Whoever makes something reads; the one who ends everything writes. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private volatile boolean goingDown;

  private volatile BooleanSupplier spared = () -> false;

  Leftovers() {}

  private static Leftovers endedWithThisProgram() {
    Leftovers leftovers = new Leftovers();
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(leftovers::programEnds, "end what is left"));
    } catch (IllegalStateException e) {
      leftovers.endAll(); // Too late to make anything.
    }
    return leftovers;
  }

  /**
   * Makes something that has to be ended. Does not return when this program is going down.
   *
   * @param end ends it, and comes back when it is gone; called once
   * @throws IOException if it cannot be made
   */
  public <T> Leftover<T> make(Making<T> making, Consumer<T> end) throws IOException {
    return during(
        () -> {
          Leftover<T> made = new Leftover<>(making.make(), end, all::remove);
          all.addFirst(made);
          return made;
        });
  }

  /**
   * Does something to what was made, and not while that is being ended. Does not return when this
   * program is going down.
   *
   * @throws IOException if {@code making} throws it
   */
  public <T> T during(Making<T> making) throws IOException {
    lock.readLock().lock();
    try {
      if (!goingDown) {
        return making.make();
      }
    } finally {
      lock.readLock().unlock();
    }
    throw held();
  }

  /** Does not return when this program is going down; else at once. */
  public void holdIfGoingDown() {
    if (goingDown) {
      throw held();
    }
  }

  private static IllegalStateException held() {
    Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
    return new IllegalStateException("going down");
  }

  /**
   * Lets the end of this program pass if {@code unless} says so, asked when it goes down: somebody
   * still has something to say, and calls {@link #endAll} then.
   */
  public void spareIf(BooleanSupplier unless) {
    spared = unless;
  }

  private void programEnds() {
    if (!spared.getAsBoolean()) {
      endAll();
    }
  }

  /** Ends everything; from now on nothing is made. */
  public void endAll() {
    lock.writeLock().lock();
    try {
      goingDown = true;
    } finally {
      lock.writeLock().unlock();
    }
    for (Leftover<?> newest = all.peekFirst(); newest != null; newest = all.peekFirst()) {
      newest.close();
    }
  }
}
