package io.pricewright.rules.script.graal;

/** Keeps JSON numbers exact on their way into JavaScript by handing them over as strings. */
final class ExactJson {
  private ExactJson() {}

  /** Returns the same JSON with every number in quotes; the text itself when it has none. */
  static String quoteNumbers(String json) {
    int first = nextNumber(json, 0);
    if (first < 0) {
      return json;
    }
    StringBuilder out = new StringBuilder(json.length() + 16);
    int at = 0;
    for (int number = first; number >= 0; number = nextNumber(json, at)) {
      int end = endOfNumber(json, number);
      out.append(json, at, number).append('"').append(json, number, end).append('"');
      at = end;
    }
    return out.append(json, at, json.length()).toString();
  }

  private static int nextNumber(String json, int from) {
    int i = from;
    while (i < json.length()) {
      char c = json.charAt(i);
      if (c == '"') {
        i = endOfString(json, i);
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        return i;
      } else {
        i++;
      }
    }
    return -1;
  }

  private static int endOfString(String json, int quote) {
    int i = quote + 1;
    while (i < json.length() && json.charAt(i) != '"') {
      i += json.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }

  /** Returns where a number ends that begins here. */
  static int endOfNumber(String json, int start) {
    int i = start + 1;
    while (i < json.length() && "0123456789+-.eE".indexOf(json.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }
}
