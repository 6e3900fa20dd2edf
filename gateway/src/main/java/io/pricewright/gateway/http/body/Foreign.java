package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keys of a record that are no components of it: known from other servers' clients.
 *
 * @param always what a key may say, as it is so anyway
 * @param refused what to say of a key that asks for what there is not
 */
record Foreign(Map<String, List<String>> always, Map<String, String> refused) {
  static Foreign of(Class<?> type) {
    Map<String, List<String>> always = new LinkedHashMap<>();
    for (Always one : type.getAnnotationsByType(Always.class)) {
      always.put(one.key(), Arrays.asList(one.values()));
    }
    Map<String, String> refused = new LinkedHashMap<>();
    for (NotYet one : type.getAnnotationsByType(NotYet.class)) {
      for (String key : one.keys()) {
        refused.put(key, one.says());
      }
    }
    Later later = type.getAnnotation(Later.class);
    for (String key : later == null ? new String[0] : later.value()) {
      refused.put(key, "It comes with %s. Leave it out.".formatted(later.with()));
    }
    return new Foreign(always, refused);
  }

  Set<String> keys() {
    Set<String> keys = new TreeSet<>(always.keySet());
    keys.addAll(refused.keySet());
    return keys;
  }

  /** Refuses what is asked and not done. */
  void check(Place place) {
    always.forEach(
        (key, values) -> {
          Json given = place.object().get(key);
          if (given != null && !values.contains(text(given))) {
            place.refuse(key, "not_a_choice", "Send one of " + values + ", or leave it out.");
          }
        });
    refused.forEach(
        (key, says) -> {
          Json given = place.object().get(key);
          if (given != null && !nothing(given)) {
            place.refuse(key, "not_supported", says);
          }
        });
  }

  private static String text(Json given) {
    return given instanceof Json.Str text ? text.value() : given.text();
  }

  private static boolean nothing(Json given) {
    return switch (given) {
      case Json.Str text -> text.value().isEmpty();
      case Json.Bool bool -> !bool.value();
      case Json.Arr array -> array.items().isEmpty();
      case Json.Obj object -> object.fields().isEmpty();
      default -> false;
    };
  }

  /** Adds what the document says of those that may be sent. */
  void describe(Map<String, Json> properties) {
    always.forEach(
        (key, values) -> {
          List<String> words = new ArrayList<>(values);
          boolean texts = words.stream().noneMatch(word -> word.matches("true|false|-?[0-9.]+"));
          Json.Obj schema = Obj.of("description", "So it is anyway: " + words + ".");
          properties.put(
              key,
              texts
                  ? Obj.orNull(Obj.of("type", "string", "enum", Obj.words(words)))
                      .with("description", Json.of("So it is anyway."))
                  : schema);
        });
  }
}
