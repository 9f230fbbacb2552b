package org.returntoidle.driver;

/**
 * One read in flight. Neither method throws; a driver that claims to survive it (D21) is ready for
 * that, too: see {@link MiniDriver#survivesExceptions()}.
 */
public interface DeviceRead {
  /**
   * Waits until the read completes. Called once, on the thread of the transfer.
   *
   * <p>An interrupt of that thread ({@link Thread#interrupt()}) is no cancel and does not end the
   * wait: who sends it, and why, says nothing about the transfer. It is not lost: when this
   * returns, the thread's interrupt status is set. Only {@link #interrupt()} gives the read up.
   *
   * @return how it completed; never null
   */
  ReadResult await();

  /**
   * Gives the read up: {@link #await()} returns {@link ReadResult.Interrupted}, unless the read has
   * completed before. Called from any thread, any number of times; does nothing once the read has
   * completed.
   */
  void interrupt();
}
