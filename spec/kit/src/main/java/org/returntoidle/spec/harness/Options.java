package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

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

  /** A cancel, and a transfer to streams. */
  static final int STREAM_CANCEL = 4096;

  static final int PAGE = 8192;

  /** A transfer and a fault, after an item of the same transfer of the application. */
  static final int NEXT_ITEM = 16384;

  /** A fault, and a transfer to streams. */
  static final int STREAM_FAULT = 32768;

  /** One that is rare, and a transfer to streams. */
  static final int STREAM_RARE = 65536;

  private static final int ALWAYS = 131072;

  /** Worked out when it is first asked for: most needs never meet. */
  private static final ImmutableMap<Point.Kind, AtomicReferenceArray<@Nullable ImmutableList<Move>>>
      ALL =
          Maps.immutableEnumMap(
              Maps.toMap(
                  Arrays.asList(Point.Kind.values()), kind -> new AtomicReferenceArray<>(ALWAYS)));

  private Options() {}

  /**
   * The moves at a point, the ordinary one first.
   *
   * @param met the needs that are met, added up
   */
  static ImmutableList<Move> of(Point.Kind kind, int met) {
    AtomicReferenceArray<@Nullable ImmutableList<Move>> all = Objects.requireNonNull(ALL.get(kind));
    ImmutableList<Move> known = all.get(met);
    if (known != null) {
      return known;
    }
    ImmutableList<Move> moves =
        kind.moves().stream()
            .filter(move -> (need(move) & (met | ALWAYS)) != 0)
            .collect(ImmutableList.toImmutableList());
    all.set(met, moves);
    return moves;
  }

  private static int need(Move move) {
    return switch (move.act()) {
      case READ_NOT_READY -> NOT_READY;
      case READ_NOT_READY_FOR_EVER, READ_BAND_FOR_EVER -> FOR_EVER;
      case NOTIFY_CANCEL_IO_MEANWHILE -> RACE;
      case SECOND_ACQUIRE_TWICE -> FAULT_RACE;
      case CANCEL_TRANSFER, CANCEL_TRANSFER_LOST -> STREAM_CANCEL;
      case ACQUIRE_NEXT_ITEM -> NEXT_ITEM;
      case DEVICE_GOES -> STREAM_FAULT;
      case SERVICE_DIES, STOPS_LATE -> STREAM_RARE;
      case READ_COMPLETES -> AHEAD;
      case THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL -> THROW;
      default ->
          switch (move.cost()) {
            case FREE -> ALWAYS;
            case BAND -> BAND;
            case TRANSFER -> TRANSFER;
            case PAGE -> PAGE;
            case CANCEL -> CANCEL;
            case FAULT -> FAULT;
            case RARE -> RARE;
            case BESIDE -> BESIDE;
          };
    };
  }
}
