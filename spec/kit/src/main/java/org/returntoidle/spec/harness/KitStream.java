package org.returntoidle.spec.harness;

import java.nio.ByteBuffer;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.PageStream;
import org.returntoidle.model.HResult;

/**
 * A stream of the application. It is not empty when it is handed out (V18), its pointer moves
 * during every callback (V18), and it notes what is done to it.
 */
final class KitStream implements PageStream {
  /** What the application has written before: a header, say. */
  private static final long BEGUN = 3;

  /** Nobody is there any more. */
  private static final Move DEAD = new Move(Act.STREAM_FAILS, Move.CLIENT_DIES.code());

  private final Stage stage;
  private final Session session;
  private final int transfer;
  private final int page;

  private long size = BEGUN;
  private long pointer;
  private boolean released;
  private String onlyReleaseSince = "";

  KitStream(Stage stage, Session session, int transfer, int page) {
    this.stage = stage;
    this.session = session;
    this.transfer = transfer;
    this.page = page;
  }

  synchronized boolean isReleased() {
    return released;
  }

  /** The application has looked into it. */
  synchronized void rewind() {
    pointer = 0;
  }

  /**
   * From now on nothing else is right (V16).
   *
   * @param why in words
   */
  synchronized void mayOnlyBeReleased(String why) {
    onlyReleaseSince = onlyReleaseSince.isEmpty() ? why : onlyReleaseSince;
  }

  @Override
  public Written write(ByteBuffer data) {
    return stage.inStream(() -> write(data, copy(data)));
  }

  private Written write(ByteBuffer data, ByteBuffer given) {
    boolean usable = isUsed("written to");
    session.writes(band(given));
    stage.disturbWrite();
    Move move =
        stage.isClientDead() ? DEAD : usable ? stage.choose(Point.Kind.TAKEN) : Move.STREAM_FAILS;
    if (!given.equals(copy(data))) {
      session.noticed(
          Anomaly.BYTES_OVERWRITTEN, "the bytes of a write were overwritten while it had them");
    }
    return written(given, move);
  }

  private Written written(ByteBuffer given, Move move) {
    return switch (move.act()) {
      case STREAM_TAKES -> taken(given, given.remaining());
      case STREAM_TAKES_LESS -> taken(given, (given.remaining() + 1) / 2);
      default -> {
        if (move.breaksPromise()) {
          session.breaksPromise(Point.Kind.TAKEN, move, false);
        }
        session.streamFails(move.code());
        mayOnlyBeReleased("a write failed");
        yield move.breaksPromise() ? Broken.promise(move) : new Written(move.code(), 0);
      }
    };
  }

  private Written taken(ByteBuffer given, int count) {
    synchronized (this) {
      if (pointer != size) {
        session.noticed(
            Anomaly.WRITTEN_ELSEWHERE,
            "a write began at byte " + pointer + " of a stream that has " + size);
      }
      pointer += count;
      size = Math.max(size, pointer);
    }
    session.streamTakes(band(given.slice(given.position(), count)));
    return new Written(HResult.S_OK, count);
  }

  private Band band(ByteBuffer data) {
    return new Band(transfer, page, false, data);
  }

  private static ByteBuffer copy(ByteBuffer data) {
    ByteBuffer copy = ByteBuffer.allocate(data.remaining());
    copy.put(data.duplicate());
    return copy.flip();
  }

  @Override
  public Moved seek(long offset, Origin origin) {
    return stage.inStream(() -> moved(offset, origin));
  }

  private Moved moved(long offset, Origin origin) {
    if (!isUsed("moved")) {
      return new Moved(HResult.E_FAIL, 0);
    }
    Move move = stage.isClientDead() ? DEAD : stage.choose(Point.Kind.SEEK);
    if (move.act() == Act.STREAM_FAILS) {
      session.streamFails(move.code());
      mayOnlyBeReleased("a seek failed");
      return new Moved(move.code(), 0);
    }
    synchronized (this) {
      pointer =
          offset
              + switch (origin) {
                case SET -> 0;
                case CURRENT -> pointer;
                case END -> size;
              };
      return new Moved(HResult.S_OK, pointer);
    }
  }

  @Override
  public HResult setSize(long bytes) {
    stage.calledOut();
    if (!isUsed("given a size")) {
      return HResult.E_FAIL;
    }
    synchronized (this) {
      size = bytes;
    }
    return HResult.S_OK;
  }

  @Override
  public HResult read(ByteBuffer into) {
    return notOfADownload("read");
  }

  @Override
  public HResult stat() {
    return notOfADownload("asked for its properties");
  }

  private HResult notOfADownload(String what) {
    stage.calledOut();
    session.noticed(
        Anomaly.NOT_OF_A_DOWNLOAD, "the stream was " + what + ", which no download does");
    return HResult.E_ACCESSDENIED;
  }

  @Override
  public void release() {
    stage.inStream(this::released);
  }

  private synchronized boolean released() {
    boolean again = released;
    released = true;
    if (again) {
      session.noticed(Anomaly.STREAM_USED, "a stream was released twice");
    } else {
      session.releasesStream();
    }
    return !again;
  }

  /** Whether it may be used; notes it if not. */
  private synchronized boolean isUsed(String how) {
    String why = released ? "it was released" : onlyReleaseSince;
    if (why.isEmpty()) {
      return true;
    }
    session.noticed(Anomaly.STREAM_USED, "a stream was " + how + " after " + why);
    return false;
  }
}
