package org.returntoidle.spec.harness;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The two threads that call a driver, in a group of their own: threads that the driver starts are
 * in it too, so the harness can see whether anything is still at work, and who waits for whom.
 */
final class DriverThreads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final String GROUP = "driver under test";

  /** Chains of threads that wait for each other's locks are followed so far. */
  private static final int HOPS = 10;

  /** Threads of the Java runtime; they wake nobody who waits for a driver's thread. */
  private static final ImmutableSet<String> RUNTIME =
      ImmutableSet.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Attach Listener",
          "Notification Thread",
          "Common-Cleaner",
          "DestroyJavaVM");

  private static final Set<Thread> OURS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Whose drivers share nothing with those of others; also groups that were given up. */
  private static final Set<ThreadGroup> ISOLATED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private static final Set<ThreadGroup> IN_USE =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final ThreadGroup group;
  private final Worker transfer;
  private final Worker service;

  /** For what the service does at the same time; made when first asked for. */
  private volatile @Nullable Worker secondService;

  private final AtomicInteger inOurHands = new AtomicInteger();

  /** The driver's threads that stand in a call of ours. */
  private final Multiset<Thread> standing = ConcurrentHashMultiset.create();

  /** The driver's own threads that have called us, as the system knows them. */
  private final Map<Thread, KernelTask> tasks = Collections.synchronizedMap(new WeakHashMap<>());

  private final BooleanSupplier elsewhereRests;
  private final boolean isolated;
  private volatile boolean abandoned;
  private volatile boolean knownToSpin;
  private volatile boolean lookedForLateCalls;
  private volatile @Nullable DriverThreads beside;

  /** Lets go of those that wait on behalf of this group and are not in it. */
  private volatile Runnable atTheEnd = () -> {};

  /**
   * New threads, for a driver that may share something with others.
   *
   * @param elsewhereRests whether what stands behind the driver outside this program only waits
   */
  DriverThreads(BooleanSupplier elsewhereRests) {
    this(elsewhereRests, false);
  }

  /**
   * New threads.
   *
   * @param elsewhereRests whether what stands behind the driver outside this program only waits
   * @param isolated whether the driver shares nothing with those of others
   */
  DriverThreads(BooleanSupplier elsewhereRests, boolean isolated) {
    this(Thread.currentThread().getThreadGroup(), elsewhereRests, isolated);
  }

  private DriverThreads(ThreadGroup parent, BooleanSupplier elsewhereRests, boolean isolated) {
    this.elsewhereRests = elsewhereRests;
    this.isolated = isolated;
    group = new Silent(parent);
    if (isolated) {
      ISOLATED.add(group);
    }
    transfer = new Worker(group, "transfer");
    service = new Worker(group, "service");
    IN_USE.add(group);
  }

  /** A thread that was given up ends with an exception of ours, which is nobody's concern. */
  private static final class Silent extends ThreadGroup {
    Silent(ThreadGroup parent) {
      super(parent, GROUP);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      if (!(thrown instanceof AbortedException)) {
        super.uncaughtException(thread, thrown);
      }
    }
  }

  /** Those that call a second driver, in a group beside this one; made when first asked for. */
  synchronized DriverThreads beside() {
    DriverThreads known = beside;
    if (known == null) {
      known = new DriverThreads(group.getParent(), elsewhereRests, isolated);
      beside = known;
      if (abandoned) {
        known.abandon();
      }
    }
    return known;
  }

  /** What a service's thread does about the call that it makes. */
  enum Standing {
    /** It may go on by itself, or because another thread of the driver's does. */
    MOVES,
    /** It waits for a lock that a thread has which is in our hands. */
    WAITS_FOR_CALLER,
    /** It waits, and so does every thread that could wake it, or so it looks. */
    RESTS,
    /** The same, but time may wake one of them. */
    WAITS_FOR_A_WHILE
  }

  /** Whether a thread of the driver's own waits for a while. */
  boolean timerRuns() {
    return mayHaveMoreThreads()
        && ofThisDriver().stream()
            .anyMatch(t -> t.getState() == Thread.State.TIMED_WAITING && !isShared(t));
  }

  /** Whether one of the driver's own threads runs, or will when it has waited long enough. */
  boolean mayGoOn() {
    return ofThisDriver().stream()
        .anyMatch(t -> t != Thread.currentThread() && !isShared(t) && (!waits(t) || isWoken(t)));
  }

  /** Whether somebody may wait for what a timer does in the end; true once. */
  boolean mayLookForLateCalls() {
    boolean may = !lookedForLateCalls;
    lookedForLateCalls = true;
    return may;
  }

  /** It was worth it. */
  void looksForLateCallsAgain() {
    lookedForLateCalls = false;
  }

  /** The thread that calls {@code drvAcquireItemData}. */
  Worker transfer() {
    return transfer;
  }

  /** The thread that calls {@code drvNotifyPnpEvent} and asks for second transfers. */
  Worker service() {
    return service;
  }

  /** Another one, for what it does at the same time. */
  synchronized Worker secondService() {
    Worker known = secondService;
    if (known == null) {
      known = new Worker(group, "second service");
      secondService = known;
      if (abandoned) {
        abandon(known);
      }
    }
    return known;
  }

  boolean isServiceThread(Thread thread) {
    return worker(thread) != null && thread != transfer.thread();
  }

  /** The worker whose thread it is; null if it is another one's. */
  private @Nullable Worker worker(Thread thread) {
    if (thread == transfer.thread()) {
      return transfer;
    }
    if (thread == service.thread()) {
      return service;
    }
    Worker other = secondService;
    return other != null && thread == other.thread() ? other : null;
  }

  /**
   * Says that {@code thread} does nothing for a driver.
   *
   * @return whether that was not said before
   */
  @CanIgnoreReturnValue
  static boolean isOurs(Thread thread) {
    return OURS.add(thread);
  }

  /** Whether a thread is of the harness. */
  static boolean wasSaidToBeOurs(Thread thread) {
    return OURS.contains(thread) || Worker.isOne(thread);
  }

  /** The end of {@link #isOurs}. */
  static void isOursNoMore(Thread thread) {
    OURS.remove(thread);
  }

  /** The group above all others. */
  static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  private static boolean isDrivers(Thread thread) {
    for (ThreadGroup g = thread.getThreadGroup(); g != null; g = g.getParent()) {
      if (g.getName().equals(GROUP)) {
        return true;
      }
    }
    return thread instanceof ForkJoinWorkerThread;
  }

  /** Notes that a driver's thread waits inside the harness, not inside the driver. */
  void enterOurHands() {
    inOurHands.incrementAndGet();
    stands();
  }

  /** The end of {@link #enterOurHands}. */
  void leaveOurHands() {
    inOurHands.decrementAndGet();
    goesOn();
  }

  /** Notes that a thread of this driver's has not come to rest by itself. */
  void spins() {
    knownToSpin = true;
  }

  boolean isKnownToSpin() {
    return knownToSpin;
  }

  /** Says that the current thread stands in a call of ours until {@link #goesOn}. */
  void stands() {
    standing.add(Thread.currentThread());
  }

  /** The end of {@link #stands}. */
  void goesOn() {
    standing.remove(Thread.currentThread());
  }

  boolean stands(Thread thread) {
    return standing.contains(thread);
  }

  boolean inOurHands() {
    return inOurHands.get() > 0;
  }

  /** Whether {@code thread} waits, be it for a time, as far as Java and it itself tell. */
  static boolean standsStill(Thread thread) {
    return isWait(thread.getState()) || SystemWait.isIn(thread);
  }

  /** Whether a thread in this state waits, be it for a time. */
  static boolean isWait(Thread.State state) {
    return switch (state) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  /** Whether {@code thread} waits, and no time limit will wake it. */
  private static boolean waits(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.BLOCKED
        || state == Thread.State.WAITING
        || (state == Thread.State.RUNNABLE && SystemWait.isIn(thread));
  }

  /** Whether a service's thread waits for a lock that somebody has: a monitor, or another one. */
  static boolean isBlocked(Worker service) {
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

  /**
   * What a service's thread does, while others are in our hands. Locks know who has them; whoever
   * waits for something else rests if every other thread of the driver's rests, too.
   */
  Standing standing(Worker of, Set<Thread> inOurHands) {
    if (inOurHands.stream().anyMatch(thread -> waitsFor(of.thread(), thread))) {
      return Standing.WAITS_FOR_CALLER;
    }
    ImmutableList<Thread> others = members(t -> !inOurHands.contains(t) && !stands(t));
    // First what is quickly seen, and once more after: only what rests elsewhere wakes none of
    // them.
    if (!others.stream().allMatch(this::rests)
        || !elsewhereRests.getAsBoolean()
        || !others.stream().allMatch(this::rests)) {
      return Standing.MOVES;
    }
    return others.stream().allMatch(DriverThreads::waits)
        ? Standing.RESTS
        : Standing.WAITS_FOR_A_WHILE;
  }

  private boolean rests(Thread thread) {
    return standsStill(thread) && !isWoken(thread);
  }

  /** Whether {@code thread} waits for a lock that {@code owner} has, be it through others. */
  static boolean waitsFor(Thread thread, Thread owner) {
    ThreadInfo info = THREADS.getThreadInfo(thread.getId());
    for (int hop = 0; hop < HOPS && info != null && info.getLockOwnerId() >= 0; hop++) {
      if (info.getLockOwnerId() == owner.getId()) {
        return true;
      }
      info = THREADS.getThreadInfo(info.getLockOwnerId());
    }
    return false;
  }

  /** Every living thread of the group but the current one. */
  ImmutableList<Thread> others() {
    return members(thread -> thread != Thread.currentThread());
  }

  private ImmutableList<Thread> members(Predicate<Thread> which) {
    return threads(group, which);
  }

  /** Every living thread of the group and the one beside it, and those that all drivers share. */
  ImmutableList<Thread> ofDriver() {
    return threads(rootGroup(), t -> has(t) || t instanceof ForkJoinWorkerThread);
  }

  private boolean has(Thread thread) {
    DriverThreads second = beside;
    return group.parentOf(thread.getThreadGroup()) || (second != null && second.has(thread));
  }

  /**
   * The threads that this driver has started, also those that an earlier one has left behind, and
   * those that all of them share.
   */
  ImmutableList<Thread> startedByDriver() {
    return threads(
        rootGroup(),
        t -> !Worker.isOne(t) && !OURS.contains(t) && (isShared(t) || isInOwnOrOldGroup(t)));
  }

  /** Whether it is one of the threads that all drivers share. */
  static boolean isShared(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker
        && worker.getPool() == ForkJoinPool.commonPool();
  }

  /** Whether there may be threads of the driver's own; quick, since it is asked very often. */
  boolean mayHaveMoreThreads() {
    return group.activeCount() > (secondService == null ? 2 : 3)
        || ForkJoinPool.commonPool().getActiveThreadCount() > 0;
  }

  /**
   * The threads that may do something for this driver: the two that call it, unless they have
   * nothing to do, its own, and those that all drivers share.
   */
  ImmutableList<Thread> ofThisDriver() {
    boolean shared = ForkJoinPool.commonPool().getActiveThreadCount() > 0;
    return shared
        ? threads(
            rootGroup(), t -> isShared(t) || (group.parentOf(t.getThreadGroup()) && !isUnused(t)))
        : members(thread -> !isUnused(thread));
  }

  private boolean isUnused(Thread thread) {
    Worker worker = worker(thread);
    return worker != null && worker != transfer && !worker.isBusy();
  }

  /** Takes note of how the system knows the current thread. */
  void callsUs() {
    tasks.computeIfAbsent(Thread.currentThread(), thread -> KernelTask.current());
  }

  /** Whether the system can tell of each of {@code all} that it was woken. */
  boolean systemKnows(ImmutableList<Thread> all) {
    if (all.stream().anyMatch(thread -> task(thread) == null)) {
      learn(all);
    }
    return all.stream().map(this::task).allMatch(task -> task != null && task.isKnown());
  }

  /** Finds out how the system knows threads that have not called us. */
  private void learn(ImmutableList<Thread> all) {
    ImmutableMap<Long, KernelTask> known = KernelTask.all();
    for (Thread thread : all) {
      KernelTask task = known.getOrDefault(thread.getId(), KernelTask.UNKNOWN);
      tasks.putIfAbsent(thread, task);
    }
  }

  /** Whether the system has woken {@code thread}, though Java says that it waits. */
  boolean isWoken(Thread thread) {
    KernelTask task = task(thread);
    return task != null && task.isRunnable();
  }

  private @Nullable KernelTask task(Thread thread) {
    Worker worker = worker(thread);
    return worker == null ? tasks.get(thread) : worker.task();
  }

  private boolean isInOwnOrOldGroup(Thread thread) {
    for (ThreadGroup g = thread.getThreadGroup(); g != null; g = g.getParent()) {
      if (g.getName().equals(GROUP)) {
        return g == group || !IN_USE.contains(g);
      }
    }
    return false;
  }

  /** The threads of all drivers. */
  static ImmutableList<Thread> ofAllDrivers() {
    return threads(rootGroup(), DriverThreads::isDrivers);
  }

  /** Whether {@link #others} all wait for something, without a time limit. */
  boolean othersWait() {
    return others().stream().allMatch(thread -> waits(thread) && !isWoken(thread));
  }

  /** Whether one of {@link #others} waits for nothing. */
  boolean anyOtherRuns() {
    return others().stream().anyMatch(thread -> !standsStill(thread));
  }

  /** Whether the system can tell of each of {@link #others} that it was woken. */
  boolean systemKnowsOthers() {
    return systemKnows(others());
  }

  /**
   * Whether every thread of the driver waits, and nothing else runs in this program that might do
   * something for a driver. Then only the harness could wake one of its threads; but not if it
   * waits in the system, for something outside this program.
   */
  boolean allWait() {
    return threads(rootGroup(), thread -> !isHarmless(thread)).stream()
        .allMatch(thread -> waits(thread) && !SystemWait.isIn(thread));
  }

  private boolean isHarmless(Thread thread) {
    return thread == Thread.currentThread()
        || OURS.contains(thread)
        || RUNTIME.contains(thread.getName())
        || (!has(thread) && isIsolated(thread));
  }

  /** Whether it is of a driver that shares nothing with others. */
  private static boolean isIsolated(Thread thread) {
    for (ThreadGroup g = thread.getThreadGroup(); g != null; g = g.getParent()) {
      if (ISOLATED.contains(g)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a thread of the driver's own is alive. */
  boolean driverHasThreads() {
    return !members(thread -> worker(thread) == null).isEmpty();
  }

  private static ImmutableList<Thread> threads(ThreadGroup group, Predicate<Thread> which) {
    Thread[] alive = new Thread[group.activeCount() + 8];
    int count = group.enumerate(alive);
    return Arrays.stream(alive, 0, count).filter(which).collect(ImmutableList.toImmutableList());
  }

  /** Whether these threads have been given up, so that an interrupt means that they have to end. */
  boolean isAbandoned() {
    return abandoned;
  }

  /** What is done when these threads are given up. */
  void atTheEnd(Runnable done) {
    atTheEnd = done;
  }

  synchronized void abandon() {
    abandoned = true;
    atTheEnd.run();
    DriverThreads second = beside;
    if (second != null) {
      second.abandon();
      second.group.interrupt(); // Whoever is in a read of the neighbor's device learns of it.
    }
    IN_USE.remove(group);
    abandon(transfer);
    abandon(service);
    Worker other = secondService;
    if (other != null) {
      abandon(other);
    }
  }

  /** Whatever it still does concerns nobody any more. */
  private static void abandon(Worker worker) {
    isOurs(worker.thread());
    worker.abandon();
  }
}
