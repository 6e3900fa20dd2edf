package io.pricewright.gateway.cli.catalogue;

import io.pricewright.rules.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes JSON as YAML in blocks, texts of several lines as they are, and everything that some
 * reader could take for something else in quotes.
 */
final class YamlWriter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@-]{0,200}");
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");
  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  /** Returns a mapping as a file's text. */
  static String of(Json.Obj object) {
    YamlWriter writer = new YamlWriter();
    writer.fields(object, "");
    return writer.out.toString();
  }

  private void fields(Json.Obj object, String indent) {
    for (Map.Entry<String, Json> field : object.fields().entrySet()) {
      // A key that a reader would not look so far ahead for says that it is one.
      boolean told = field.getKey().length() > 100;
      out.append(indent).append(told ? "? " : "");
      text(field.getKey());
      out.append(told ? "\n" + indent : "").append(':');
      value(field.getValue(), indent + "  ");
    }
  }

  private void value(Json value, String indent) {
    switch (value) {
      case Json.Obj object when !object.fields().isEmpty() -> {
        out.append('\n');
        fields(object, indent);
      }
      case Json.Arr array when !array.items().isEmpty() -> {
        out.append('\n');
        for (Json item : array.items()) {
          out.append(indent).append('-');
          value(item, indent + "  ");
        }
      }
      case Json.Str text when isBlock(text.value()) -> block(text.value(), indent);
      case Json.Str text -> {
        out.append(' ');
        text(text.value());
        out.append('\n');
      }
      default -> out.append(' ').append(value.text()).append('\n');
    }
  }

  private static boolean isBlock(String text) {
    return text.indexOf('\n') > 0
        && text.charAt(0) != ' '
        && text.charAt(0) != '\t'
        && text.chars().anyMatch(c -> c != '\n' && c != ' ')
        && text.codePoints().allMatch(c -> c == '\n' || c == '\t' || printable(c));
  }

  private void block(String text, String indent) {
    out.append(" |").append(text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-");
    out.append('\n');
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      out.append(line.isEmpty() ? "" : indent).append(line).append('\n');
    }
  }

  private void text(String text) {
    if (PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT))) {
      out.append(text);
      return;
    }
    out.append('"');
    text.chars().forEach(this::escaped);
    out.append('"');
  }

  private void escaped(int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      default -> {
        if (printable(c)) {
          out.append((char) c);
        } else {
          out.append("\\u%04x".formatted(c));
        }
      }
    }
  }

  /** Line ends, marks and controls that readers treat in ways of their own are escaped. */
  private static boolean printable(int c) {
    return (c >= 0x20 && c < 0x7F)
        || (c >= 0xA0 && c < 0x2028)
        || (c > 0x2029 && c < 0xD800)
        || (c >= 0xE000 && c < 0xFEFF)
        || (c > 0xFEFF && c < 0xFFFE)
        || c > 0xFFFF;
  }
}
