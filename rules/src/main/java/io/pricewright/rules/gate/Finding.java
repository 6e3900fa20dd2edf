package io.pricewright.rules.gate;

import io.pricewright.rules.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check that failed.
 *
 * @param check which: {@code manifest}, {@code tests}, {@code coverage}, {@code priced}, {@code
 *     steps}, {@code range}, {@code lines}, {@code repeatable}, {@code deliveries}, {@code time},
 *     or a law's name
 * @param detail what is wrong, with numbers, and what to do
 * @param input the smallest input found that fails: {@code subject}, {@code params}, {@code
 *     context}; null where no single input is to blame
 */
public record Finding(String check, String detail, Json.@Nullable Obj input) {
  /** Returns the finding as JSON. */
  public Json.Obj toJson() {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("check", Json.of(check));
    fields.put("detail", Json.of(detail));
    fields.put("input", input == null ? Json.nothing() : input);
    return new Json.Obj(fields);
  }
}
