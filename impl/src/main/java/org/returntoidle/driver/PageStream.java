package org.returntoidle.driver;

import java.nio.ByteBuffer;
import org.returntoidle.model.HResult;

/**
 * Where a page goes: {@code IStream}. A download writes, seeks and sets the size, and nothing else
 * (V17). The application may move the pointer during every callback (V18). Once a callback has
 * answered anything but {@code S_OK}, only {@link #release()} is right (V16); it is due before the
 * next {@link TransferCallback#getNextStream} and before the return (V15).
 */
public interface PageStream {
  /** What an offset is counted from: {@code STREAM_SEEK}. */
  enum Origin {
    /** From the beginning. */
    SET,
    /** From where the pointer is. */
    CURRENT,
    /** From the end. */
    END
  }

  /**
   * Writes bytes where the pointer is, and moves it behind them.
   *
   * @param data what is written; its position is not changed
   * @return how that went; never null
   */
  Written write(ByteBuffer data);

  /**
   * Moves the pointer.
   *
   * @param offset in bytes
   * @return where it is; never null
   */
  Moved seek(long offset, Origin origin);

  /**
   * Cuts or lengthens the stream.
   *
   * @param size in bytes
   */
  HResult setSize(long size);

  /** Reads, which a download does not do (V17). */
  HResult read(ByteBuffer into);

  /** Asks for the stream's properties, which a download does not do (V17). */
  HResult stat();

  /** Lets go of the stream; nothing of it is used afterwards (V15, V16). */
  void release();

  /**
   * How a write went.
   *
   * @param code an error if it failed (V19); not null
   * @param count how many bytes were written; fewer than there are means that the rest is still to
   *     be written
   */
  record Written(HResult code, int count) {}

  /**
   * Where the pointer is.
   *
   * @param code an error if it was not moved (V19); not null
   * @param position in bytes from the beginning
   */
  record Moved(HResult code, long position) {}
}
