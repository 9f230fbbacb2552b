package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One run in which two threads are in the driver at once, for whoever explores how their statements
 * interleave: a transfer that meets others as a {@link Scene} says, and when all have come back a
 * second transfer. Only the driver and the {@link Crossing} are explored; the harness has no lock
 * there.
 */
public final class Meeting {
  /** Bands of each page. */
  private static final int BANDS = 2;

  /**
   * A {@code CANCEL_IO} has taken effect somewhere between two places of the trace.
   *
   * @param begun how many events there were when it came
   * @param at the place of the event that says that the driver has returned from it
   */
  public record Span(int begun, int at) {}

  private final Cast cast;
  private final Scene scene;
  private final Apart apart;
  private final Crossing crossing;
  private final Others others;
  private final Session session;
  private final Driven driver;
  private final Places places = new Places();
  private final List<Span> spans = new ArrayList<>();
  private final TwoCalls two;
  private final MeetingCalls calls;

  /** Who calls first; the others are those of {@link #crossing}. */
  private final Thread first = Thread.currentThread();

  /** Whose transfer runs. */
  private Thread caller = first;

  /** Threads with a smaller number were there before. */
  private final long newest = new Thread().getId();

  /** What to do when such a thread calls out: nothing can be said of the run. */
  private final Runnable unseen;

  /** Calls to the outside in this transfer, from 1. */
  private int count;

  private int callback;
  private int callbackBefore;

  /** Bands of this transfer that were read. */
  private int reads;

  /** The driver's constructor has come to its end. */
  private boolean made;

  private boolean over;

  /** How many notifications have not returned. */
  private int notifying;

  /**
   * A run with a new driver; not to be explored itself.
   *
   * @param crossing a new one
   * @param unseen what to do when a thread calls out that was made before this run: an explorer
   *     does not see it, and the harness has no lock against it
   * @throws DriverNotUsableException if no driver can be made
   */
  public Meeting(Cast cast, Scene scene, Explorer explorer, Crossing crossing, Runnable unseen) {
    this.cast = cast;
    this.scene = scene;
    this.apart = new Apart(explorer);
    this.crossing = crossing;
    this.others = new Others(scene, crossing, apart);
    this.unseen = unseen;
    this.session = cast.session();
    this.two = new TwoCalls(session);
    MeetingDevice device = new MeetingDevice(this);
    this.driver =
        new Driven(apart.explored(() -> crossing.driver(cast.factory(), device)), cast.platform());
    this.calls = new MeetingCalls(this, new MeetingStage(this));
    this.made = true;
  }

  /** A transfer that meets others, and one that does not; not to be explored itself. */
  public void run() {
    if (scene.from() == 0) {
      others.begin(calls);
    }
    if (scene.kind() == Scene.Kind.TWO_CALLS) {
      calls.callAmongTwo();
    } else {
      calls.transfer();
    }
    others.join();
    if (!session.isAborted()) {
      calls.transfer();
    }
    over = true;
  }

  /** Notes that the run stands still: each thread waits, and nobody will wake it. */
  public void hangs() {
    if (over) {
      return;
    }
    if (notifying > 0 && !session.inTransfer()) {
      session.noticed(
          Anomaly.NOTIFY_DOES_NOT_RETURN,
          "drvNotifyPnpEvent does not return: each thread waits, and nobody will wake it");
      session.abort();
    } else {
      session.hangs("each thread waits, and nobody will wake it");
    }
  }

  /** Whether {@code thread} was there before this run, and is not of the harness. */
  public boolean isOlder(Thread thread) {
    return thread.getId() < newest && thread != first && !DriverThreads.wasSaidToBeOurs(thread);
  }

  /** Whether it has come to its end. */
  public boolean isOver() {
    return over;
  }

  /**
   * In which call to the outside, from 1, the others can come back so that the transfer surely goes
   * on: the last callback but one; 0 if there was none.
   */
  public int surelyNotTheEnd() {
    return callbackBefore;
  }

  /** What has happened so far; each {@code CANCEL_IO} when the driver has returned from it. */
  public Execution execution() {
    return cast.execution(session);
  }

  /** Between which events each {@code CANCEL_IO} has taken effect. */
  public ImmutableList<Span> spans() {
    return ImmutableList.copyOf(spans);
  }

  /** From which line of the driver it was called, by the place of the event in the trace. */
  public ImmutableMap<Integer, Place> places() {
    return places.lines();
  }

  // For the parts of the harness.

  /** The driver calls out: another thread may go on before it does. */
  <T> T calledOut(Supplier<T> inside) {
    return calledOut(false, inside);
  }

  /** The same, of the call that starts the device. */
  <T> T calledOutToStart(Supplier<T> inside) {
    return calledOut(true, inside);
  }

  private <T> T calledOut(boolean starts, Supplier<T> inside) {
    mustBeSeen();
    crossing.pause();
    return apart.ours(
        () -> {
          if (made) {
            count += others.isOne(Thread.currentThread()) ? 0 : 1;
            callsOut(starts);
          }
          return inside.get();
        });
  }

  /** The driver does something that is no call of its transfer. */
  <T> T aside(Supplier<T> inside) {
    mustBeSeen();
    crossing.pause();
    return apart.ours(
        () -> {
          session.calledOut();
          return inside.get();
        });
  }

  private void mustBeSeen() {
    if (isOlder(Thread.currentThread())) {
      unseen.run();
      throw new AbortedException();
    }
  }

  /** The call is in flight: here the others begin. */
  void inFlight() {
    if (made && others.beginIn(count)) {
      others.begin(calls);
    }
  }

  /** The same, of a callback. */
  void callbackInFlight() {
    inFlight();
    callbackBefore = callback;
    callback = count;
    others.meetCallback(count);
  }

  /** The same, of a read. */
  void readInFlight() {
    inFlight();
    others.meetRead();
  }

  /** A read need not wait any longer. */
  void releases() {
    others.release();
  }

  private void callsOut(boolean starts) {
    session.calledOut();
    Thread current = Thread.currentThread();
    boolean other = others.isOne(current);
    if (scene.kind() == Scene.Kind.TWO_CALLS && !others.areBack()) {
      boolean mine = other || current == first;
      if (mine ? two.acts(current) : two.ownThreadActs(starts)) {
        enters();
      }
      if (two.isTransfer(current)) {
        caller = current;
      } else if (!mine) {
        session.calledFromOwnThread();
      }
    } else if (other && scene.kind() == Scene.Kind.SECOND_CALL) {
      session.noticed(Anomaly.SECOND_CALL_ACTED, TwoCalls.ACTED);
    } else if (!other && current != caller) {
      session.calledFromOwnThread();
    }
    places.note(session.traceSize());
  }

  /** A transfer begins, of the thread that says so. */
  void enters() {
    caller = Thread.currentThread();
    count = 0;
    callback = 0;
    callbackBefore = 0;
    reads = 0;
    session.beginTransfer(false);
    session.entered(cast.job());
  }

  /** A notification begins, and ends with what {@link #notified} says. */
  void notifies() {
    notifying++;
    session.raisesCancelIo();
  }

  /** The driver has returned from it; there were so many events when it came. */
  void notified(int before) {
    notifying--;
    spans.add(new Span(before, session.traceSize() - 1));
  }

  /** Whether the last band of this transfer was read. */
  boolean isAllRead() {
    return reads == BANDS;
  }

  /** A band is read: whether it is the last. */
  boolean readsLast() {
    reads++;
    return isAllRead();
  }

  boolean isCaller() {
    return Thread.currentThread() == caller;
  }

  /** Whether the transfer has entered the driver, and has done nothing yet. */
  boolean isAtEntry() {
    return !session.inTransfer() || count == 0;
  }

  Scene scene() {
    return scene;
  }

  Session session() {
    return session;
  }

  Driven driver() {
    return driver;
  }

  TwoCalls two() {
    return two;
  }

  Job job() {
    return cast.job();
  }

  Apart apart() {
    return apart;
  }
}
