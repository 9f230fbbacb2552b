package org.returntoidle.impl;

/** One read in flight. */
public interface DeviceRead {
  /** Waits until the read completes. Called once, on the thread of the transfer. */
  ReadResult await();

  /**
   * Gives the read up: {@link #await()} returns {@link ReadResult.Interrupted}, unless the read has
   * completed before. Called from any thread, any number of times; does nothing once the read has
   * completed.
   */
  void interrupt();
}
