package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Schedule;

/**
 * The schedules with one number of moves, in their order. From the first large level on they are
 * cut into pieces: what a schedule is extended to belongs to its piece, so a piece can be searched
 * without the others, here or elsewhere. Where a piece begins depends on nothing but the schedules:
 * not on how many work, nor on time.
 *
 * @param number of the moves of each schedule
 * @param pieces what waits, a list of blocks for each; one piece before the first large level
 */
record Level(int number, ImmutableList<ImmutableList<Block>> pieces) {
  /** A level with so many schedules is cut. */
  private static final int LARGE = 2_048;

  /** Into so many pieces, each as large as any. */
  static final int PIECES = 64;

  /**
   * What waits in one piece.
   *
   * @param level the number of moves
   * @param piece its number, from 0
   * @param blocks what to run
   */
  record Chunk(int level, int piece, ImmutableList<Block> blocks) {
    int size() {
      return blocks.stream().mapToInt(Block::size).sum();
    }

    Iterator<Schedule> schedules() {
      return Iterables.concat(blocks).iterator();
    }
  }

  /** Takes in what the runs of a chunk show to be possible. For use by one thread. */
  static final class Next {
    private final ImmutableList.Builder<Block> blocks = ImmutableList.builder();
    private Block.Writer writer = new Block.Writer();

    /** The extensions of a schedule, behind those of the ones before it. */
    void add(Schedule schedule, Execution run) {
      for (Schedule longer : schedule.extensions(run)) {
        writer.add(longer);
        if (writer.size() == Block.FULL) {
          blocks.add(writer.end());
          writer = new Block.Writer();
        }
      }
    }

    /** What was taken in; nothing more may be. */
    ImmutableList<Block> end() {
      Block last = writer.end();
      return last.size() == 0 ? blocks.build() : blocks.add(last).build();
    }
  }

  /** The one with nothing but the ordinary. */
  static Level first() {
    Block.Writer writer = new Block.Writer();
    writer.add(Schedule.ORDINARY);
    return new Level(0, ImmutableList.of(ImmutableList.of(writer.end())));
  }

  /** How many schedules there are. */
  long size() {
    return pieces.stream().flatMap(List::stream).mapToLong(Block::size).sum();
  }

  /** Whether it is cut into pieces. */
  boolean isCut() {
    return pieces.size() > 1;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** What is run: what waits in each piece, in their order. */
  ImmutableList<Chunk> chunks() {
    return IntStream.range(0, pieces.size())
        .mapToObj(piece -> new Chunk(number, piece, pieces.get(piece)))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The next level.
   *
   * @param found what each of {@link #chunks} has led to, in their order
   */
  Level next(List<ImmutableList<Block>> found) {
    Level level = new Level(number + 1, ImmutableList.copyOf(found));
    return !isCut() && level.size() >= LARGE ? level.cut() : level;
  }

  private Level cut() {
    int each = (int) ((size() + PIECES - 1) / PIECES);
    List<ImmutableList<Block>> cut = new ArrayList<>();
    Iterator<Schedule> all = Iterables.concat(pieces.get(0)).iterator();
    while (all.hasNext()) {
      cut.add(blocks(all, each));
    }
    return new Level(number, ImmutableList.copyOf(cut));
  }

  private static ImmutableList<Block> blocks(Iterator<Schedule> all, int count) {
    ImmutableList.Builder<Block> blocks = ImmutableList.builder();
    Block.Writer writer = new Block.Writer();
    for (int i = 0; i < count && all.hasNext(); i++) {
      if (writer.size() == Block.FULL) {
        blocks.add(writer.end());
        writer = new Block.Writer();
      }
      writer.add(all.next());
    }
    return blocks.add(writer.end()).build();
  }
}
