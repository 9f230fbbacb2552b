package org.returntoidle.spec.verify;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Explorer.Exploration;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.StateGraph;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verification.ProofPart;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Mirror;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.TlaFilesException;
import org.returntoidle.tla.Tlc;
import org.returntoidle.tla.TlcException;

/** The parts of {@code verify}, one method each. */
public final class Verifier {
  private Verifier() {}

  /** Explores the model. */
  public static ModelPart model(Configuration configuration, Progress progress) {
    Stopwatch watch = Stopwatch.createStarted();
    try (Progress.Bar bar = progress.start("states", -1)) {
      Protocol protocol = new Protocol(configuration);
      Exploration exploration =
          Explorer.explore(
              protocol,
              Properties.of(protocol),
              Runtime.getRuntime().availableProcessors(),
              bar::at);
      return new ModelPart(exploration, watch.elapsed(TimeUnit.MILLISECONDS));
    }
  }

  /**
   * Runs TLC on the main claims, and compares its graph with the explorer's.
   *
   * @throws TlcException if TLC gives no verdict
   */
  public static ProofPart proof(Configuration configuration, Progress progress) {
    StateGraph graph = Explorer.graph(new Protocol(configuration));
    Tlc tlc = new Tlc(1);
    Stopwatch watch = Stopwatch.createStarted();
    List<Callable<Object>> jobs = new ArrayList<>();
    for (Claim claim : Claim.main()) {
      jobs.add(() -> claim.check(tlc, configuration, graph.stateCount()));
    }
    jobs.add(() -> Mirror.check(tlc, TlaFiles.JAR, configuration, graph));
    try (Progress.Bar bar = progress.start("TLC", jobs.size())) {
      List<Object> results = inParallel(jobs, bar);
      ImmutableList<Claim.Checked> claims =
          results.stream()
              .filter(Claim.Checked.class::isInstance)
              .map(Claim.Checked.class::cast)
              .collect(ImmutableList.toImmutableList());
      Mirror.Result mirror = (Mirror.Result) results.get(results.size() - 1);
      return new ProofPart(claims, mirror, watch.elapsed(TimeUnit.MILLISECONDS));
    }
  }

  /**
   * Runs jobs on all cores and returns their results in the order of the jobs.
   *
   * @throws TlcException if one of them throws it
   * @throws TlaFilesException if one of them throws it
   */
  public static <T> ImmutableList<T> inParallel(List<Callable<T>> jobs, Progress.Bar bar) {
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> job : jobs) {
        futures.add(
            pool.submit(
                () -> {
                  T result = job.call();
                  bar.step();
                  return result;
                }));
      }
      ImmutableList.Builder<T> results = ImmutableList.builder();
      for (Future<T> future : futures) {
        results.add(future.get());
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
      pool.shutdownNow();
    }
  }
}
