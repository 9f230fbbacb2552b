package org.returntoidle.spec.harness;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A driver that ends the program, as {@code System.exit} does, must not end it without a verdict.
 * Nothing can keep the Java runtime from going down then, but it waits for its shutdown hooks: ours
 * holds it up until whoever runs the driver has said what happened. Safe for several threads.
 */
public final class Exits {
  private static final int VIOLATED = 1;

  private static final Duration LOOK_AFTER = Duration.ofMillis(20);

  private static final AtomicInteger OWNERS = new AtomicInteger();

  private static volatile boolean goingDown;
  private static volatile boolean byDriver;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Exits::hold, "waits for the verdict"));
  }

  private Exits() {}

  /** Makes sure that the hook is there. */
  static void watch() {}

  /** Somebody who runs a driver, and has not told its verdict yet. */
  public interface Owner extends AutoCloseable {
    /** From now on nobody waits for this one. */
    @Override
    void close();
  }

  /**
   * Says that there is somebody who learns of it from the harness, tells of it, and calls {@link
   * #end}. If there is nobody, the program ends with a line on standard error.
   */
  public static Owner own() {
    OWNERS.incrementAndGet();
    return OWNERS::decrementAndGet;
  }

  /** Whether a thread of a driver has ended the program. */
  public static boolean isByDriver() {
    return byDriver;
  }

  /** Ends the program, which may be going down already. Never returns. */
  public static void end(int exitCode) {
    if (byDriver) {
      Runtime.getRuntime().halt(exitCode);
    }
    System.exit(exitCode);
  }

  /** Whether one of {@code threads}, or of those that all share, is ending the program. */
  static boolean isCalledBy(DriverThreads threads) {
    return goingDown && threads.ofDriver().stream().anyMatch(Exits::isExiting);
  }

  /** Whether it is a driver's doing that the program goes down. Asked by shutdown hooks only. */
  public static synchronized boolean goesDownByDriver() {
    if (!goingDown) {
      byDriver = DriverThreads.ofAllDrivers().stream().anyMatch(Exits::isExiting);
      goingDown = true;
    }
    return byDriver;
  }

  private static void hold() {
    if (!goesDownByDriver()) {
      return;
    }
    while (OWNERS.get() > 0) {
      Uninterruptibles.sleepUninterruptibly(LOOK_AFTER);
    }
    System.err.println("return-to-idle: D17 violated: the driver ended the program (System.exit)");
    Runtime.getRuntime().halt(VIOLATED);
  }

  private static boolean isExiting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals("java.lang.Shutdown")
                    || (frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit")));
  }
}
