package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Which script version a body asks for.
 *
 * @param version null is the newest
 */
@Named("PickScript")
public record PickScriptDraft(
    @Longest(100) @Example("tiered") String name,
    @Bounds(min = 1, max = 1_000_000) @Says("The newest when it is left out.")
        @Nullable Integer version) {
  /** Returns it with parameters, as it is looked for. */
  public PriceScripts.Wanted with(Json.@Nullable Obj params) {
    return new PriceScripts.Wanted(
        name, version, params == null ? Json.Obj.EMPTY : params, Json.Obj.EMPTY);
  }
}
