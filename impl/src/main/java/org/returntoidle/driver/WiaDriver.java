package org.returntoidle.driver;

import org.returntoidle.model.HResult;

/**
 * What every scanner driver has, whichever way it hands over its data: a {@link MiniDriver} in
 * bands, a {@link StreamMiniDriver} to streams. A driver has a public constructor that takes the
 * {@link ScannerDevice} it drives.
 */
public interface WiaDriver {
  /**
   * Tells the driver of an event. Called from any thread at any moment, also from inside a
   * callback; returns without waiting for a transfer (D8).
   *
   * @return {@code S_OK}; the service does not look at it
   */
  HResult drvNotifyPnpEvent(WiaEvent event);

  /**
   * Whether {@link WiaEvent#CANCEL_IO} cancels a transfer of this driver (B4). If not, only the
   * callback's answer does (B5); a driver that cancels better than it claims is not wrong. A {@link
   * StreamMiniDriver} that asks by a message before it believes the event (D26) may claim it, too.
   */
  default boolean cancelsAsynchronously() {
    return false;
  }

  /**
   * Whether this driver may cancel a transfer by its own decision, at any time until the last band
   * is acknowledged (A1, A6). Then it stops, is idle, and reports a cancel, as after any other (A3,
   * A5). To one that does not say so, a cancel that nobody asked for is a phantom (D11); of one
   * that does, nobody can tell, so that neither this nor D1, D14, D20 and L4 can be tested.
   */
  default boolean cancelsByItself() {
    return false;
  }

  /**
   * Whether this driver survives what its device and its callbacks promise not to do: throw, an
   * {@link Error} included, or answer null (D21). Then the transfer ends like any other: the device
   * is stopped, the driver is ready, and a code is returned. What {@link ScannerDevice#start()},
   * {@link ScannerDevice#tryStart()}, {@link ScannerDevice#submitRead()} and {@link
   * DeviceRead#await()} throw is a fault, what a callback throws is its error, both with {@code
   * WIA_ERROR_EXCEPTION_IN_DRIVER}; what {@link ScannerDevice#stop()} throws changes nothing. A
   * driver that claims nothing is not wrong: COM methods, which a real driver calls, do not throw.
   */
  default boolean survivesExceptions() {
    return false;
  }
}
