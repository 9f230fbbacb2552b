package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scope;

/** What waits comes back as it was, in its order, and takes next to nothing. */
class BlockTest {
  private static ImmutableList<Schedule> all(Scope scope) {
    ImmutableList.Builder<Schedule> all = ImmutableList.builder();
    Limits limits = new Limits(scope, Duration.ofSeconds(10));
    try (Harness harness = new Harness(ReferenceMiniDriver::new, Platform.XP, limits)) {
      Enumeration.walk(harness, (schedule, run) -> all.add(schedule) != null, () -> true);
    }
    return all.build();
  }

  private static Block block(Iterable<Schedule> schedules) {
    Block.Writer writer = new Block.Writer();
    schedules.forEach(writer::add);
    return writer.end();
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    ImmutableList<Schedule> all = all(Scope.together(2, 2, 1));
    Block block = block(all);
    assertEquals(all.size(), block.size());
    List<Schedule> read = new ArrayList<>();
    for (Schedule schedule : block) {
      read.add(schedule);
      assertEquals(
          all.get(read.size() - 1).moves().entrySet().asList(),
          schedule.moves().entrySet().asList());
    }
    assertEquals(all, read);
  }

  @Test
  void oneThatWaitsTakesLessThanFourBytes() {
    ImmutableList<Schedule> all = all(Scope.together(2, 2, 1));
    int bytes = block(all).bytes().length;
    assertTrue(bytes < 4 * all.size(), () -> bytes + " bytes for " + all.size());
  }

  /** Codes that no list has, and points far away. */
  @Test
  void whateverAReplayFileCanHaveIsWritten() {
    Schedule odd =
        Schedule.ORDINARY
            .plus(new Point(1, Point.Kind.ANSWER, 1), Move.fault(new HResult(0x89ABCDEF)))
            .plus(new Point(999, Point.Kind.CODE, 999), Move.callback(new HResult(0x12345678)));
    assertEquals(List.of(odd), ImmutableList.copyOf(block(List.of(odd))));
  }

  @Test
  void aBlockEnds() {
    Iterator<Schedule> none = block(List.of()).iterator();
    assertThrows(NoSuchElementException.class, none::next);
  }

  /** However a level is cut, its schedules and their order are those of the level. */
  @Test
  void piecesInOrderAreTheLevel() {
    ImmutableList<Schedule> all = all(Scope.together(2, 2, 1));
    for (int count : new int[] {10, all.size()}) {
      Block block = block(all.subList(0, count));
      Level level = Level.first().next(List.of(ImmutableList.of(block)));
      assertEquals(count == 10 ? 1 : Level.PIECES, level.pieces().size());
      assertEquals(
          all.subList(0, count),
          ImmutableList.copyOf(Iterables.concat(Iterables.concat(level.pieces()))));
      assertEquals(count, level.size());
      Optional<Integer> most = level.chunks().stream().map(Level.Chunk::size).max(Integer::compare);
      assertTrue(most.orElseThrow() <= count / level.pieces().size() + 1);
    }
  }
}
