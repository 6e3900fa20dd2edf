package io.pricewright.gateway.tools;

import io.pricewright.rules.json.Json;

/** Writes JSON for people. */
final class Indented {
  private Indented() {}

  static String text(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, "  ", out);
    return out.toString();
  }

  private static void write(Json value, String indent, StringBuilder out) {
    switch (value) {
      case Json.Obj object when !object.fields().isEmpty() -> {
        out.append("{");
        String separator = "\n";
        for (var field : object.fields().entrySet()) {
          out.append(separator).append(indent).append('"').append(field.getKey()).append("\": ");
          write(field.getValue(), indent + "  ", out);
          separator = ",\n";
        }
        out.append("\n").append(indent, 2, indent.length()).append("}");
      }
      case Json.Arr array when !array.items().isEmpty() -> {
        out.append("[");
        String separator = "\n";
        for (Json item : array.items()) {
          out.append(separator).append(indent);
          write(item, indent + "  ", out);
          separator = ",\n";
        }
        out.append("\n").append(indent, 2, indent.length()).append("]");
      }
      default -> out.append(value.text());
    }
  }
}
