package org.returntoidle.model.engine;

import com.google.common.base.Throwables;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Threads of a search's own, one for each part: those that all of Java shares are as many as there
 * are cores, and what else uses them would make every part wait.
 */
final class Workers implements AutoCloseable {
  private final ExecutorService threads;
  private final List<Callable<Object>> jobs;

  /** Will do {@code job} for each number below {@code count}. */
  Workers(int count, IntConsumer job) {
    this.threads = Executors.newFixedThreadPool(count);
    this.jobs =
        IntStream.range(0, count).mapToObj(i -> Executors.callable(() -> job.accept(i))).toList();
  }

  /**
   * Does it once for each number, all at once, and waits.
   *
   * @throws IllegalStateException if this thread is interrupted
   */
  void run() {
    try {
      for (Future<Object> done : threads.invokeAll(jobs)) {
        done.get();
      }
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
