package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** How the values of a component are read, written and described. */
interface Kind {
  /** Reads a value that is not null; adds what is wrong and returns null when it cannot. */
  @Nullable Object read(Json value, Spot at);

  /** Writes a value. */
  Json write(Object value);

  /** Returns the schema. */
  Json.Obj schema(Schemas in);

  /** Returns an example of the schema. */
  Json example(Examples in, String key);

  /** Returns a value that stands for one that was wrong or absent. */
  Object standIn();

  /** Returns what an absent value is, or null when it has to be there. */
  default @Nullable Object absent() {
    return null;
  }

  /** Returns what to say when a value is absent. */
  default String ask(String key) {
    return "Give '%s'.".formatted(key);
  }

  /** Returns whether a value says nothing, and is as good as absent. */
  default boolean blank(Object value) {
    return false;
  }

  /** Returns the value that an annotation spells. */
  default Json literal(String text) {
    return JsonReader.parse(text);
  }
}
