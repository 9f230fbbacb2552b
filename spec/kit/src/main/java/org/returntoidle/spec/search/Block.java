package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableMap;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;

/**
 * Schedules that wait to be run, in their order. One that waits takes a few bytes: each is written
 * as what it has beyond the one before it, a move that came before as a number, and all of it
 * compressed.
 *
 * @param size how many there are
 * @param bytes what {@link Writer} has written; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares blocks.
record Block(int size, byte[] bytes) implements Iterable<Schedule> {
  /** So many at most. */
  static final int FULL = 4_096;

  /** The number of a move that has not come before; the move follows. */
  private static final int NEW = 0;

  /** What a schedule does at a point. */
  private record Step(Point point, Move move) {
    static Step of(Map.Entry<Point, Move> entry) {
      return new Step(entry.getKey(), entry.getValue());
    }

    static Step read(DataInputStream in) throws IOException {
      String point = in.readUTF();
      String move = in.readUTF();
      return new Step(
          Point.parse(point).orElseThrow(() -> new IOException("no point: " + point)),
          Move.withLabel(move).orElseThrow(() -> new IOException("no move: " + move)));
    }

    void write(DataOutputStream out) throws IOException {
      out.writeUTF(point.toString());
      out.writeUTF(move.label());
    }
  }

  /** Writes a block. For use by one thread. */
  static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, deflater)));
    private final Map<Step, Integer> numbers = new HashMap<>();
    private List<Step> last = List.of();
    private int size;

    /** One more. */
    void add(Schedule schedule) {
      List<Step> steps = schedule.moves().entrySet().stream().map(Step::of).toList();
      int common = 0;
      while (common < Math.min(steps.size(), last.size())
          && steps.get(common).equals(last.get(common))) {
        common++;
      }
      try {
        out.writeShort(common);
        out.writeShort(steps.size() - common);
        for (Step step : steps.subList(common, steps.size())) {
          write(step);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e); // Not into memory.
      }
      last = steps;
      size++;
    }

    private void write(Step step) throws IOException {
      Integer known = numbers.putIfAbsent(step, numbers.size() + 1);
      if (known == null) {
        out.writeShort(NEW);
        step.write(out);
      } else {
        out.writeShort(known);
      }
    }

    int size() {
      return size;
    }

    /** What was written; nothing more may be. */
    Block end() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e); // Not into memory.
      }
      deflater.end();
      return new Block(size, bytes.toByteArray());
    }
  }

  @Override
  public Iterator<Schedule> iterator() {
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes))));
    List<Step> known = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    return new Iterator<>() {
      private int left = size;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public Schedule next() {
        if (left-- == 0) {
          throw new NoSuchElementException();
        }
        try {
          return schedule(in, known, steps);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static Schedule schedule(DataInputStream in, List<Step> known, List<Step> steps)
      throws IOException {
    steps.subList(in.readUnsignedShort(), steps.size()).clear();
    for (int more = in.readUnsignedShort(); more > 0; more--) {
      int number = in.readUnsignedShort();
      if (number == NEW) {
        known.add(Step.read(in));
      }
      steps.add(known.get((number == NEW ? known.size() : number) - 1));
    }
    ImmutableMap.Builder<Point, Move> moves = ImmutableMap.builderWithExpectedSize(steps.size());
    steps.forEach(step -> moves.put(step.point(), step.move()));
    return new Schedule(moves.buildOrThrow());
  }
}
