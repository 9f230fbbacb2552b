package org.returntoidle.spec.process;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import org.returntoidle.model.Capability;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;

/**
 * A driver in a process that writes to streams. Bytes do not travel: the process says which band is
 * to be written, and its bytes are written here, so that the stream shows what the process does.
 */
final class StreamProcessDriver extends ProcessDriver implements StreamMiniDriver {
  private static final String WORDS =
      "GetNextStream, SeekEnd, WriteBand TRANSFER NUMBER, ReleaseStream, SendStatus,"
          + " ReportDeviceStatus CODE, EndOfStream, EndOfTransfer";

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

  /** The streams of one call. */
  private final class Streams {
    private final TransferCallback callback;

    /** Of bands of which a write has taken less than all: what it has left. */
    private final Map<String, ByteBuffer> rests = new HashMap<>();

    private @Nullable PageStream stream;

    Streams(TransferCallback callback) {
      this.callback = callback;
    }

    Optional<String> answer(Line line) {
      boolean bare =
          line.words().size() == 1
              || line.word().equals("WriteBand")
              || line.word().equals("ReportDeviceStatus");
      return switch (bare ? line.word() : "") {
        case "GetNextStream" -> Optional.of(next());
        case "SeekEnd" -> Optional.of(seek(open(line)));
        case "WriteBand" -> Optional.of(write(line));
        case "ReleaseStream" -> {
          open(line).release();
          yield Optional.of("Done");
        }
        case "SendStatus" -> send(new TransferMessage.Status(0, 0));
        case "ReportDeviceStatus" -> send(new TransferMessage.DeviceStatus(code(line)));
        case "EndOfStream" -> send(new TransferMessage.EndOfStream());
        case "EndOfTransfer" -> send(new TransferMessage.EndOfTransfer());
        default -> Optional.empty();
      };
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

    private String write(Line line) {
      ByteBuffer whole = band(line).data();
      PageStream open = open(line);
      ByteBuffer rest = rests.getOrDefault(line.text(), whole);
      Written written = open.write(rest.slice());
      if (!written.code().equals(HResult.S_OK)) {
        return "StreamFails " + hex(written.code());
      }
      rest.position(rest.position() + written.count());
      if (rest.hasRemaining()) {
        rests.put(line.text(), rest);
        return "StreamTakesLess";
      }
      rests.remove(line.text());
      return "StreamTakes";
    }
  }
}
