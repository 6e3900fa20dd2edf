package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of at most so many items; one that is absent is empty.
 *
 * @param oneWillDo whether an item may be sent for the list of it
 * @param needed what to say when it is absent or empty; null: it may be
 */
record Lists(Kind item, boolean nullItems, int most, boolean oneWillDo, @Nullable String needed)
    implements Kind {
  @Override
  public @Nullable Object read(Json value, Spot at) {
    if (oneWillDo && !(value instanceof Json.Arr)) {
      Object only = item.read(value, at);
      return only == null ? null : List.of(only);
    }
    if (!(value instanceof Json.Arr array)) {
      return at.wrong("wrong_type", "Send an array.");
    }
    if (array.items().size() > most) {
      return at.wrong("too_many", "Send at most %d.".formatted(most));
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i++) {
      Object one = one(array.items().get(i), at, i);
      if (one != null) {
        items.add(one);
      }
    }
    return List.copyOf(items);
  }

  private @Nullable Object one(Json value, Spot at, int i) {
    if (item instanceof Texts texts) {
      return value instanceof Json.Str text && text.value().length() <= texts.longest()
          ? text.value()
          : at.wrong(
              "wrong_type", "Send strings of at most %d characters.".formatted(texts.longest()));
    }
    Spot there = at.at(i);
    if (item instanceof ObjectKind && !(value instanceof Json.Obj)) {
      return there.wrong("wrong_type", "Send a JSON object.");
    }
    return item.read(value, there);
  }

  @Override
  public Json write(Object value) {
    List<Json> items = new ArrayList<>();
    for (Object one : (Iterable<?>) value) {
      items.add(one == null ? Json.nothing() : item.write(one));
    }
    return new Json.Arr(items);
  }

  @Override
  public Json.Obj schema(Schemas in) {
    Json.Obj one = nullItems ? Obj.orNull(item.schema(in)) : item.schema(in);
    Json.Obj schema = Obj.of("type", "array", "items", one);
    if (in.input()) {
      schema = schema.with("maxItems", Json.of(most));
      schema = needed == null ? schema : schema.with("minItems", Json.of(1));
    }
    return oneWillDo ? Obj.of("anyOf", new Json.Arr(List.of(one, schema))) : schema;
  }

  @Override
  public Json example(Examples in, String key) {
    return new Json.Arr(List.of(item.example(in, one(key))));
  }

  private static String one(String key) {
    return key.endsWith("s") ? key.substring(0, key.length() - 1) : key;
  }

  @Override
  public Object standIn() {
    return List.of();
  }

  @Override
  public @Nullable Object absent() {
    return needed == null ? List.of() : null;
  }

  @Override
  public String ask(String key) {
    return needed == null ? Kind.super.ask(key) : needed;
  }

  @Override
  public boolean blank(Object value) {
    return needed != null && ((List<?>) value).isEmpty();
  }
}
