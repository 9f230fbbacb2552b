package org.returntoidle.model.monitor;

/** What an event overlaps with; of two events that overlap either order is right. */
public enum Manner {
  /** Nothing: the caller's thread is in our hands. */
  ALONE,
  /** Nothing: it comes on the caller's thread, from inside its callback. */
  INSIDE,
  /** The driver's own statements: a callback that begins next may overlap with it. */
  OVERLAPPING,
  /** The entry of {@code drvAcquireItemData}: it may have come before (D1). */
  AT_ENTRY
}
