package io.pricewright.gateway.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A file of a page, as it is sent.
 *
 * @param type media type
 * @param bytes the whole file
 * @param etag strong entity tag, quoted: the beginning of the SHA-256 of the bytes
 */
record PageFile(String type, Buffer bytes, String etag) {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "ts", "text/plain; charset=utf-8",
          "svg", "image/svg+xml");

  /** Makes a file whose type its name says. */
  static PageFile of(String name, byte[] bytes) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("pages have no media type for " + name);
    }
    return new PageFile(type, Buffer.buffer(bytes), '"' + sha256(bytes) + '"');
  }

  /** Reads a file of the class path. */
  static PageFile read(String name, String resource) {
    try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the file %s of a page is missing: build the module anew".formatted(resource));
      }
      return of(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the page's file %s cannot be read".formatted(resource), e);
    }
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
