package io.pricewright.rules.json;

import java.util.Map;

/** Writes JSON text. Numbers are written plainly, digit for digit, never with an exponent. */
public final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Appends a value. */
  public static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Null ignored -> out.append("null");
      case Json.Bool bool -> out.append(bool.value());
      case Json.Num number -> out.append(number.value().toPlainString());
      case Json.Str text -> writeString(text.value(), out);
      case Json.Arr array -> {
        char before = '[';
        for (Json item : array.items()) {
          out.append(before);
          write(item, out);
          before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
      }
      case Json.Obj object -> {
        char before = '{';
        for (Map.Entry<String, Json> field : object.fields().entrySet()) {
          out.append(before);
          writeString(field.getKey(), out);
          out.append(':');
          write(field.getValue(), out);
          before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
      }
    }
  }

  /** Appends a quoted string. */
  public static void writeString(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
