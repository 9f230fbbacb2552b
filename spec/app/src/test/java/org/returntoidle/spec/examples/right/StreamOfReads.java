package org.returntoidle.spec.examples.right;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/**
 * A transfer is a stream of reads, and its result the first that ends it. Not asynchronous. Right,
 * since a sequential stream asks for no element behind the one that it was looking for (D22, D9).
 */
public final class StreamOfReads implements MiniDriver {
  private final ScannerDevice device;
  private final AtomicBoolean busy = new AtomicBoolean();

  public StreamOfReads(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (busy.getAndSet(true)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    HResult code =
        Stream.generate(device::read)
            .map(result -> ending(result, context))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
    device.stop();
    busy.set(false);
    return Codes.reported(code, context);
  }

  /** The code with which the transfer ends at {@code result}; empty if it goes on. */
  private static Optional<HResult> ending(ReadResult result, TransferContext context) {
    return Codes.of(result).or(() -> Codes.band(result).flatMap(band -> ending(band, context)));
  }

  private static Optional<HResult> ending(Band band, TransferContext context) {
    HResult answer = Codes.deliver(band, context);
    return band.last() || !answer.equals(HResult.S_OK) ? Optional.of(answer) : Optional.empty();
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    return HResult.S_OK;
  }
}
