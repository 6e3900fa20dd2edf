package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** What a body says of what a price is called. */
record PriceTextsDraft(
    @Longest(255)
        @Example("pro-tokens")
        @Says("Your own key, unique among the first versions of published prices.")
        @Nullable String lookupKey,
    @Longest(255) @Nullable String displayName,
    @Nullable String description,
    @Metadata Json.@Nullable Obj metadata) {
  PriceTexts toRules() {
    return new PriceTexts(lookupKey, displayName, description, metadata);
  }
}
