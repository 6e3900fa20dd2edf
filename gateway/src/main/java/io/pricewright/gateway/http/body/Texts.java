package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Texts of at most so many characters.
 *
 * @param notBlank whether a text that is there may not be blank, though it may be left out
 */
record Texts(int longest, boolean notBlank) implements Kind {
  static final int MOST = 4_000;

  @Override
  public @Nullable Object read(Json value, Spot at) {
    if (!(value instanceof Json.Str text)) {
      return at.wrong("wrong_type", "Send a string.");
    }
    if (text.value().length() > longest) {
      return at.wrong("too_long", "Send at most %d characters.".formatted(longest));
    }
    if (notBlank && text.value().isBlank()) {
      return at.wrong("required", "Send a text that is not blank, or leave it out.");
    }
    return text.value();
  }

  @Override
  public Json write(Object value) {
    return Json.of((String) value);
  }

  @Override
  public Json.Obj schema(Schemas in) {
    return in.input() ? Obj.of("type", "string", "maxLength", longest) : Obj.of("type", "string");
  }

  @Override
  public Json example(Examples in, String key) {
    return Json.of(in.text(key));
  }

  @Override
  public Object standIn() {
    return "";
  }

  @Override
  public boolean blank(Object value) {
    return ((String) value).isBlank();
  }

  @Override
  public Json literal(String text) {
    return Json.of(text);
  }
}
