package org.returntoidle.spec.examples.right;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Hands over two bands as one, with numbers of its own. Right by D24, since the bytes arrive in
 * their order and {@code last} stands where the last byte is; a band that is still held back when a
 * cancel comes is dropped (D5), and none is left for the next transfer (D12).
 */
public final class JoinsBands extends AsynchronousDriver {
  private final class Scan {
    final Reads reads = new Reads(device);
    private Optional<Band> heldBack = Optional.empty();
    private int joined;

    void run(TransferContext context) {
      boolean more = true;
      while (more) {
        ReadResult result = reads.next();
        Optional<Band> ready = Codes.band(result).flatMap(this::take);
        ready.ifPresent(band -> reads.cause.deliver(new ReadResult.Data(band), context));
        more = !reads.ends(result);
      }
    }

    /** What is ready when {@code band} has come, too. */
    private Optional<Band> take(Band band) {
      if (heldBack.isEmpty() && !band.last()) {
        heldBack = Optional.of(band);
        return Optional.empty();
      }
      ByteBuffer first = heldBack.map(Band::data).orElse(ByteBuffer.allocate(0));
      ByteBuffer second = band.data();
      ByteBuffer both = ByteBuffer.allocate(first.remaining() + second.remaining());
      both.put(first).put(second).flip();
      heldBack = Optional.empty();
      joined++;
      return Optional.of(new Band(band.transfer(), joined, band.last(), both));
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public JoinsBands(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Scan scan = new Scan();
    if (!running.enter(scan)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    scan.run(context);
    device.stop();
    running.leave();
    return scan.reads.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(scan -> scan.reads.cancel());
  }
}
