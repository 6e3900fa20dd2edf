package io.pricewright.rules.json;

import io.pricewright.rules.id.Id;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An immutable JSON value. Numbers keep every digit. */
public sealed interface Json {
  /** The values true and false. */
  record Bool(boolean value) implements Json {}

  /** A number, with the digits as sent. */
  record Num(BigDecimal value) implements Json {}

  /** A string. */
  record Str(String value) implements Json {}

  /** The value null. */
  record Null() implements Json {}

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** An object; fields keep their order. */
  record Obj(Map<String, Json> fields) implements Json {
    public static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      fields =
          Collections.unmodifiableMap(
              fields instanceof GivenAway own ? own : new LinkedHashMap<>(fields));
    }

    /**
     * Makes an object without copying its fields.
     *
     * @param fill puts them, and keeps nothing of the map
     */
    public static Obj filled(Consumer<Map<String, Json>> fill) {
      GivenAway fields = new GivenAway();
      fill.accept(fields);
      return new Obj(fields);
    }

    /** Returns a field's value, or null when it is absent or JSON null. */
    public @Nullable Json get(String name) {
      Json value = fields.get(name);
      return value instanceof Null ? null : value;
    }

    /** Returns a string field, or null when absent, null or no string. */
    public @Nullable String string(String name) {
      return get(name) instanceof Str text ? text.value() : null;
    }

    /**
     * Returns the value at a dotted path such as {@code usage.tokens}, or null. Names may hold dots
     * themselves: {@code a.b.c} is also the {@code c} of an object named {@code a.b}. Of several
     * values the one whose first name is the shortest counts, but for the whole path as a name.
     */
    public @Nullable Json at(String path) {
      Json direct = get(path);
      if (direct != null) {
        return direct;
      }
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        if (get(path.substring(0, dot)) instanceof Obj inner) {
          Json found = inner.at(path.substring(dot + 1));
          if (found != null) {
            return found;
          }
        }
      }
      return null;
    }

    /** Returns a copy with one field set. */
    public Obj with(String name, Json value) {
      Map<String, Json> copy = new LinkedHashMap<>(fields);
      copy.put(name, value);
      return new Obj(copy);
    }
  }

  /** Returns the JSON null. */
  static Json nothing() {
    return new Null();
  }

  /** Returns a string, or JSON null. */
  static Json of(@Nullable String text) {
    return text == null ? new Null() : new Str(text);
  }

  /** Returns the text of an id, or null. */
  static Json of(@Nullable Id id) {
    return of(id == null ? null : id.value());
  }

  /** Returns an integral number. */
  static Json of(long number) {
    return new Num(BigDecimal.valueOf(number));
  }

  /** Returns a truth value. */
  static Json of(boolean value) {
    return new Bool(value);
  }

  /** Returns compact JSON text. */
  default String text() {
    StringBuilder out = new StringBuilder(64);
    JsonText.write(this, out);
    return out.toString();
  }
}
