package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;

/**
 * How much of its {@link Scope} a run has used up, and what that leaves possible.
 *
 * @param transfers how many were begun
 * @param cancels how many there were
 * @param faults how many there were
 * @param bands how many the running transfer has read, without the last of each page
 * @param notReady how often the running transfer's device said "not ready"
 * @param waited whether the device of an earlier transfer said so
 * @param ahead whether a read completed while a callback was in flight
 * @param rare whether something happened that is rarely offered
 * @param threw whether something was thrown
 * @param beside whether something happened to a neighbor
 * @param pages how many the running transfer wants beyond the first
 */
public record Used(
    int transfers,
    int cancels,
    int faults,
    int bands,
    int notReady,
    boolean waited,
    boolean ahead,
    boolean rare,
    boolean threw,
    boolean beside,
    int pages) {
  /** At the beginning of a run. */
  public static final Used NOTHING = new Used(0, 0, 0, 0, 0, false, false, false, false, false, 0);

  /** At the beginning of the next transfer. */
  public Used nextTransfer() {
    return new Used(transfers + 1, cancels, faults, 0, 0, waits(), ahead, rare, threw, beside, 0);
  }

  /** After {@code move}. A transfer counts from {@link #nextTransfer()} on. */
  public Used plus(Move move) {
    return new Used(
        transfers,
        cancels + (move.cost() == Act.Cost.CANCEL ? 1 : 0),
        faults + (countsAsFault(move) ? 1 : 0),
        bands + (move.act() == Act.READ_BAND ? 1 : 0),
        notReady + (move.act() == Act.READ_NOT_READY ? 1 : 0),
        waited,
        ahead || move.act() == Act.READ_COMPLETES,
        rare || move.cost() == Act.Cost.RARE,
        threw || move.breaksPromise(),
        beside || move.isBeside(),
        pages + (move.act() == Act.MORE_PAGES ? 1 : 0));
  }

  private static boolean countsAsFault(Move move) {
    return switch (move.cost()) {
      case FAULT, RARE, BESIDE -> true;
      case FREE, BAND, TRANSFER, PAGE, CANCEL -> false;
    };
  }

  private boolean waits() {
    return waited || notReady > 0;
  }

  /**
   * What is possible at a point.
   *
   * @param canceled whether a cancel has been delivered to the running transfer
   * @return the ordinary move first
   */
  public ImmutableList<Move> options(Point.Kind kind, boolean canceled, Limits limits) {
    return options(kind, canceled, false, false, false, limits);
  }

  /**
   * The same.
   *
   * @param reading whether another thread than the caller's waits for a read
   * @param streams whether the transfer goes to streams
   * @param more whether another item of the same transfer of the application may follow
   */
  ImmutableList<Move> options(
      Point.Kind kind,
      boolean canceled,
      boolean reading,
      boolean streams,
      boolean more,
      Limits limits) {
    Scope scope = limits.scope();
    boolean everything = limits.everything();
    boolean onlyEvent = cancels + faults == 0;
    boolean over = rare && !everything;
    boolean lacking = (limits.throwing() && !threw) || (limits.beside() && !beside);
    int kept = lacking ? 1 : 0; // The last event is to be the one that is looked for.
    boolean oneMore = cancels + faults + kept < scope.events() && !over;
    boolean cancel = oneMore && cancels < scope.cancels();
    boolean fault = oneMore && faults + kept < scope.faults();
    boolean last = cancels + faults < scope.events() && faults < scope.faults();
    boolean special = limits.throwing() || limits.beside();
    boolean rareOne = fault && ((onlyEvent && !waits()) || everything) && !special;
    boolean neighbor = last && (everything || (limits.beside() && !beside));
    boolean notReadyOnce =
        notReady < scope.notReady() && !canceled && ((!waited && !over) || everything);
    int fits =
        (bands + 1 < scope.bands() ? Options.BAND : 0)
            | (transfers < scope.transfers() ? Options.TRANSFER : 0)
            | (cancel ? Options.CANCEL : 0)
            | (fault ? Options.FAULT : 0)
            | (rareOne ? Options.RARE : 0)
            | (limits.throwing() && last ? Options.THROW : 0)
            | (neighbor ? Options.BESIDE : 0)
            | (notReadyOnce ? Options.NOT_READY : 0)
            | (canceled ? Options.FOR_EVER : 0)
            | (reading && (!ahead || everything) ? Options.AHEAD : 0)
            | (fault && limits.races() ? Options.FAULT_RACE : 0)
            | (cancel && limits.races() ? Options.RACE : 0)
            | (cancel && streams ? Options.STREAM_CANCEL : 0)
            | (fault && streams ? Options.STREAM_FAULT : 0)
            | (rareOne && streams ? Options.STREAM_RARE : 0)
            | (pages + 1 < scope.pages() ? Options.PAGE : 0)
            | (more && fault && transfers < scope.transfers() ? Options.NEXT_ITEM : 0);
    return Options.of(kind, fits);
  }
}
