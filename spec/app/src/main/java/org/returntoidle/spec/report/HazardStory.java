package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Hazard;

/**
 * A hazard as the page tells it.
 *
 * @param hazard which
 * @param shortest the shortest way to it
 * @param gone where it cannot be reached
 */
public record HazardStory(Hazard hazard, Walk shortest, ImmutableList<Configuration> gone) {

  /**
   * Finds out where {@code hazard} occurs, and how.
   *
   * @throws IllegalStateException if it occurs nowhere
   */
  static HazardStory of(Graphs graphs, Hazard hazard) {
    ImmutableList.Builder<Configuration> gone = ImmutableList.builder();
    ImmutableList.Builder<Walk> ways = ImmutableList.builder();
    graphs
        .all()
        .forEach(
            (configuration, graph) ->
                Explorer.shortestPathTo(graph, configuration, hazard)
                    .map(path -> new Walk(configuration, path))
                    .ifPresentOrElse(ways::add, () -> gone.add(configuration)));
    Walk shortest =
        ways.build().stream()
            .min(Comparator.comparingInt(walk -> walk.actions().size()))
            .orElseThrow(() -> new IllegalStateException(hazard + " occurs nowhere"));
    return new HazardStory(hazard, shortest, gone.build());
  }

  /** What an application, or the next protocol, should do about it. */
  public String advice() {
    return switch (hazard) {
      case H1 ->
          "An application that calls CancelPendingIO must also answer S_FALSE from its next"
              + " callback: only that reaches every driver. A driver that can give up a read should"
              + " cancel asynchronously. A successor should connect the two ways itself, so that"
              + " after a cancel every callback is answered S_FALSE, whoever was asked first.";
      case H2 ->
          "An application should not begin a transfer while a CancelPendingIO of an earlier one may"
              + " still be on its way; if a transfer ends canceled and nobody asked for it, it may"
              + " begin again. No driver can tell: the event names a device. A successor should name"
              + " the transfer that a cancel is meant for.";
      case H3 ->
          "An application must not conclude from its own CancelPendingIO that the transfer was"
              + " canceled: S_OK means that the whole image is there, and it may keep it or throw it"
              + " away. A successor should answer the cancel itself: done, or too late.";
      case H4 ->
          "On Windows Me an application has to remember whether it asked for a cancel: the code"
              + " E_ABORT may be its own answer, a failure, or a cancel. A successor needs a code"
              + " that means a cancel and nothing else, as Windows XP has in S_FALSE.";
    };
  }
}
