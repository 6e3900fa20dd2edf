package io.pricewright.rules.wallet;

import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.util.List;

/**
 * The features that a wallet pays for, each once.
 *
 * @param ids in the order they were named
 */
public record PaidFeatures(List<FeatureId> ids) {
  public PaidFeatures {
    ids = ids.stream().distinct().toList();
  }

  /** Returns them as a JSON array. */
  public String text() {
    return new Json.Arr(ids.stream().<Json>map(id -> Json.of(id.value())).toList()).text();
  }

  /** Reads what {@link #text} wrote. */
  public static PaidFeatures parse(String text) {
    return new PaidFeatures(
        ((Json.Arr) JsonReader.parse(text))
            .items().stream().map(id -> new FeatureId(((Json.Str) id).value())).toList());
  }
}
