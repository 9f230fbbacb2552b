package org.returntoidle.spec.harness;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.TraceEvent.Happened;

/**
 * Runs a driver through schedules. Each run has a new driver and a new device; what the driver
 * meets is decided by a {@link Chooser}, so a run can be repeated exactly. A driver that hangs is
 * abandoned on its thread and does not hang the harness. For use by one thread.
 */
public final class Harness implements AutoCloseable {
  /** After so many looks, half a {@link Limits#hangAfter} apart, a driver hangs. */
  private static final int STILL = 3;

  private static final Schedule CANCEL_IN_READ =
      Schedule.ORDINARY.plus(new Point(1, Point.Kind.READ, 1), Move.NOTIFY_CANCEL_IO);

  private final DriverFactory factory;
  private final Platform platform;
  private final Limits limits;
  private DriverThreads threads = new DriverThreads();
  private Claims claims;

  /**
   * A harness for the drivers of {@code factory}.
   *
   * @throws DriverNotUsableException if no driver can be made
   */
  public Harness(DriverFactory factory, Platform platform, Limits limits) {
    this.factory = factory;
    this.platform = platform;
    this.limits = limits;
    this.claims = new Claims(asksWhetherAsynchronous(), false);
    if (claims.asynchronous()) {
      claims = new Claims(true, givesReadUp(run(Chooser.following(CANCEL_IN_READ))));
    }
  }

  /** Whether the driver claims asynchronous cancel (B4, B5). */
  public boolean asynchronous() {
    return claims.asynchronous();
  }

  /** Whether the driver gives up a read that a {@code CANCEL_IO} meets in flight (L5). */
  public boolean givesReadsUp() {
    return claims.givesReadsUp();
  }

  /** One run from a new driver to the end that {@code chooser} decides on. */
  public Run run(Chooser chooser) {
    Run[] result = new Run[1];
    runAll(
        List.of(chooser).iterator(),
        Function.identity(),
        (one, run) -> {
          result[0] = run;
          return true;
        });
    return result[0];
  }

  /**
   * A run for each of {@code items}, in their order, all on the driver's thread: no change of
   * threads lies between them.
   *
   * @param items what to run; asked on several threads, one after the other
   * @param chooser decides on the run of an item
   * @param goesOn takes in an item and its run; false ends the whole
   */
  public <T> void runAll(
      Iterator<T> items, Function<T, Chooser> chooser, BiPredicate<T, Run> goesOn) {
    Batch<T> batch =
        new Batch<>(
            items,
            item -> new Session(chooser.apply(item), limits, claims),
            (item, session) -> goesOn.test(item, run(session)));
    while (!batch.isOver()) {
      DriverThreads current = threads;
      if (!ends(current.transfer().submit(() -> playAll(batch, current)), batch)) {
        // Threads that may still be inside the driver are not used again.
        current.abandon();
        threads = new DriverThreads();
      }
    }
  }

  @Override
  public void close() {
    threads.abandon();
  }

  /** Plays until the batch is over; false if a run was given up before. */
  private <T> boolean playAll(Batch<T> batch, DriverThreads current) {
    for (Session session = batch.begin(current);
        session != null;
        session = batch.next(current, session)) {
      try {
        new Play(guarded(), platform, limits, session, current).play();
      } catch (AbortedException e) {
        return batch.endAborted(current);
      }
      if (session.isAborted()) {
        return batch.endAborted(current);
      }
      Thread.interrupted(); // What a driver leaves behind does not concern the next one.
    }
    return true;
  }

  private Run run(Session session) {
    return new Run(
        platform,
        claims.asynchronous(),
        session.trace(),
        session.visits(),
        session.isAborted(),
        session.mayDiffer());
  }

  /** The factory, whose driver's constructor is foreign code and may throw anything. */
  private DriverFactory guarded() {
    return device -> {
      try {
        return factory.create(device);
      } catch (DriverNotUsableException e) {
        throw e;
      } catch (RuntimeException | LinkageError e) {
        throw new DriverNotUsableException("it threw " + e, e);
      }
    };
  }

  /** Waits for the end of what is played; false if a run had to be given up. */
  private boolean ends(FutureTask<Boolean> playing, Batch<?> batch) {
    long look = limits.hangAfter().toMillis() / 2;
    Session seen = null;
    long steps = -1;
    int still = 0;
    while (true) {
      try {
        return Worker.get(playing, look, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        Session current = batch.session();
        boolean moved = current == null || current != seen || current.steps() != steps;
        still = moved ? 0 : still + 1;
        if (still >= STILL && current != null && batch.giveUp(current, quiet())) {
          return false;
        }
        seen = current;
        steps = current == null ? -1 : current.steps();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DriverNotUsableException unusable) {
          throw unusable;
        }
        throw new IllegalStateException("the harness failed", e.getCause());
      } catch (InterruptedException e) {
        throw interrupted("while a driver was running", e);
      }
    }
  }

  private String quiet() {
    return "no call to the outside for %d s".formatted(limits.hangAfter().toSeconds());
  }

  private static boolean givesReadUp(Run run) {
    return run.trace().stream()
        .anyMatch(event -> event instanceof Happened h && h.action() == Action.INTERRUPT_READ);
  }

  private boolean asksWhetherAsynchronous() {
    FutureTask<Boolean> asked =
        threads
            .transfer()
            .submit(() -> guarded().create(new UnusedDevice()).cancelsAsynchronously());
    try {
      return Worker.get(asked, limits.hangAfter().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      close();
      throw e.getCause() instanceof DriverNotUsableException unusable
          ? unusable
          : new DriverNotUsableException("cancelsAsynchronously threw " + e.getCause(), e);
    } catch (TimeoutException e) {
      close();
      throw new DriverNotUsableException(
          "it does not return within " + limits.hangAfter().toSeconds() + " s", e);
    } catch (InterruptedException e) {
      throw interrupted("while a driver was made", e);
    }
  }

  private static IllegalStateException interrupted(String when, @Nullable InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted " + when, e);
  }
}
