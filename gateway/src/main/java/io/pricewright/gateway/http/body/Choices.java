package io.pricewright.gateway.http.body;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Constants of an enum, by their words: codes, or names. */
record Choices(Map<String, Enum<?>> constants, @Nullable Refused refused) implements Kind {
  static Choices of(Class<?> type, @Nullable Refused refused) {
    Map<String, Enum<?>> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(word(constant), (Enum<?>) constant);
    }
    return new Choices(constants, refused);
  }

  private static String word(Object constant) {
    return constant instanceof Coded coded ? coded.code() : ((Enum<?>) constant).name();
  }

  @Override
  public @Nullable Object read(Json value, Spot at) {
    if (!(value instanceof Json.Str text)) {
      return at.wrong("wrong_type", "Send a string.");
    }
    if (text.value().length() > 100) {
      return at.wrong("too_long", "Send at most 100 characters.");
    }
    Enum<?> constant = constants.get(text.value());
    if (constant != null) {
      return constant;
    }
    return refused == null
        ? at.wrong("not_a_choice", "Send one of " + words() + ".")
        : at.wrong(refused.code(), refused.detail());
  }

  List<String> words() {
    return List.copyOf(constants.keySet());
  }

  @Override
  public Json write(Object value) {
    return Json.of(word(value));
  }

  @Override
  public Json.Obj schema(Schemas in) {
    return Obj.of("type", "string", "enum", Obj.words(words()));
  }

  @Override
  public Json example(Examples in, String key) {
    return Json.of(words().getFirst());
  }

  @Override
  public Object standIn() {
    return constants.values().iterator().next();
  }

  @Override
  public String ask(String key) {
    return "Give one of " + words() + ".";
  }

  @Override
  public Json literal(String text) {
    return Json.of(text);
  }
}
