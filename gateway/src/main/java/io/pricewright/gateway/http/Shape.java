package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Described;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a JSON object and their types in words. Being replaced by {@link Body}, which is made
 * of a record.
 *
 * @param name name in the document
 * @param kind object, list of it, or bare array
 * @param keys type by key; a required request key's type ends in {@code *}
 */
public record Shape(String name, Kind kind, Map<String, String> keys) implements Described {
  /** Whether it is the object itself or many. */
  public enum Kind {
    OBJECT,
    LIST,
    ARRAY,
    FREE
  }

  /** Any JSON. */
  public static final Shape ANY = new Shape("Any", Kind.FREE, Map.of());

  public Shape {
    keys = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  /**
   * Reads a shape of text such as {@code "id:string, amount*:decimal"}. A key without a type is a
   * string. Types: string, decimal, time, integer, number, boolean, object, array.
   */
  public static Shape of(String name, String keys) {
    Map<String, String> types = new LinkedHashMap<>();
    for (String part : keys.split(",", -1)) {
      String key = part.strip();
      if (!key.isEmpty()) {
        int colon = key.indexOf(':');
        String type = colon < 0 ? "string" : key.substring(colon + 1);
        String bare = colon < 0 ? key : key.substring(0, colon);
        boolean required = bare.endsWith("*");
        types.put(
            required ? bare.substring(0, bare.length() - 1) : bare, required ? type + "*" : type);
      }
    }
    return new Shape(name, Kind.OBJECT, types);
  }

  /** Returns the list answer of it: items and pagination. */
  public Shape listed() {
    return new Shape(name, Kind.LIST, keys);
  }

  @Override
  public Body<?> body() {
    Body<Json> object = kind == Kind.FREE ? Body.ANY : Body.loose(name, keys);
    return switch (kind) {
      case OBJECT, FREE -> object;
      case LIST -> object.paged();
      case ARRAY -> object.listed();
    };
  }

  /** Begins an object of this shape, every key null. */
  public Filled fill() {
    return new Filled(this);
  }

  /**
   * An object being filled. Refuses keys the shape lacks, so that answers hold what is declared.
   */
  public static final class Filled {
    private final Shape shape;
    private final Map<String, Json> values = new LinkedHashMap<>();

    private Filled(Shape shape) {
      this.shape = shape;
      shape.keys.keySet().forEach(key -> values.put(key, Json.nothing()));
    }

    /** Sets a declared key. */
    public Filled set(String key, Json value) {
      if (!values.containsKey(key)) {
        throw new IllegalStateException(shape.name + " declares no key " + key);
      }
      values.put(key, value);
      return this;
    }

    /** Sets a declared key to a text, or leaves it null. */
    public Filled set(String key, @org.jspecify.annotations.Nullable String value) {
      return set(key, Json.of(value));
    }

    /** Sets a key to the text of an id, or null. */
    public Filled set(String key, @org.jspecify.annotations.Nullable Id value) {
      return set(key, Json.of(value));
    }

    /** Sets a declared key to a time, or leaves it null. */
    public Filled set(String key, java.time.@org.jspecify.annotations.Nullable Instant value) {
      return set(key, Json.of(value == null ? null : value.toString()));
    }

    /** Sets a declared key to a truth value. */
    public Filled set(String key, boolean value) {
      return set(key, Json.of(value));
    }

    /** Sets a declared key to a whole number. */
    public Filled set(String key, long value) {
      return set(key, Json.of(value));
    }

    /** Returns the object. */
    public Json.Obj json() {
      return new Json.Obj(values);
    }
  }

  /** Returns a list answer: items, and the pagination of a list of so many. */
  public static Json page(List<? extends Json> items, Page page, long total) {
    Map<String, Json> pagination = new LinkedHashMap<>();
    pagination.put("limit", Json.of(page.limit()));
    pagination.put("offset", Json.of(page.offset()));
    pagination.put("total", Json.of(total));
    Map<String, Json> answer = new LinkedHashMap<>();
    answer.put("items", new Json.Arr(List.copyOf(items)));
    answer.put("pagination", new Json.Obj(pagination));
    return new Json.Obj(answer);
  }
}
