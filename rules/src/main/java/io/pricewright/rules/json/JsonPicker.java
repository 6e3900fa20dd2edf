package io.pricewright.rules.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks some fields of JSON objects that this system wrote, without reading the others. Gives what
 * {@link JsonReader} would for those fields; text that is not compact or holds escapes is read
 * whole. Not for text that was not checked before.
 */
public final class JsonPicker {
  private final Map<String, byte[]> wanted = new LinkedHashMap<>();

  /** Picks fields by name; of a dotted path each that {@link Json.Obj#at} may begin with. */
  public JsonPicker(Collection<String> paths) {
    for (String path : paths) {
      want(path);
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        want(path.substring(0, dot));
      }
    }
  }

  private void want(String name) {
    wanted.put(name, name.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the wanted fields of an object in UTF-8. */
  public Json.Obj pick(byte[] json, int from, int to) {
    Map<String, Json> fields = new LinkedHashMap<>(4);
    int at = from;
    if (to - from < 2 || json[at] != '{') {
      return whole(json, from, to);
    }
    at++;
    while (json[at] != '}') {
      if (json[at] != '"') {
        return whole(json, from, to);
      }
      int end = stringEnd(json, at, to);
      if (end < 0 || json[end] != ':') {
        return whole(json, from, to);
      }
      int valueAt = end + 1;
      int valueEnd = valueEnd(json, valueAt, to);
      if (valueEnd < 0 || valueEnd >= to) {
        return whole(json, from, to);
      }
      String name = name(json, at + 1, end - 1);
      if (name != null) {
        fields.put(name, value(json, valueAt, valueEnd));
      }
      at = json[valueEnd] == ',' ? valueEnd + 1 : valueEnd;
    }
    return new Json.Obj(fields);
  }

  private Json.Obj whole(byte[] json, int from, int to) {
    Json.Obj all =
        JsonReader.parseObject(new String(json, from, to - from, StandardCharsets.UTF_8));
    Map<String, Json> fields = new LinkedHashMap<>(all.fields());
    fields.keySet().retainAll(wanted.keySet());
    return new Json.Obj(fields);
  }

  private @Nullable String name(byte[] json, int from, int to) {
    for (Map.Entry<String, byte[]> entry : wanted.entrySet()) {
      byte[] name = entry.getValue();
      if (Arrays.equals(json, from, to, name, 0, name.length)) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** Returns what follows a string's end, or -1 when it holds an escape. */
  private static int stringEnd(byte[] json, int quote, int to) {
    for (int i = quote + 1; i < to; i++) {
      if (json[i] == '"') {
        return i + 1 < to ? i + 1 : -1;
      }
      if (json[i] == '\\') {
        return -1;
      }
    }
    return -1;
  }

  private static int valueEnd(byte[] json, int from, int to) {
    byte first = json[from];
    if (first == '"') {
      return stringEnd(json, from, to);
    }
    if (first == '{' || first == '[') {
      return nestedEnd(json, from, to);
    }
    int at = from;
    while (at < to && json[at] != ',' && json[at] != '}') {
      at++;
    }
    return at;
  }

  private static int nestedEnd(byte[] json, int from, int to) {
    int depth = 0;
    int at = from;
    while (at < to) {
      byte c = json[at];
      if (c == '"') {
        at = stringEnd(json, at, to);
        if (at < 0) {
          return -1;
        }
        continue;
      }
      depth += c == '{' || c == '[' ? 1 : 0;
      depth -= c == '}' || c == ']' ? 1 : 0;
      at++;
      if (depth == 0) {
        return at;
      }
    }
    return -1;
  }

  private static Json value(byte[] json, int from, int to) {
    byte first = json[from];
    if (first == '"') {
      return new Json.Str(new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8));
    }
    String text = new String(json, from, to - from, StandardCharsets.UTF_8);
    return first == '-' || (first >= '0' && first <= '9')
        ? new Json.Num(new BigDecimal(text))
        : JsonReader.parse(text);
  }
}
