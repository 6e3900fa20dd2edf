package io.pricewright.gateway.console;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A file of the console, as it is sent.
 *
 * @param type media type
 * @param bytes the whole file
 * @param etag strong entity tag, quoted: the beginning of the SHA-256 of the bytes
 */
record ConsoleFile(String type, Buffer bytes, String etag) {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "ts", "text/plain; charset=utf-8",
          "svg", "image/svg+xml");

  /** Makes a file whose type its name says. */
  static ConsoleFile of(String name, byte[] bytes) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("the console has no media type for " + name);
    }
    return new ConsoleFile(type, Buffer.buffer(bytes), '"' + sha256(bytes) + '"');
  }

  private static String sha256(byte[] bytes) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(whole, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
