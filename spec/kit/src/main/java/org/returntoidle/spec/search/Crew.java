package org.returntoidle.spec.search;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.InterruptedRunException;
import org.returntoidle.spec.harness.RanOutException;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.search.Level.Chunk;

/**
 * Runs chunks on several cores. They are dealt out to lanes, always in the same way; each lane has
 * a harness of its own, with a driver whose classes nobody has used, or in a process of its own. So
 * no run depends on what is run beside it, and what comes out is the same for any number of
 * workers. A driver of which there can be no second one has one harness. For use by one thread.
 */
final class Crew implements AutoCloseable {
  /** Runs a chunk. */
  @FunctionalInterface
  interface Work<R> {
    /**
     * Runs {@code chunk} on {@code harness}, on a thread of its own.
     *
     * @param needed whether it is still of interest; another thread may know that it is not
     */
    R run(Harness harness, Chunk chunk, BooleanSupplier needed);
  }

  /** As many could work at once. */
  static final int LANES = 16;

  /** After so many runs a lane begins anew. */
  private static final int ENOUGH = 16_384;

  private final Harness harness;
  private final int most;
  private final Lane first;
  private final List<Lane> lanes;

  /** Whether there can be more than one; not asked before there is much to do. */
  private final Supplier<Boolean> hasAnother;

  /** Whether what was run last was dealt out. */
  private boolean dealtOut;

  /**
   * A crew.
   *
   * @param harness of the driver
   * @param workers how many chunks are run at once, at most
   */
  Crew(Harness harness, int workers) {
    this.harness = harness;
    this.most = workers;
    this.first = new Lane(Optional.of(harness));
    this.hasAnother = Suppliers.memoize(() -> hasAnother(harness));
    this.lanes = Stream.generate(() -> new Lane(Optional.empty())).limit(LANES).toList();
  }

  private static boolean hasAnother(Harness harness) {
    try {
      Optional<Harness> another = harness.another();
      another.ifPresent(
          made -> {
            try (made) {
              made.run(Scheduler.following(Schedule.ORDINARY));
            }
          });
      return another.isPresent();
    } catch (DriverNotUsableException | RanOutException e) {
      return false; // It can be made once only, as where it loads native code.
    }
  }

  /**
   * Runs chunks, some of them at once, until one is the last. A single one is run on the harness
   * that is there.
   *
   * @param chunks in the order that decides which is the first
   * @param known what comes out of a chunk, where that is known; it is not run
   * @param isLast whether nothing behind it is needed
   * @return what came out, in order, up to the first that is the last
   */
  <R> List<R> run(
      List<Chunk> chunks, Function<Chunk, Optional<R>> known, Work<R> work, Predicate<R> isLast) {
    Shift<R> shift = new Shift<>(chunks, work, isLast);
    for (Chunk chunk : chunks) {
      known.apply(chunk).ifPresent(result -> shift.done(chunk, result));
    }
    dealtOut = chunks.size() > 1 && hasAnother.get();
    if (!dealtOut) {
      first.run(shift, chunks);
      return shift.done();
    }
    try {
      return atOnce(shift);
    } catch (RanOutException | DriverNotUsableException e) {
      if (most == 1) {
        throw e;
      }
      // Two drivers at once may need too much where one does not.
      close();
      try (Crew alone = new Crew(harness, 1)) {
        return alone.run(chunks, known, work, isLast);
      }
    }
  }

  /** The harness on which {@code piece} was run last, in the state in which that has left it. */
  Harness harnessOf(int piece) {
    return dealtOut ? lanes.get(piece % LANES).harness() : harness;
  }

  private <R> List<R> atOnce(Shift<R> shift) {
    if (most == 1) {
      shift.lanes().forEach(lane -> run(shift, lane));
      return shift.done();
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            most, new ThreadFactoryBuilder().setDaemon(true).setNameFormat("search %d").build());
    try {
      List<Future<?>> all = new ArrayList<>();
      shift.lanes().forEach(lane -> all.add(pool.submit(() -> run(shift, lane))));
      for (Future<?> one : all) {
        one.get();
      }
      return shift.done();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("while drivers were running", e);
    } finally {
      pool.shutdownNow(); // After something was thrown others may still run.
    }
  }

  private <R> void run(Shift<R> shift, List<Chunk> chunks) {
    lanes.get(chunks.get(0).piece()).run(shift, chunks);
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }

  /**
   * Runs chunks one after the other. Where it has a harness of its own: from time to time, at the
   * beginning of a level, it begins anew with classes that nobody has used: what is run then
   * depends on nothing before. Not each time: new classes are slow at first. For use by one thread
   * at a time.
   */
  private final class Lane {
    /** What was not run, as what comes out was known; static state does not know of it yet. */
    private final List<Chunk> missed = new ArrayList<>();

    private final Optional<Harness> always;
    private @Nullable Harness own;
    private long runs;

    /** With {@code always} if there is one, else with harnesses of its own. */
    Lane(Optional<Harness> always) {
      this.always = always;
    }

    synchronized <R> void run(Shift<R> shift, List<Chunk> chunks) {
      if (runs >= ENOUGH) {
        close(); // What was missed before does not matter any more.
      }
      for (Chunk chunk : chunks) {
        runs += chunk.size();
        if (shift.isDone(chunk)) {
          missed.add(chunk);
        } else if (chunk.size() == 0) {
          shift.run(harness, chunk);
        } else if (shift.needs(chunk)) {
          shift.run(harnessInTheRightState(), chunk);
        }
      }
    }

    private Harness harnessInTheRightState() {
      Harness mine = always.orElse(own);
      if (mine == null) {
        mine = harness.another().orElseThrow();
        own = mine;
      }
      for (Chunk chunk : missed) {
        mine.runAll(chunk.schedules(), Scheduler::following, (schedule, run) -> true);
      }
      missed.clear();
      return mine;
    }

    synchronized Harness harness() {
      Harness mine = own;
      return mine == null ? harness : mine;
    }

    synchronized void close() {
      Harness mine = own;
      if (mine != null) {
        mine.close();
      }
      own = null;
      runs = 0;
      missed.clear();
    }
  }

  /** Some chunks, and what has come out of them. Safe for several threads. */
  private static final class Shift<R> {
    private final List<Chunk> chunks;
    private final Work<R> work;
    private final Predicate<R> isLast;
    private final AtomicInteger last;
    private final Map<Integer, R> results = new ConcurrentSkipListMap<>();

    Shift(List<Chunk> chunks, Work<R> work, Predicate<R> isLast) {
      this.chunks = chunks;
      this.work = work;
      this.isLast = isLast;
      this.last = new AtomicInteger(chunks.size());
    }

    /** Chunks that are run one after the other, in the same classes. */
    List<List<Chunk>> lanes() {
      List<List<Chunk>> lanes = new ArrayList<>();
      for (Chunk chunk : chunks) {
        int lane = chunk.piece() % LANES;
        if (lane == lanes.size()) {
          lanes.add(new ArrayList<>());
        }
        lanes.get(lane).add(chunk);
      }
      return lanes;
    }

    boolean isDone(Chunk chunk) {
      return results.containsKey(chunk.piece());
    }

    void done(Chunk chunk, R result) {
      results.put(chunk.piece(), result);
    }

    /** Whether none before it is the last. */
    boolean needs(Chunk chunk) {
      return chunk.piece() <= last.get();
    }

    void run(Harness harness, Chunk chunk) {
      R result = work.run(harness, chunk, () -> needs(chunk));
      done(chunk, result);
      if (isLast.test(result)) {
        last.accumulateAndGet(chunk.piece(), Math::min);
      }
    }

    List<R> done() {
      return List.copyOf(results.values()).subList(0, Math.min(results.size(), last.get() + 1));
    }
  }
}
