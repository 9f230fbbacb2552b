package org.returntoidle.spec.examples;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.MiniDrvCallback;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/** Drivers that deliver the right bytes in bands of their own. */
public final class BandDrivers {
  private BandDrivers() {}

  /** Reads, and delivers the parts that it makes of each band. */
  private abstract static class Plain implements MiniDriver {
    private final ScannerDevice device;
    private volatile boolean canceled;
    private boolean busy;

    Plain(ScannerDevice device) {
      this.device = device;
    }

    /** What to deliver when {@code band} was read. */
    abstract List<Band> parts(Band band);

    /** Forgets what it has kept. */
    void begins() {}

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      if (!enter()) {
        return HResult.WIA_ERROR_BUSY;
      }
      begins();
      device.start();
      HResult result = scan(context.callback());
      device.stop();
      leave();
      return result.equals(HResult.S_FALSE) ? context.platform().cancelCode() : result;
    }

    private HResult scan(MiniDrvCallback callback) {
      while (!canceled) {
        ReadResult read = device.read();
        if (read instanceof ReadResult.Button) {
          return HResult.S_FALSE;
        } else if (read instanceof ReadResult.Fault fault) {
          return canceled ? HResult.S_FALSE : fault.code();
        } else if (read instanceof ReadResult.Data data) {
          for (Band part : parts(data.band())) {
            if (canceled) {
              return HResult.S_FALSE;
            }
            HResult answer = callback.miniDrvCallback(new CallbackMessage.Data(part));
            if (!answer.equals(HResult.S_OK)) {
              return answer;
            } else if (part.last()) {
              return canceled ? HResult.S_FALSE : HResult.S_OK;
            }
          }
        }
      }
      return HResult.S_FALSE;
    }

    private synchronized boolean enter() {
      if (busy) {
        return false;
      }
      canceled = false;
      busy = true;
      return true;
    }

    private synchronized void leave() {
      busy = false;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      canceled |= event == WiaEvent.CANCEL_IO;
      return HResult.S_OK;
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  /** Each byte for itself. */
  public static final class Splits extends Plain {
    public Splits(ScannerDevice device) {
      super(device);
    }

    @Override
    List<Band> parts(Band band) {
      ImmutableList.Builder<Band> parts = ImmutableList.builder();
      int end = band.data().limit();
      for (int i = band.data().position(); i < end; i++) {
        boolean last = band.last() && i == end - 1;
        parts.add(new Band(0, 0, last, band.data().position(i).limit(i + 1)));
      }
      return parts.build();
    }
  }

  /** Two bands in one; the last may be alone. */
  public static final class Joins extends Plain {
    private byte[] kept = {};

    public Joins(ScannerDevice device) {
      super(device);
    }

    @Override
    void begins() {
      kept = new byte[0];
    }

    @Override
    List<Band> parts(Band band) {
      byte[] bytes = new byte[band.data().remaining()];
      band.data().get(bytes);
      boolean first = kept.length == 0 && !band.last();
      byte[] joined = Bytes.concat(kept, bytes);
      kept = first ? joined : new byte[0];
      return first
          ? ImmutableList.of()
          : ImmutableList.of(new Band(1, 1, band.last(), ByteBuffer.wrap(joined)));
    }
  }

  /** Each band as it is, in a buffer that is used again for the next one. */
  public static final class Copies extends Plain {
    private final byte[] buffer = new byte[64];

    public Copies(ScannerDevice device) {
      super(device);
    }

    @Override
    List<Band> parts(Band band) {
      int size = band.data().remaining();
      band.data().get(buffer, 0, size);
      return ImmutableList.of(
          new Band(band.transfer(), band.number(), band.last(), ByteBuffer.wrap(buffer, 0, size)));
    }
  }
}
