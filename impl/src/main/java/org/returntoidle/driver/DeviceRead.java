package org.returntoidle.driver;

/**
 * One read in flight. Neither method throws; a driver that claims to survive it (D21) is ready for
 * that, too: see {@link MiniDriver#survivesExceptions()}.
 */
public interface DeviceRead {
  /**
   * Waits until the read completes. Called on the thread of the transfer; once, and again after
   * {@link ReadResult.Woken}.
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

  /**
   * Ends the wait, and not the read: {@link #await()} returns {@link ReadResult.Woken}, unless the
   * read has completed before. It is how a driver can ask the application whether a {@code
   * CANCEL_IO} was meant for this transfer, and lose no data if it was not (D26). Called from any
   * thread, any number of times.
   */
  default void wake() {
    throw new UnsupportedOperationException("this device wakes nobody");
  }
}
