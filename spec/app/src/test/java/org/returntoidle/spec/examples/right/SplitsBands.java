package org.returntoidle.spec.examples.right;

import java.nio.ByteBuffer;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Hands over each band in two parts, with numbers of its own. Right by D24, since the bytes arrive
 * in their order and {@code last} stands on the part with the last byte; and between two parts a
 * cancel is heeded as between two bands (D5).
 */
public final class SplitsBands extends AsynchronousDriver {
  private final class Scan {
    final Reads reads = new Reads(device);
    private final TransferContext context;
    private int parts;

    Scan(TransferContext context) {
      this.context = context;
    }

    void run() {
      boolean more = true;
      while (more) {
        ReadResult result = reads.next();
        Codes.band(result).ifPresent(this::split);
        more = !reads.ends(result);
      }
    }

    private void split(Band band) {
      ByteBuffer data = band.data();
      int middle = data.position() + data.remaining() / 2;
      if (data.remaining() > 1) {
        ByteBuffer head = band.data();
        deliver(band, false, head.limit(middle));
        data.position(middle);
      }
      deliver(band, band.last(), data);
    }

    private void deliver(Band of, boolean last, ByteBuffer data) {
      if (reads.cause.goesOn()) {
        parts++;
        Band part = new Band(of.transfer(), parts, last, data);
        reads.cause.answered(Codes.deliver(part, context));
      }
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public SplitsBands(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Scan scan = new Scan(context);
    if (!running.enter(scan)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    scan.run();
    device.stop();
    running.leave();
    return scan.reads.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(scan -> scan.reads.cancel());
  }
}
