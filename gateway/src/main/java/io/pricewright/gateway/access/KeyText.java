package io.pricewright.gateway.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code pw_live_} or {@code pw_test_}, 43 base62 characters of 256 random
 * bits, and six of their CRC-32, so that typing errors are told without the database and secret
 * scanners know it.
 */
final class KeyText {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Pattern FORM =
      Pattern.compile("(pw_(?:live|test)_[0-9A-Za-z]{43})([0-9A-Za-z]{6})");

  private KeyText() {}

  static String make(boolean production, SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String body = (production ? "pw_live_" : "pw_test_") + base62(new BigInteger(1, bytes), 43);
    return body + check(body);
  }

  static boolean wellFormed(String key) {
    Matcher parts = FORM.matcher(key);
    return parts.matches() && check(parts.group(1)).equals(parts.group(2));
  }

  static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  static String shown(String key) {
    return key.substring(0, 8) + "..." + key.substring(key.length() - 4);
  }

  private static String check(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return base62(BigInteger.valueOf(crc.getValue()), 6);
  }

  private static String base62(BigInteger number, int length) {
    BigInteger base = BigInteger.valueOf(62);
    char[] out = new char[length];
    BigInteger rest = number;
    for (int i = length - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(base);
      out[i] = BASE62.charAt(parts[1].intValue());
      rest = parts[0];
    }
    return new String(out);
  }
}
