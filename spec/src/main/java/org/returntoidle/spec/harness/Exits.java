package org.returntoidle.spec.harness;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * A driver that ends the program, as {@code System.exit} does, must not end it without a verdict.
 * Nothing can keep the Java runtime from going down then, but it waits for its shutdown hooks: ours
 * holds it up until whoever runs the driver has said what happened. Safe for several threads.
 */
public final class Exits {
  private static final int VIOLATED = 1;

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private static volatile boolean goingDown;
  private static volatile boolean byDriver;
  private static volatile boolean owned;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Exits::hold, "waits for the verdict"));
  }

  private Exits() {}

  /** Makes sure that the hook is there. */
  static void watch() {}

  /**
   * Says that there is somebody who learns of it from the harness, tells of it, and calls {@link
   * #end}. Otherwise the program ends with a line on standard error.
   */
  public static void isOwned() {
    owned = true;
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
    if (!owned) {
      System.err.println(
          "return-to-idle: D17 violated: the driver ended the program (System.exit)");
      Runtime.getRuntime().halt(VIOLATED);
    }
    Uninterruptibles.awaitUninterruptibly(NEVER);
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
