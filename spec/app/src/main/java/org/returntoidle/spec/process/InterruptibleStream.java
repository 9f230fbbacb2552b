package org.returntoidle.spec.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a file, or a pipe that has a name. An interrupt ends a read, and so does closing; either is
 * the end of the stream. Safe for several threads, of which one reads.
 */
final class InterruptibleStream extends InputStream {
  private final FileInputStream in;
  private final FileChannel channel;

  InterruptibleStream(File file) throws IOException {
    this.in = new FileInputStream(file);
    this.channel = in.getChannel();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(bytes, offset, length));
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
