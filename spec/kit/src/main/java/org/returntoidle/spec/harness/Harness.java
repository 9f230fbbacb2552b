package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.model.Action;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.text.Shown;

/**
 * Runs a driver through schedules. Each run has a new driver and a new device; what the driver
 * meets is decided by a {@link Scheduler}, so a run can be repeated exactly. A driver that hangs is
 * abandoned on its thread and does not hang the harness. For use by one thread.
 */
public final class Harness implements AutoCloseable {
  /** How often, in milliseconds, a driver that runs is looked at. */
  private static final int LOOK_AFTER = 20;

  private static final Schedule CANCEL_IN_READ =
      Schedule.ORDINARY.plus(new Point(1, Point.Kind.READ, 1), Move.NOTIFY_CANCEL_IO);

  private final DriverFactory factory;
  private final Platform platform;
  private final Limits limits;
  private DriverThreads threads;
  private Capabilities capabilities;

  /** Whether its drivers share nothing with those of others; then the factory is its own, too. */
  private final boolean isolated;

  /** Whether the driver says that its device has a feeder (V5). */
  public boolean hasFeeder() {
    return capabilities.feeds();
  }

  /** Whether the driver says that it looks at the device (V29). */
  public boolean looksAtDevice() {
    return capabilities.looks();
  }

  /** Whether the driver says that it leaves a device alone that is gone (V28). */
  public boolean heedsDisconnect() {
    return capabilities.heedsDisconnect();
  }

  /** Whether making a driver has ended the program: then no second one is made. */
  private boolean exitedWhenMade;

  private boolean alone;

  /** Where the calls of the driver come from, in the run that is under way; else null. */
  private @Nullable Places places;

  /** Whether the driver's own threads run freely, or come to rest before each decision. */
  private boolean free;

  /**
   * A harness for the drivers of {@code factory}.
   *
   * @throws DriverNotUsableException if no driver can be made
   */
  public Harness(DriverFactory factory, Platform platform, Limits limits) {
    this.factory = factory;
    this.platform = platform;
    this.limits = limits;
    this.isolated = false;
    this.threads = newThreads();
    Exits.watch();
    this.capabilities = asksWhatItClaims();
    if (capabilities.asynchronous()) {
      capabilities = capabilities.withGivesReadsUp(givesReadUp(cancelInRead()));
    }
    this.free = limits.races(); // From now on: what it claims is not left to chance.
  }

  /** One for drivers that share nothing with those of {@code first}, but claim the same. */
  private Harness(DriverFactory factory, Harness first) {
    this.factory = factory;
    this.platform = first.platform;
    this.limits = first.limits;
    this.isolated = true;
    this.threads = newThreads();
    this.capabilities = first.capabilities;
    this.free = first.free;
  }

  /**
   * A harness for the same drivers, which share no state with those of any other, so that both can
   * be used at the same time. Empty if there can be no second one. Whoever asks closes it.
   */
  public Optional<Harness> another() {
    return exitedWhenMade
        ? Optional.empty()
        : factory.another().map(other -> new Harness(other, this));
  }

  /** What the driver promises. */
  Capabilities capabilities() {
    return capabilities;
  }

  /** Whether the driver claims asynchronous cancel (B4, B5). */
  public boolean asynchronous() {
    return capabilities.asynchronous();
  }

  /** Whether the driver gives up a read that a {@code CANCEL_IO} meets in flight (L5). */
  public boolean givesReadsUp() {
    return capabilities.givesReadsUp();
  }

  /** Whether the driver claims to survive what device and callbacks throw (D21). */
  public boolean survivesExceptions() {
    return capabilities.survives();
  }

  /** Whether making a driver has ended the program: then no second one can be made. */
  public boolean hasExited() {
    return exitedWhenMade;
  }

  /** Whether its threads can be seen (D22, D25). */
  public boolean showsThreads() {
    return factory.showsThreads();
  }

  /** Whether the driver says that it may cancel by its own decision (A1, A6). */
  public boolean cancelsByItself() {
    return capabilities.cancelsByItself();
  }

  /** One run from a new driver to the end that {@code scheduler} decides on. */
  public Execution run(Scheduler scheduler) {
    Execution[] result = new Execution[1];
    runAll(
        List.of(scheduler).iterator(),
        Function.identity(),
        (one, run) -> {
          result[0] = run;
          return true;
        });
    return result[0];
  }

  /**
   * The same, where running out of memory or stack is the driver's own fault: nothing else is going
   * on.
   */
  public Execution runAlone(Scheduler scheduler) {
    return runAlone(scheduler, limits.races());
  }

  /**
   * The same.
   *
   * @param races whether the driver's own threads run freely; else they come to rest before each
   *     decision
   */
  public Execution runAlone(Scheduler scheduler, boolean races) {
    boolean before = free;
    alone = true;
    free = races;
    try {
      return run(scheduler);
    } finally {
      alone = false;
      free = before;
    }
  }

  /**
   * A run, and from which line of the driver its calls come.
   *
   * @param lines by the number of an event in the trace, from 0; those that are no driver's call,
   *     and those of which it is not known, are missing
   */
  public record Located(Execution run, ImmutableMap<Integer, Place> lines) {}

  /** One run, in which each call is looked at: slower, and only for people to read. */
  public Located locate(Scheduler scheduler) {
    Places found = new Places();
    places = found;
    try {
      return new Located(run(scheduler), found.lines());
    } finally {
      places = null;
    }
  }

  /**
   * A run for each of {@code items}, in their order, all on the driver's thread: no change of
   * threads lies between them.
   *
   * @param items what to run; asked on several threads, one after the other
   * @param scheduler decides on the run of an item
   * @param goesOn takes in an item and its run; false ends the whole
   * @throws RanOutException if memory or stack ran out in a thread of the driver
   */
  public <T> void runAll(
      Iterator<T> items, Function<T, Scheduler> scheduler, BiPredicate<T, Execution> goesOn) {
    Batch<T> batch =
        new Batch<>(
            items,
            item -> session(scheduler.apply(item)),
            (item, session) -> goesOn.test(item, run(session)));
    while (exitedWhenMade && !batch.isOver()) {
      batch.endUnplayed(Session::exits);
    }
    while (!batch.isOver()) {
      DriverThreads current = threads;
      if (!ends(current.transfer().submit(() -> playAll(batch, current)), batch)) {
        // Threads that may still be inside the driver are not used again.
        current.abandon();
        threads = newThreads();
      }
    }
  }

  @Override
  public void close() {
    threads.abandon();
    if (isolated) {
      factory.close();
    }
  }

  private DriverThreads newThreads() {
    return new DriverThreads(factory::restsElsewhere, isolated);
  }

  /** Plays until the batch is over; false if a run was given up before. */
  private <T> boolean playAll(Batch<T> batch, DriverThreads current) {
    for (Session session = batch.begin(current);
        session != null;
        session = batch.next(current, session)) {
      try {
        new Play(guarded(), platform, this::watch, session, current).play();
      } catch (AbortedException e) {
        return batch.endAborted(current);
      }
      if (Exits.isCalledBy(current)) {
        session.exits();
      }
      if (session.isAborted()) {
        return batch.endAborted(current);
      }
      Thread.interrupted(); // What a driver leaves behind does not concern the next one.
    }
    return true;
  }

  private Session session(Scheduler scheduler) {
    Session session = new Session(scheduler, limits, capabilities, platform.streams(), free);
    if (places != null) {
      session.notePlaces(places);
    }
    return session;
  }

  private Execution run(Session session) {
    Execution run = recorded(session);
    session
        .ranOut()
        .filter(error -> !alone)
        .ifPresent(
            error -> {
              throw new RanOutException(run.schedule(), error);
            });
    return run;
  }

  private Execution recorded(Session session) {
    return new Execution(
        platform,
        capabilities.asynchronous(),
        capabilities.cancelsByItself(),
        platform.streams() || capabilities.givesBytes(),
        session.trace(),
        session.visits(),
        session.isAborted(),
        session.order(),
        session.status());
  }

  /** The factory, whose driver's constructor is foreign code and may throw anything. */
  private DriverFactory guarded() {
    return device -> {
      try {
        return factory.create(device);
      } catch (DriverNotUsableException e) {
        throw e;
      } catch (Throwable e) {
        throw new DriverNotUsableException("it threw " + Shown.thrown(e), e);
      }
    };
  }

  private HangWatch watch(DriverThreads over) {
    return new HangWatch(over, limits.hangAfter(), factory::processorTime);
  }

  /** How far a batch has come. */
  private record Reached(@Nullable Session session, long steps, boolean inOurHands) {}

  /** Waits for the end of what is played; false if a run had to be given up. */
  private boolean ends(FutureTask<Boolean> playing, Batch<?> batch) {
    boolean isNews = DriverThreads.isOurs(Thread.currentThread()); // It only looks on.
    try {
      return isSeenToEnd(playing, batch);
    } finally {
      if (isNews) {
        DriverThreads.isOursNoMore(Thread.currentThread());
      }
    }
  }

  private boolean isSeenToEnd(FutureTask<Boolean> playing, Batch<?> batch) {
    HangWatch watch = watch(threads);
    while (true) {
      try {
        return Worker.get(playing, LOOK_AFTER, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        Session current = batch.session();
        if (current != null && isEndless(current, watch, batch)) {
          return false;
        }
      } catch (ExecutionException e) {
        throw failed(e);
      } catch (InterruptedException e) {
        throw interrupted("while a driver was running", e);
      }
    }
  }

  /** Gives the run up if it hangs, or if the driver is ending the program. */
  private boolean isEndless(Session current, HangWatch watch, Batch<?> batch) {
    if (Exits.isCalledBy(threads)) {
      return batch.giveUp(current, Session::exits);
    }
    boolean inOurHands = threads.inOurHands(); // Who waits there looks for itself.
    Optional<String> hangs =
        watch.look(new Reached(current, inOurHands ? -1 : current.steps(), inOurHands));
    return !inOurHands
        && hangs.isPresent()
        && batch.giveUp(
            current,
            session -> {
              session.noteStanding(threads.transfer().thread());
              session.hangs(hangs.get());
            });
  }

  private static RuntimeException failed(ExecutionException e) {
    if (e.getCause() instanceof DriverNotUsableException unusable) {
      return unusable;
    }
    if (e.getCause() instanceof RanOutException ranOut) {
      return ranOut;
    }
    return new IllegalStateException("the harness failed", e.getCause());
  }

  /** If memory runs out, whose fault that is does not matter here; the schedules show it. */
  private Execution cancelInRead() {
    try {
      return run(Scheduler.following(CANCEL_IN_READ));
    } catch (RanOutException e) {
      return runAlone(Scheduler.following(CANCEL_IN_READ));
    }
  }

  private static boolean givesReadUp(Execution run) {
    return run.trace().stream()
        .anyMatch(event -> event instanceof Happened h && h.action() == Action.INTERRUPT_READ);
  }

  private Capabilities asksWhatItClaims() {
    AtomicBoolean made = new AtomicBoolean();
    FutureTask<Capabilities> asked =
        threads
            .transfer()
            .submit(
                () -> {
                  WiaDriver driver =
                      new Driven(guarded().create(new UnusedDevice()), platform).driver();
                  made.set(true);
                  return new Capabilities(
                      driver.cancelsAsynchronously(),
                      false,
                      driver.survivesExceptions() || factory.survives(),
                      driver.cancelsByItself(),
                      driver instanceof StreamMiniDriver writer && writer.hasFeeder(),
                      driver instanceof StreamMiniDriver looking && looking.looksAtDevice(),
                      driver instanceof StreamMiniDriver heeding && heeding.heedsDisconnect(),
                      factory.showsThreads());
                });
    HangWatch watch = watch(threads);
    while (true) {
      try {
        return Worker.get(asked, LOOK_AFTER, TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        close();
        throw e.getCause() instanceof DriverNotUsableException unusable
            ? unusable
            : new DriverNotUsableException(
                "asked what it claims, it threw " + Shown.thrown(e.getCause()), e);
      } catch (TimeoutException e) {
        if (Exits.isCalledBy(threads)) {
          exitedWhenMade = true;
          return Capabilities.NONE;
        }
        Optional<String> hangs = watch.look(asked);
        if (hangs.isPresent() && !asked.isDone()) {
          close();
          String what =
              made.get() ? "asked what it claims, it does not return" : "making it does not end";
          throw new DriverNotUsableException(what + ": " + hangs.get(), e);
        }
      } catch (InterruptedException e) {
        throw interrupted("while a driver was made", e);
      }
    }
  }

  private static InterruptedRunException interrupted(String when, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new InterruptedRunException(when, e);
  }
}
