package io.pricewright.rules.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is asked of the text of a script before it is compiled, and how texts are told apart. */
public final class ScriptText {
  /** Longest source, characters. */
  public static final int MOST = 200_000;

  private ScriptText() {}

  /** Returns the lower-case hex SHA-256 of a source. */
  public static String sha256(String source) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
