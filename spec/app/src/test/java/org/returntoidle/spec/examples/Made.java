package org.returntoidle.spec.examples;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts drivers of another package: no class of theirs that is loaded anew begins again. */
public final class Made {
  /** How many were made. */
  public static final AtomicInteger COUNT = new AtomicInteger();

  private Made() {}
}
