package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are one of the records of a sealed interface.
 *
 * @param by the key that says which; null: they are only written
 */
record UnionKind(String name, @Nullable String by, List<ObjectKind> records) implements Component {
  static UnionKind of(Class<?> type) {
    List<ObjectKind> records = new ArrayList<>();
    collect(type, records);
    ChosenBy by = type.getAnnotation(ChosenBy.class);
    return new UnionKind(Names.of(type), by == null ? null : by.value(), records);
  }

  private static void collect(Class<?> type, List<ObjectKind> records) {
    for (Class<?> one : type.getPermittedSubclasses()) {
      if (one.isRecord()) {
        records.add(ObjectKind.of(one));
      } else {
        collect(one, records);
      }
    }
  }

  private Map<String, ObjectKind> tagged() {
    Map<String, ObjectKind> tagged = new LinkedHashMap<>();
    for (ObjectKind one : records) {
      ObjectKind.Tag tag = one.tag();
      if (by == null || tag == null) {
        throw new IllegalStateException(name + " is only written: its records have no choices");
      }
      tagged.put(tag.value(), one);
    }
    return tagged;
  }

  @Override
  public @Nullable Object read(Json value, Spot at) {
    Map<String, ObjectKind> tagged = tagged();
    if (!(value instanceof Json.Obj object)) {
      return at.wrong("wrong_type", "Send an object.");
    }
    String key = String.valueOf(by);
    String word = object.string(key);
    ObjectKind chosen = word == null ? null : tagged.get(word);
    if (chosen != null) {
      return chosen.read(object, at);
    }
    return object.get(key) == null
        ? at.at(key).wrong("required", "Give one of " + tagged.keySet() + ".")
        : at.at(key).wrong("not_a_choice", "Send one of " + tagged.keySet() + ".");
  }

  @Override
  public Json write(Object value) {
    for (ObjectKind one : records) {
      if (one.type().isInstance(value)) {
        return one.write(value);
      }
    }
    throw new IllegalStateException(name + " has no " + value.getClass());
  }

  @Override
  public Json.Obj definition(Schemas in) {
    Json options = new Json.Arr(records.stream().<Json>map(in::reference).toList());
    if (by == null) {
      return Obj.of("anyOf", options);
    }
    Map<String, Json> mapping = new LinkedHashMap<>();
    tagged().forEach((word, one) -> mapping.put(word, Json.of(in.reference(one).string("$ref"))));
    return Obj.of(
        "oneOf",
        options,
        "discriminator",
        Obj.of("propertyName", by, "mapping", new Json.Obj(mapping)));
  }

  @Override
  public Json example(Examples in, String key) {
    return records.getFirst().example(in, key);
  }

  @Override
  public Object standIn() {
    return records.getFirst().standIn();
  }
}
