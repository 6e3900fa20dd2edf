package io.pricewright.webhooks;

import java.util.Arrays;
import java.util.Base64;

/**
 * A signing secret: 24 to 64 bytes, written {@code whsec_} and Base64. Its text form never shows
 * them.
 */
public final class Secret {
  private static final String PREFIX = "whsec_";

  private final byte[] key;

  private Secret(byte[] key) {
    this.key = key;
  }

  /**
   * Reads a secret.
   *
   * @throws IllegalArgumentException when it has another form; the message does not repeat it
   */
  public static Secret parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "a webhook secret starts with whsec_; make one with: echo whsec_$(openssl rand -base64 32)");
    }
    byte[] key = decode(text.substring(PREFIX.length()));
    if (key.length < 24 || key.length > 64) {
      throw new IllegalArgumentException(
          "a webhook secret holds 24 to 64 bytes, this one %d; make one with:".formatted(key.length)
              + " echo whsec_$(openssl rand -base64 32)");
    }
    return new Secret(key);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("what follows whsec_ in a webhook secret is Base64", e);
    }
  }

  byte[] key() {
    return key.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && java.security.MessageDigest.isEqual(key, secret.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return "whsec_***";
  }
}
