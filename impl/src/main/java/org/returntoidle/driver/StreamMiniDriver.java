package org.returntoidle.driver;

import org.returntoidle.model.HResult;

/**
 * A scanner driver of Windows Vista and later, as the service sees it: the part of {@code
 * IWiaMiniDrv} that transfers data to streams.
 */
public interface StreamMiniDriver extends WiaDriver {
  /**
   * Transfers the pages that {@link StreamTransferContext#pages()} asks for, each into a stream of
   * its own or all into one (V14), and returns when the device is quiet again (A3, D6) and the last
   * stream is released (V15). Everything that {@link StreamTransferContext#callback()} and the
   * streams offer is called on the calling thread (D18).
   *
   * @return {@code S_OK} if every page was written whole or skipped (D7, V3a); {@code
   *     WIA_STATUS_END_OF_MEDIA} if the feeder had fewer than were asked for, and {@code
   *     WIA_ERROR_PAPER_EMPTY} if it had none (V5); where all pages were asked for, {@code S_OK} or
   *     {@code WIA_STATUS_END_OF_MEDIA} when the feeder is empty (V5a); {@code S_FALSE} after a
   *     cancel, whoever canceled (V9, V10); an error after one of a callback, a stream or the
   *     device (V19, V20, D10); {@code WIA_ERROR_BUSY} while another call runs (D4); never null
   *     (D17)
   */
  HResult drvAcquireItemData(StreamTransferContext context);

  /**
   * Whether its device has a feeder. Only then are all pages wanted that there are ({@link
   * StreamTransferContext#ALL_PAGES}), may they all go into one stream ({@link
   * StreamTransferContext.Tymed#MULTIPAGE_FILE}), and does a read report that there is no sheet
   * ({@link ReadResult.FeederEmpty}); to others V5 means nothing.
   */
  default boolean hasFeeder() {
    return false;
  }

  /**
   * Whether it looks at the device, by {@link ScannerDevice#isScanning}: first of all, when it is
   * made or called, and after it has stopped it, until the answer is false. Only then does it meet
   * a device that still scans for a driver which is gone (V29), or that stops a while after it was
   * told to (D6); to others V29 means nothing.
   */
  default boolean looksAtDevice() {
    return false;
  }

  /**
   * Whether it leaves the device alone once {@link WiaEvent#DEVICE_DISCONNECTED} has come (V28),
   * until {@link WiaEvent#DEVICE_CONNECTED} comes: no start, no read, no stop, no look. The read in
   * flight ends with {@code WIA_ERROR_OFFLINE}, and any error may be returned. To others the event
   * comes only while idle, and V28 means nothing.
   */
  default boolean heedsDisconnect() {
    return false;
  }
}
