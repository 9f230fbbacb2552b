package org.returntoidle.spec.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;

/**
 * The two threads that call a driver, in a group of their own: threads that the driver starts are
 * in it too, so the harness can see whether anything is still at work.
 */
final class DriverThreads {
  private final ThreadGroup group = new ThreadGroup("driver under test");
  private final Worker transfer = new Worker(group, "transfer");
  private final Worker service = new Worker(group, "service");

  /** The thread that calls {@code drvAcquireItemData}. */
  Worker transfer() {
    return transfer;
  }

  /** The thread that calls {@code drvNotifyPnpEvent} and asks for second transfers. */
  Worker service() {
    return service;
  }

  boolean isServiceThread(Thread thread) {
    return thread == service.thread();
  }

  /** Whether the service's thread stands still inside the driver. */
  boolean serviceWaits() {
    return standsStill(service.thread());
  }

  /** Whether the service's thread waits for a lock that somebody has: a monitor, or another one. */
  boolean serviceIsBlocked() {
    return service.thread().getState() == Thread.State.BLOCKED
        || LockSupport.getBlocker(service.thread()) instanceof AbstractOwnableSynchronizer;
  }

  /**
   * Whether the lock that the service's thread waits for is a fair one: then it has its turn before
   * whoever asks later, and what comes first is not up to chance.
   */
  boolean serviceWaitsInTurn() {
    Object blocker = LockSupport.getBlocker(service.thread());
    return blocker != null && blocker.getClass().getName().endsWith("$FairSync");
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
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(service.thread().getId());
    return info != null && info.getLockOwnerId() == holder.getId();
  }

  /** Whether a thread of the driver's own is alive. */
  boolean driverHasThreads() {
    Thread[] alive = new Thread[group.activeCount() + 8];
    int count = group.enumerate(alive);
    for (int i = 0; i < count; i++) {
      if (alive[i] != transfer.thread() && alive[i] != service.thread()) {
        return true;
      }
    }
    return false;
  }

  void abandon() {
    transfer.abandon();
    service.abandon();
  }
}
