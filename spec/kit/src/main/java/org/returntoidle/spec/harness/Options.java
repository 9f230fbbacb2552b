package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The moves that fit, for each point and each set of needs that are met. Worked out once, since it
 * is asked at every point of every run.
 */
final class Options {
  static final int BAND = 1;
  static final int TRANSFER = 2;
  static final int CANCEL = 4;
  static final int FAULT = 8;
  static final int RARE = 16;
  static final int NOT_READY = 32;
  static final int FOR_EVER = 64;
  static final int RACE = 128;
  static final int THROW = 256;
  static final int AHEAD = 512;
  static final int BESIDE = 1024;

  /** A fault and a race. */
  static final int FAULT_RACE = 2048;

  private static final int ALWAYS = 4096;

  private static final ImmutableMap<Point.Kind, ImmutableList<ImmutableList<Move>>> ALL =
      Maps.immutableEnumMap(Maps.toMap(Arrays.asList(Point.Kind.values()), Options::all));

  private Options() {}

  /**
   * The moves at a point, the ordinary one first.
   *
   * @param met the needs that are met, added up
   */
  static ImmutableList<Move> of(Point.Kind kind, int met) {
    return Objects.requireNonNull(ALL.get(kind)).get(met);
  }

  private static ImmutableList<ImmutableList<Move>> all(Point.Kind kind) {
    return IntStream.range(0, ALWAYS)
        .mapToObj(
            met ->
                kind.moves().stream()
                    .filter(move -> (need(move) & (met | ALWAYS)) != 0)
                    .collect(ImmutableList.toImmutableList()))
        .collect(ImmutableList.toImmutableList());
  }

  private static int need(Move move) {
    return switch (move.act()) {
      case READ_NOT_READY -> NOT_READY;
      case READ_NOT_READY_FOR_EVER, READ_BAND_FOR_EVER -> FOR_EVER;
      case NOTIFY_CANCEL_IO_MEANWHILE -> RACE;
      case SECOND_ACQUIRE_TWICE -> FAULT_RACE;
      case READ_COMPLETES -> AHEAD;
      case THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL -> THROW;
      default ->
          switch (move.cost()) {
            case FREE -> ALWAYS;
            case BAND -> BAND;
            case TRANSFER -> TRANSFER;
            case CANCEL -> CANCEL;
            case FAULT -> FAULT;
            case RARE -> RARE;
            case BESIDE -> BESIDE;
          };
    };
  }
}
