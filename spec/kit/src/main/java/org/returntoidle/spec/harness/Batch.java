package org.returntoidle.spec.harness;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Iterator;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs that are made one after the other. One thread makes them and another watches: whichever
 * finds that a run has ended takes it in, and the other one learns that it is too late.
 */
final class Batch<T> {
  private final Iterator<T> items;
  private final Function<T, Session> sessions;
  private final BiPredicate<T, Session> goesOn;

  @GuardedBy("this")
  private @Nullable DriverThreads player;

  @GuardedBy("this")
  private @Nullable Session session;

  @GuardedBy("this")
  private @Nullable T item;

  @GuardedBy("this")
  private boolean over;

  /**
   * A batch.
   *
   * @param goesOn takes in an item and the session that was played for it
   */
  Batch(Iterator<T> items, Function<T, Session> sessions, BiPredicate<T, Session> goesOn) {
    this.items = items;
    this.sessions = sessions;
    this.goesOn = goesOn;
  }

  synchronized boolean isOver() {
    return over || !items.hasNext();
  }

  /** The run that is being made, if one is. */
  synchronized @Nullable Session session() {
    return session;
  }

  /** The first run for {@code by}, which has the batch from now on. */
  synchronized @Nullable Session begin(DriverThreads by) {
    player = by;
    return advance();
  }

  /** Takes in what {@code by} has played; the next run, or null at the end. */
  synchronized @Nullable Session next(DriverThreads by, Session played) {
    if (player != by) {
      return null;
    }
    takeIn(played);
    return advance();
  }

  /**
   * Takes in a run that nobody plays.
   *
   * @param why notes the reason
   */
  synchronized void endUnplayed(Consumer<Session> why) {
    Session unplayed = advance();
    if (unplayed != null) {
      why.accept(unplayed);
      takeIn(unplayed);
    }
  }

  /** Takes in the run that {@code by} could not end. */
  synchronized boolean endAborted(DriverThreads by) {
    if (player == by && session != null) {
      takeIn(session);
    }
    return false;
  }

  /**
   * Takes the run away from the thread that does not end it; false if it has ended meanwhile.
   *
   * @param why notes the reason
   */
  synchronized boolean giveUp(Session endless, Consumer<Session> why) {
    if (session != endless) {
      return false;
    }
    player = null;
    why.accept(endless);
    takeIn(endless);
    return true;
  }

  @GuardedBy("this")
  private void takeIn(Session played) {
    T done = item;
    session = null;
    item = null;
    over |= done == null || !goesOn.test(done, played);
  }

  @GuardedBy("this")
  private @Nullable Session advance() {
    if (isOver()) {
      return null;
    }
    T following = items.next();
    item = following;
    session = sessions.apply(following);
    return session;
  }
}
