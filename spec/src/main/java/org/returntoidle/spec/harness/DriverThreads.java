package org.returntoidle.spec.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The two threads that call a driver, in a group of their own: threads that the driver starts are
 * in it too, so the harness can see whether anything is still at work.
 */
final class DriverThreads {
  private final ThreadGroup group = new ThreadGroup("driver under test");
  private final Thread[] own = new Thread[2];
  private final ExecutorService transfer = executor(0, "transfer");
  private final ExecutorService service = executor(1, "service");

  private ExecutorService executor(int index, String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(group, work, name);
          thread.setDaemon(true);
          own[index] = thread;
          return thread;
        });
  }

  /** The thread that calls {@code drvAcquireItemData}. */
  ExecutorService transfer() {
    return transfer;
  }

  /** The thread that calls {@code drvNotifyPnpEvent} and asks for second transfers. */
  ExecutorService service() {
    return service;
  }

  boolean isServiceThread(Thread thread) {
    return thread == own[1];
  }

  /** Whether the service's thread stands still inside the driver. */
  boolean serviceWaits() {
    return standsStill(own[1]);
  }

  /** Whether {@code thread} waits for something. */
  static boolean standsStill(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.BLOCKED
        || state == Thread.State.WAITING
        || state == Thread.State.TIMED_WAITING;
  }

  /** Whether the service's thread waits for a lock that {@code holder} has. */
  boolean serviceWaitsFor(Thread holder) {
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(own[1].getId());
    return info != null && info.getLockOwnerId() == holder.getId();
  }

  /** Whether a thread of the driver's own is alive. */
  boolean driverHasThreads() {
    Thread[] alive = new Thread[group.activeCount() + 8];
    int count = group.enumerate(alive);
    for (int i = 0; i < count; i++) {
      if (alive[i] != own[0] && alive[i] != own[1]) {
        return true;
      }
    }
    return false;
  }

  void abandon() {
    transfer.shutdownNow();
    service.shutdownNow();
  }
}
