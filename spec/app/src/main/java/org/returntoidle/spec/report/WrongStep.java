package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.TraceEvent.Threw;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.trace.DamagedTraceException;
import org.returntoidle.spec.trace.TraceFile;
import org.returntoidle.spec.trace.TraceVerdict.Violation;
import org.returntoidle.spec.trace.TraceWriter;

/**
 * The step of a counterexample at which it goes wrong.
 *
 * @param index of its event, from 0
 * @param allowed what would have been permitted instead; empty if nobody can say
 */
public record WrongStep(int index, ImmutableList<String> allowed) {
  /** The header is the first line of a trace, and lines have numbers from 1. */
  private static final int FIRST_EVENT = 2;

  /**
   * The step that the check of recorded traces refuses, if it refuses one: it looks at each event
   * as it comes. The judge looks at whole transfers, so for what only it sees the last step counts.
   */
  static WrongStep of(Counterexample found) {
    Execution run = found.run();
    int last = run.trace().size() - 1;
    return refused(run)
        .map(refused -> new WrongStep((int) refused.line() - FIRST_EVENT, refused.allowed()))
        .filter(step -> step.index <= last)
        .orElseGet(() -> new WrongStep(last, ImmutableList.of()));
  }

  private static Optional<Violation> refused(Execution run) {
    if (run.trace().stream().anyMatch(Threw.class::isInstance)) {
      return Optional.empty(); // A trace has no exceptions, and other lines in their place.
    }
    byte[] trace = TraceWriter.write(run).getBytes(StandardCharsets.UTF_8);
    try {
      return TraceFile.check(
              "counterexample", new ByteArrayInputStream(trace), Optional.empty(), bytes -> {})
          .problems()
          .stream()
          .filter(Violation.class::isInstance)
          .map(Violation.class::cast)
          .findFirst();
    } catch (DamagedTraceException e) {
      return Optional.empty(); // A run that was given up may end in the middle of something.
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }
}
