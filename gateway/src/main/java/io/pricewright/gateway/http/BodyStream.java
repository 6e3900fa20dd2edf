package io.pricewright.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.io.InputStream;

/** The bytes of a buffer, read without a copy of them all. */
final class BodyStream extends InputStream {
  private final Buffer bytes;
  private int at;

  BodyStream(Buffer bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    return at == bytes.length() ? -1 : bytes.getByte(at++) & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int most) {
    if (at == bytes.length() && most > 0) {
      return -1;
    }
    int taken = Math.min(most, bytes.length() - at);
    bytes.getBytes(at, at + taken, into, from);
    at += taken;
    return taken;
  }
}
