package org.returntoidle.spec.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Schedule;

/**
 * What a piece of a level has brought.
 *
 * @param piece its number
 * @param tally of its runs
 * @param found the first violation in it
 * @param left how many schedules were not run
 * @param next what follows from it
 */
record Share(
    int piece, Tally tally, Optional<Counterexample> found, long left, ImmutableList<Block> next) {
  /** Of a piece that is left to others. */
  static Share ofOthers(int piece, Tally tally) {
    return new Share(piece, tally, Optional.empty(), 0, ImmutableList.of());
  }

  /** Whether all of it was run, and no rule was broken. */
  boolean isWhole() {
    return found.isEmpty() && left == 0;
  }

  /** The same, counted by somebody else. */
  Share with(Tally other) {
    return new Share(piece, other, found, left, next);
  }

  /** What is kept of one that is whole. */
  ObjectNode toJson() {
    ObjectNode json = tally.toJson();
    ArrayNode blocks = json.putArray("next");
    next.forEach(block -> blocks.addObject().put("size", block.size()).put("of", block.bytes()));
    return json;
  }

  /**
   * What {@link #toJson} was made of.
   *
   * @param tally a new one, which takes in what was counted
   * @param again runs a schedule again
   */
  static Share of(int piece, JsonNode json, Tally tally, Function<Schedule, Execution> again) {
    ImmutableList.Builder<Block> next = ImmutableList.builder();
    try {
      for (JsonNode block : json.path("next")) {
        next.add(new Block(block.path("size").asInt(), block.path("of").binaryValue()));
      }
      return new Share(piece, tally.with(json, again), Optional.empty(), 0, next.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
