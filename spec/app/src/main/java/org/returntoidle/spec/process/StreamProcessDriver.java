package org.returntoidle.spec.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.PageStream;
import org.returntoidle.driver.PageStream.Moved;
import org.returntoidle.driver.PageStream.Origin;
import org.returntoidle.driver.PageStream.Written;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.TransferCallback;
import org.returntoidle.driver.TransferCallback.NextStream;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.Capability;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.StatusFigures;

/**
 * A driver in a process that writes to streams. Bytes do not travel: the process says which band is
 * to be written, and its bytes are written here, so that the stream shows what the process does.
 */
final class StreamProcessDriver extends ProcessDriver implements StreamMiniDriver {
  private static final String WORDS =
      "IsScanning, GetNextStream, SeekEnd, WriteBand TRANSFER NUMBER, WriteCounted TRANSFER NUMBER,"
          + " ReleaseStream, SendStatus, SendStatus PERCENT BYTES, ReportDeviceStatus CODE,"
          + " EndOfStream, EndOfTransfer";

  /** Words that have more behind them. */
  private static final ImmutableSet<String> SAY_MORE =
      ImmutableSet.of("WriteBand", "WriteCounted", "SendStatus", "ReportDeviceStatus");

  StreamProcessDriver(DriverProcess process, Greeting greeting, ScannerDevice device) {
    super(process, greeting, device);
  }

  @Override
  public HResult drvAcquireItemData(StreamTransferContext context) {
    Streams streams = new Streams(context.callback());
    String wanted = " " + context.pages() + " " + context.tymed();
    return acquire(Platform.VISTA.version(), wanted, streams::answer, WORDS);
  }

  @Override
  public boolean hasFeeder() {
    return has(Capability.FEEDER);
  }

  @Override
  public boolean looksAtDevice() {
    return has(Capability.LOOKS_AT_DEVICE);
  }

  @Override
  public boolean heedsDisconnect() {
    return has(Capability.HEEDS_DISCONNECT);
  }

  /** To a process that does not heed them these are events as any other. */
  @Override
  String word(WiaEvent event) {
    if (!heedsDisconnect()) {
      return super.word(event);
    }
    return switch (event) {
      case DEVICE_DISCONNECTED -> "NotifyDeviceDisconnected";
      case DEVICE_CONNECTED -> "NotifyDeviceConnected";
      default -> super.word(event);
    };
  }

  /** The streams of one call. */
  private final class Streams {
    private final TransferCallback callback;

    /** Of bands of which a write has taken less than all: what it has left. */
    private final Map<Band, ByteBuffer> rests = new HashMap<>();

    private @Nullable PageStream stream;

    Streams(TransferCallback callback) {
      this.callback = callback;
    }

    Optional<String> answer(Line line) {
      boolean known = line.words().size() == 1 || SAY_MORE.contains(line.word());
      return switch (known ? line.word() : "") {
        case "IsScanning" -> Optional.of(isScanning() ? "Scanning" : "Quiet");
        case "GetNextStream" -> Optional.of(next());
        case "SeekEnd" -> Optional.of(seek(open(line)));
        case "WriteBand" -> Optional.of(write(line, false));
        case "WriteCounted" -> Optional.of(write(line, true));
        case "ReleaseStream" -> {
          open(line).release();
          yield Optional.of("Done");
        }
        case "SendStatus" -> send(status(line));
        case "ReportDeviceStatus" -> send(new TransferMessage.DeviceStatus(code(line)));
        case "EndOfStream" -> send(new TransferMessage.EndOfStream());
        case "EndOfTransfer" -> send(new TransferMessage.EndOfTransfer());
        default -> Optional.empty();
      };
    }

    private TransferMessage.Status status(Line line) {
      ImmutableList<String> words = line.words();
      Integer percent = words.size() == 3 ? Ints.tryParse(words.get(1)) : null;
      Long bytes = words.size() == 3 ? Longs.tryParse(words.get(2)) : null;
      if (percent != null && bytes != null) {
        return new TransferMessage.Status(percent, bytes);
      } else if (words.size() == 1) {
        return StatusFigures.NOT_SAID;
      }
      throw wrong(line, "SendStatus, or SendStatus PERCENT BYTES with two whole numbers");
    }

    private Optional<String> send(TransferMessage message) {
      return Optional.of(answered(callback.sendMessage(message)));
    }

    private String next() {
      NextStream next = callback.getNextStream();
      if (next.stream() != null) {
        stream = next.stream();
      }
      if (next.code().equals(HResult.WIA_STATUS_SKIP_ITEM)) {
        return "CallbackSkips " + hex(next.code());
      }
      boolean none = next.code().equals(HResult.S_OK) && next.stream() == null;
      return none ? "CallbackFails " + hex(next.code()) : answered(next.code());
    }

    /** The stream that came last, released or not: what is done to it is seen there. */
    private PageStream open(Line line) {
      PageStream last = stream;
      if (last == null) {
        throw wrong(line, "GetNextStream before it, answered CallbackContinues");
      }
      return last;
    }

    private static String seek(PageStream open) {
      Moved moved = open.seek(0, Origin.END);
      return moved.code().equals(HResult.S_OK) ? "Done" : "StreamFails " + hex(moved.code());
    }

    private String write(Line line, boolean counted) {
      Band band = band(line);
      PageStream open = open(line);
      ByteBuffer rest = rests.getOrDefault(band, band.data());
      Written written = open.write(rest.slice());
      if (!written.code().equals(HResult.S_OK)) {
        return "StreamFails " + hex(written.code());
      }
      rest.position(rest.position() + written.count());
      String count = counted ? " " + written.count() : "";
      if (rest.hasRemaining()) {
        rests.put(band, rest);
        return "StreamTakesLess" + count;
      }
      rests.remove(band);
      return "StreamTakes" + count;
    }
  }
}
