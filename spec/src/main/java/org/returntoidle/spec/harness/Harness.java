package org.returntoidle.spec.harness;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.returntoidle.model.Platform;

/**
 * Runs a driver through schedules. Each run has a new driver and a new device; what the driver
 * meets is decided by a {@link Chooser}, so a run can be repeated exactly. A driver that hangs is
 * abandoned on its thread and does not hang the harness. For use by one thread.
 */
public final class Harness implements AutoCloseable {
  private final DriverFactory factory;
  private final Platform platform;
  private final Limits limits;
  private final boolean asynchronous;
  private DriverThreads threads = new DriverThreads();

  /**
   * A harness for the drivers of {@code factory}.
   *
   * @throws DriverNotUsableException if no driver can be made
   */
  public Harness(DriverFactory factory, Platform platform, Limits limits) {
    this.factory = factory;
    this.platform = platform;
    this.limits = limits;
    this.asynchronous = asksWhetherAsynchronous();
  }

  /** Whether the driver claims asynchronous cancel (B4, B5). */
  public boolean asynchronous() {
    return asynchronous;
  }

  /** One run from a new driver to the end that {@code chooser} decides on. */
  public Run run(Chooser chooser) {
    Session session = new Session(chooser, limits, asynchronous);
    DriverThreads current = threads;
    Future<?> play = current.transfer().submit(() -> play(session, current));
    if (!ends(play, session)) {
      session.abort();
    }
    if (session.isAborted()) {
      // Threads that may still be inside the driver are not used again.
      current.abandon();
      threads = new DriverThreads();
    }
    return new Run(
        platform,
        asynchronous,
        session.trace(),
        session.visits(),
        session.isAborted(),
        session.ownThreads());
  }

  @Override
  public void close() {
    threads.abandon();
  }

  private void play(Session session, DriverThreads current) {
    new Play(guarded(), platform, limits, session, current).play();
  }

  /** The factory, whose driver's constructor is foreign code and may throw anything. */
  private DriverFactory guarded() {
    return device -> {
      try {
        return factory.create(device);
      } catch (RuntimeException | LinkageError e) {
        throw new DriverNotUsableException("it threw " + e, e);
      }
    };
  }

  /** Waits for the end of a run; false if the driver hangs. */
  private boolean ends(Future<?> play, Session session) {
    long patience = limits.hangAfter().toMillis() * 3 / 2;
    long seen = -1;
    while (true) {
      try {
        play.get(patience, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        long steps = session.steps();
        if (steps == seen) {
          session.hangs(
              "no call to the outside for %d s".formatted(limits.hangAfter().toSeconds()));
          return false;
        }
        seen = steps;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AbortedException) {
          return true;
        }
        if (e.getCause() instanceof DriverNotUsableException unusable) {
          throw unusable;
        }
        throw new IllegalStateException("the harness failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a driver was running", e);
      }
    }
  }

  private boolean asksWhetherAsynchronous() {
    Future<Boolean> asked =
        threads
            .transfer()
            .submit(() -> guarded().create(new UnusedDevice()).cancelsAsynchronously());
    try {
      return asked.get(limits.hangAfter().toMillis(), TimeUnit.MILLISECONDS);
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
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a driver was made", e);
    }
  }
}
