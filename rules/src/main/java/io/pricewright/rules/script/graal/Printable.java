package io.pricewright.rules.script.graal;

/**
 * Texts of scripts that leave the engine: databases keep no NUL and no half characters, and control
 * characters move the cursor of who reads a log.
 */
final class Printable {
  private static final char REPLACEMENT = '\uFFFD';

  private Printable() {}

  static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBad(text, i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the text with a replacement character for each that cannot be kept. */
  static String printable(String text) {
    if (isPrintable(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      if (isBad(text, i)) {
        out.setCharAt(i, REPLACEMENT);
      }
    }
    return out.toString();
  }

  private static boolean isBad(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    return Character.isISOControl(c);
  }
}
