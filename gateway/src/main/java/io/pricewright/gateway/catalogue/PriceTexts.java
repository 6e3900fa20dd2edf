package io.pricewright.gateway.catalogue;

import io.pricewright.rules.json.Json;
import io.pricewright.store.row.PriceRow;
import org.jspecify.annotations.Nullable;

/** What people and the tenant's programs call a price; of a change, null stays as it is. */
record PriceTexts(
    @Nullable String lookupKey,
    @Nullable String displayName,
    @Nullable String description,
    Json.@Nullable Obj metadata) {
  /** Returns a price that is called so. */
  PriceRow over(PriceRow old) {
    return old.withLookupKey(lookupKey == null ? old.lookupKey() : lookupKey)
        .withDisplayName(displayName == null ? old.displayName() : displayName)
        .withDescription(description == null ? old.description() : description)
        .withMetadata(metadata == null ? old.metadata() : metadata);
  }
}
