package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of which there are only some. */
record Words(List<String> choices) implements Kind {
  @Override
  public @Nullable Object read(Json value, Spot at) {
    if (!(value instanceof Json.Str text)) {
      return at.wrong("wrong_type", "Send a string.");
    }
    return choices.contains(text.value())
        ? text.value()
        : at.wrong("not_a_choice", "Send one of " + choices + ".");
  }

  @Override
  public Json write(Object value) {
    return Json.of((String) value);
  }

  @Override
  public Json.Obj schema(Schemas in) {
    return Obj.of("type", "string", "enum", Obj.words(choices));
  }

  @Override
  public Json example(Examples in, String key) {
    return Json.of(choices.getFirst());
  }

  @Override
  public Object standIn() {
    return choices.getFirst();
  }
}
