package io.pricewright.rules.script.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Frames of bytes on a stream: four bytes of length, big-endian, then so many bytes. */
final class Frames {
  /** Longest frame. */
  static final int MOST_BYTES = 64 << 20;

  private Frames() {}

  static void write(OutputStream out, byte[] frame) throws IOException {
    if (frame.length > MOST_BYTES) {
      throw new IOException("a frame has at most %d bytes".formatted(MOST_BYTES));
    }
    out.write(
        new byte[] {
          (byte) (frame.length >>> 24),
          (byte) (frame.length >>> 16),
          (byte) (frame.length >>> 8),
          (byte) frame.length
        });
    out.write(frame);
    out.flush();
  }

  /** Reads a frame; takes memory only as bytes arrive. Fails with EOFException at the end. */
  static byte[] read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(4);
    if (head.length < 4) {
      throw new EOFException("the other process has ended");
    }
    int length =
        ((head[0] & 0xff) << 24)
            | ((head[1] & 0xff) << 16)
            | ((head[2] & 0xff) << 8)
            | (head[3] & 0xff);
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("a frame of %d bytes is out of bounds".formatted(length));
    }
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException("the other process ended within a frame");
    }
    return frame;
  }
}
