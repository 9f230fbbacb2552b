package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;

/**
 * How much of its {@link Scope} a run has used up, and what that leaves possible.
 *
 * @param transfers how many were begun
 * @param cancels how many there were
 * @param faults how many there were
 * @param bands how many the running transfer has read
 * @param notReady how often the running transfer's device said "not ready"
 * @param rareCode whether a callback answered with a code that is rarely offered
 */
public record Used(
    int transfers, int cancels, int faults, int bands, int notReady, boolean rareCode) {
  /** At the beginning of a run. */
  public static final Used NOTHING = new Used(0, 0, 0, 0, 0, false);

  /** At the beginning of the next transfer. */
  public Used nextTransfer() {
    return new Used(transfers + 1, cancels, faults, 0, 0, rareCode);
  }

  /** After {@code move}. A transfer counts from {@link #nextTransfer()} on. */
  public Used plus(Move move) {
    boolean band = move == Move.READ_BAND || move == Move.READ_LAST_BAND;
    return new Used(
        transfers,
        cancels + (move.cost() == Move.Cost.CANCEL ? 1 : 0),
        faults + (move.cost() == Move.Cost.FAULT || move.cost() == Move.Cost.CODE ? 1 : 0),
        bands + (band ? 1 : 0),
        notReady + (move == Move.READ_NOT_READY ? 1 : 0),
        rareCode || move.cost() == Move.Cost.CODE);
  }

  /**
   * What is possible at a point.
   *
   * @param canceled whether a cancel has been delivered to the running transfer
   * @return the ordinary move first
   */
  public ImmutableList<Move> options(Point.Kind kind, boolean canceled, Limits limits) {
    ImmutableList.Builder<Move> options = ImmutableList.builder();
    for (Move move : kind.moves()) {
      if (allows(move, canceled, limits)) {
        options.add(move);
      }
    }
    return options.build();
  }

  private boolean allows(Move move, boolean canceled, Limits limits) {
    Scope scope = limits.scope();
    boolean onlyEvent = cancels + faults == 0;
    boolean over = rareCode && !limits.rareCodes();
    boolean oneMore = cancels + faults < scope.events() && !over;
    boolean fits =
        switch (move.cost()) {
          case FREE -> true;
          case BAND -> bands + 1 < scope.bands();
          case TRANSFER -> transfers < scope.transfers();
          case CANCEL -> oneMore && cancels < scope.cancels();
          case FAULT -> oneMore && faults < scope.faults();
          case CODE -> oneMore && faults < scope.faults() && (onlyEvent || limits.rareCodes());
        };
    return switch (move) {
      case READ_NOT_READY -> bands == 0 && notReady < Limits.NOT_READY && !canceled;
      case READ_NOT_READY_FOR_EVER -> bands == 0 && canceled;
      case NOTIFY_CANCEL_IO_MEANWHILE -> fits && limits.races();
      default -> fits;
    };
  }
}
