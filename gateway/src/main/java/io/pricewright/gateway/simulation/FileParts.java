package io.pricewright.gateway.simulation;

import java.io.InputStream;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The parts of a file, one behind the other, read when they are needed. */
final class FileParts extends InputStream {
  private final IntFunction<byte @Nullable []> parts;
  private byte[] part = {};
  private int at;
  private int next = 1;
  private boolean ended;

  /**
   * Reads parts.
   *
   * @param parts gives a part by its number from 1, which nobody else changes; null behind the last
   */
  FileParts(IntFunction<byte @Nullable []> parts) {
    this.parts = parts;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    while (at == part.length && !ended) {
      byte[] more = parts.apply(next++);
      ended = more == null;
      part = more == null ? new byte[0] : more;
      at = 0;
    }
    if (at == part.length) {
      return length == 0 ? 0 : -1;
    }
    int n = Math.min(length, part.length - at);
    System.arraycopy(part, at, into, offset, n);
    at += n;
    return n;
  }
}
