package org.returntoidle.spec.harness;

/**
 * What a driver promises beyond the rules that hold for all.
 *
 * @param asynchronous it says that {@code CANCEL_IO} cancels
 * @param givesReadsUp it has shown that it does not wait for a read that {@code CANCEL_IO} meets in
 *     flight; from then on it is held to that (L5)
 * @param survives it says that it survives what device and callbacks throw (D21)
 * @param cancelsByItself it says that it may cancel by its own decision (A1, A6); a promise less
 * @param feeds it says that its device has a feeder (V5); banded ones do not say
 * @param looks it says that it looks at the device, which may scan when it is loaded, and a while
 *     after it was stopped (V29, D6)
 * @param heedsDisconnect it says that it leaves a device alone that is gone (V28)
 * @param showsThreads its threads can be seen, so that it can be held to what each of them knows
 *     (D22, D25)
 */
record Capabilities(
    boolean asynchronous,
    boolean givesReadsUp,
    boolean survives,
    boolean cancelsByItself,
    boolean feeds,
    boolean looks,
    boolean heedsDisconnect,
    boolean showsThreads) {
  /** Nothing. */
  static final Capabilities NONE =
      new Capabilities(false, false, false, false, false, false, false, false);

  /**
   * Whether its device's bands carry bytes in banded transfers; a process gets none, for which it
   * has no word. In transfers to streams they always do: there a process names what is written.
   */
  boolean givesBytes() {
    return showsThreads;
  }

  Capabilities withGivesReadsUp(boolean gives) {
    return new Capabilities(
        asynchronous,
        gives,
        survives,
        cancelsByItself,
        feeds,
        looks,
        heedsDisconnect,
        showsThreads);
  }
}
