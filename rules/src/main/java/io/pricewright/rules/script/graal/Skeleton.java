package io.pricewright.rules.script.graal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text without its texts and numbers. Usage of one meter has one skeleton, so that a realm
 * builds its objects by a literal of their own instead of parsing each.
 */
final class Skeleton {
  static final int MOST_LEAVES = 64;
  static final int MOST_CHARS = 4_000;
  static final int MOST_LEAF_CHARS = 4_000;

  /**
   * What JSON has outside its texts and numbers; nothing that is made of it alone does anything.
   */
  private static final String STRUCTURE = "{}[],: \n\r\ttruefalsn";

  private final List<String> between;

  private Skeleton(List<String> between) {
    this.between = List.copyOf(between);
  }

  /** Returns the skeleton of a JSON text, or null when it is one that has to be parsed. */
  static @Nullable Skeleton of(String json) {
    List<String> between = new ArrayList<>();
    int from = 0;
    int chars = 0;
    for (int at = 0; at < json.length(); ) {
      char c = json.charAt(at);
      boolean text = c == '"';
      if (!text && !isNumber(c)) {
        if (STRUCTURE.indexOf(c) < 0) {
          return null;
        }
        at++;
        continue;
      }
      int end = text ? endOfText(json, at) : ExactJson.endOfNumber(json, at);
      if (end < 0) {
        return null;
      }
      if (text && isName(json, end)) {
        // This name would set the prototype in a literal.
        if (json.startsWith("\"__proto__\"", at)) {
          return null;
        }
      } else {
        between.add(json.substring(from, at));
        chars += at - from;
        from = end;
      }
      at = end;
    }
    between.add(json.substring(from));
    boolean small = between.size() <= MOST_LEAVES + 1 && chars + json.length() - from <= MOST_CHARS;
    return small ? new Skeleton(between) : null;
  }

  private static boolean isNumber(char c) {
    return c == '-' || (c >= '0' && c <= '9');
  }

  /** Returns where a text ends, or -1 when it holds an escape or is long. */
  private static int endOfText(String json, int quote) {
    int most = Math.min(json.length(), quote + MOST_LEAF_CHARS);
    for (int i = quote + 1; i < most; i++) {
      char c = json.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\' || c < ' ') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isName(String json, int end) {
    int at = end;
    while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
      at++;
    }
    return at < json.length() && json.charAt(at) == ':';
  }

  /**
   * Reads the texts and numbers of a JSON text into an array, or answers false when the text has
   * another skeleton.
   */
  boolean read(String json, String[] leaves) {
    int at = 0;
    int last = between.size() - 1;
    for (int i = 0; i < last; i++) {
      String part = between.get(i);
      if (!json.startsWith(part, at)) {
        return false;
      }
      at += part.length();
      char c = at < json.length() ? json.charAt(at) : ' ';
      if (c == '"') {
        int end = endOfText(json, at);
        if (end < 0) {
          return false;
        }
        leaves[i] = json.substring(at + 1, end - 1);
        at = end;
      } else if (isNumber(c)) {
        int end = ExactJson.endOfNumber(json, at);
        leaves[i] = json.substring(at, end);
        at = end;
      } else {
        return false;
      }
    }
    String end = between.get(last);
    return at + end.length() == json.length() && json.startsWith(end, at);
  }

  /** Returns a function, as JavaScript, that builds the object from {@code host.leaf(i)}. */
  String source() {
    StringBuilder out = new StringBuilder("(function (host) { return (");
    for (int i = 0; i < between.size(); i++) {
      if (i > 0) {
        out.append("host.leaf(").append(i - 1).append(')');
      }
      out.append(between.get(i));
    }
    return out.append("); })").toString();
  }
}
