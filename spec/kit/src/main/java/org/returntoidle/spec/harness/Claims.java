package org.returntoidle.spec.harness;

/**
 * What a driver promises beyond the rules that hold for all.
 *
 * @param asynchronous it says that {@code CANCEL_IO} cancels
 * @param givesReadsUp it has shown that it does not wait for a read that {@code CANCEL_IO} meets in
 *     flight; from then on it is held to that (L5)
 * @param survives it says that it survives what device and callbacks throw (D21)
 */
record Claims(boolean asynchronous, boolean givesReadsUp, boolean survives) {}
