package org.returntoidle.spec.verify;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.returntoidle.model.Action;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Explorer.Exploration;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verification.ProofPart;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Mirrors;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.TlaFilesException;
import org.returntoidle.tla.engine.Mirror;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcException;

/** The parts of {@code verify}, one method each. */
public final class Verifier {
  private Verifier() {}

  /** How long to wait for what was interrupted; it has to end processes and delete files. */
  private static final long CLEANING_SECONDS = 10;

  /** Ends an exploration from inside. */
  private static final class TimeIsUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Explores the model. */
  public static ModelPart model(Protocol protocol, Progress progress) {
    return model(protocol, Deadline.NEVER, progress).orElseThrow();
  }

  /** Explores the model; empty if the time is up before all of it is visited. */
  public static Optional<ModelPart> model(Protocol protocol, Deadline deadline, Progress progress) {
    Stopwatch watch = Stopwatch.createStarted();
    try (Progress.Bar bar = progress.start("states", -1)) {
      Exploration exploration =
          Explorer.explore(
              protocol,
              Properties.of(protocol),
              Runtime.getRuntime().availableProcessors(),
              states -> {
                bar.at(states);
                if (deadline.isOver()) {
                  throw new TimeIsUp();
                }
              });
      return Optional.of(new ModelPart(exploration, watch.elapsed(TimeUnit.MILLISECONDS)));
    } catch (TimeIsUp e) {
      return Optional.empty();
    }
  }

  /**
   * Runs TLC on the main claims, and compares its graph with the explorer's.
   *
   * @return empty if the time is up before all of it is done
   * @throws TlcException if TLC gives no verdict; or if the time is up, and a claim that was done
   *     is not answered as expected
   */
  public static Optional<ProofPart> proof(
      Configuration configuration, Deadline deadline, Progress progress) {
    Stopwatch watch = Stopwatch.createStarted();
    Optional<StateGraph<ProtocolState, Action>> graph = graph(configuration, deadline);
    if (graph.isEmpty()) {
      return Optional.empty();
    }
    ImmutableList<Claim> main = Claim.main();
    try (Progress.Bar bar = progress.start("TLC", main.size() + 1)) {
      Tlc tlc = counting(progress, bar::says);
      List<Callable<Object>> jobs = new ArrayList<>();
      for (Claim claim : main) {
        jobs.add(() -> claim.check(tlc, configuration, graph.get().stateCount()));
      }
      jobs.add(() -> Mirrors.reachable(tlc, TlaFiles.JAR, configuration, graph.get()));
      ImmutableList<Optional<Object>> results = inParallel(jobs, deadline, bar);
      ImmutableList<Object> done = done(results);
      ImmutableList<Claim.Checked> claims =
          done.stream()
              .filter(Claim.Checked.class::isInstance)
              .map(Claim.Checked.class::cast)
              .collect(ImmutableList.toImmutableList());
      if (done.size() < jobs.size()) {
        refuseDifferences(claims);
        return Optional.empty();
      }
      Mirror.Result mirror = (Mirror.Result) done.get(done.size() - 1);
      return Optional.of(new ProofPart(claims, mirror, watch.elapsed(TimeUnit.MILLISECONDS)));
    }
  }

  /**
   * TLC with one worker.
   *
   * @param progress if anybody looks at it, TLC counts
   * @param says told in words how many states it has found
   */
  public static Tlc counting(Progress progress, Consumer<String> says) {
    Tlc tlc = new Tlc(1);
    return progress == Progress.NONE
        ? tlc
        : tlc.counting(states -> says.accept(String.format(Locale.ROOT, "%,d states", states)));
  }

  private static Optional<StateGraph<ProtocolState, Action>> graph(
      Configuration configuration, Deadline deadline) {
    try (Progress.Bar bar = Progress.NONE.start("graph", 1)) {
      return inParallel(
              ImmutableList.<Callable<StateGraph<ProtocolState, Action>>>of(
                  () -> Explorer.graph(new Protocol(configuration))),
              deadline,
              bar)
          .get(0);
    }
  }

  private static void refuseDifferences(List<Claim.Checked> claims) {
    for (Claim.Checked checked : claims) {
      if (checked.difference().isPresent()) {
        throw new TlcException(checked.claim().name() + ": " + checked.difference().get());
      }
    }
  }

  private static <T> ImmutableList<T> done(List<Optional<T>> results) {
    return results.stream().flatMap(Optional::stream).collect(ImmutableList.toImmutableList());
  }

  /**
   * Runs jobs on all cores and returns their results in the order of the jobs.
   *
   * @throws TlcException if one of them throws it
   * @throws TlaFilesException if one of them throws it
   */
  public static <T> ImmutableList<T> inParallel(List<Callable<T>> jobs, Progress.Bar bar) {
    return done(inParallel(jobs, Deadline.NEVER, bar));
  }

  /**
   * The same, until the time is up: what is not done then is interrupted, and its result is empty.
   */
  public static <T> ImmutableList<Optional<T>> inParallel(
      List<Callable<T>> jobs, Deadline deadline, Progress.Bar bar) {
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> job : jobs) {
        if (!deadline.isOver()) {
          futures.add(
              pool.submit(
                  () -> {
                    T result = job.call();
                    bar.step();
                    return result;
                  }));
        }
      }
      ImmutableList.Builder<Optional<T>> results = ImmutableList.builder();
      for (Future<T> future : futures) {
        results.add(get(future, deadline));
      }
      for (int i = futures.size(); i < jobs.size(); i++) {
        results.add(Optional.empty());
      }
      return results.build();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TlcException tlc) {
        throw tlc;
      }
      if (e.getCause() instanceof TlaFilesException files) {
        throw files;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      end(pool);
    }
  }

  private static <T> Optional<T> get(Future<T> future, Deadline deadline)
      throws ExecutionException, InterruptedException {
    Optional<Duration> left = deadline.left();
    if (left.isEmpty()) {
      return Optional.of(future.get());
    }
    try {
      return Optional.of(future.get(Math.max(0, left.get().toNanos()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    try {
      boolean unused = pool.awaitTermination(CLEANING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
