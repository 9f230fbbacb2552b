package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.model.Platform;

/** Drivers of one kind, and what they promise. */
public final class Cast {
  private final DriverFactory factory;
  private final Platform platform;
  private final Limits limits;
  private final Capabilities capabilities;

  private Cast(DriverFactory factory, Platform platform, Limits limits, Capabilities capabilities) {
    this.factory = factory;
    this.platform = platform;
    this.limits = limits;
    this.capabilities = capabilities;
  }

  /**
   * Asks what the drivers of {@code factory} promise.
   *
   * @throws DriverNotUsableException if no driver can be made
   */
  public static Cast of(DriverFactory factory, Platform platform, Limits limits) {
    try (Harness harness = new Harness(factory, platform, limits)) {
      return new Cast(factory, platform, limits, harness.capabilities());
    }
  }

  /** A driver that is not to be called: one to look at. */
  public WiaDriver sample() {
    return factory.create(new UnusedDevice());
  }

  /** Whether a read is given up that a {@code CANCEL_IO} meets in flight (L5). */
  public boolean givesReadsUp() {
    return capabilities.givesReadsUp();
  }

  DriverFactory factory() {
    return factory;
  }

  Platform platform() {
    return platform;
  }

  Session session() {
    return new Session(
        Scheduler.following(Schedule.ORDINARY), limits, capabilities, platform.streams(), true);
  }

  /** What has happened in a run. */
  Execution execution(Session session) {
    return new Execution(
        platform,
        capabilities.asynchronous(),
        capabilities.cancelsByItself(),
        platform.streams() || capabilities.givesBytes(),
        session.trace(),
        ImmutableList.of(),
        session.isAborted(),
        session.order());
  }

  /** What a driver is to do in a transfer. */
  Job job() {
    return platform.streams() ? Job.of(1) : Job.NOT_SAID;
  }
}
