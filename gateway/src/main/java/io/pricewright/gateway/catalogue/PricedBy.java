package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.PriceVersion.Bounds;
import io.pricewright.rules.json.Json;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;

/**
 * What a price costs: the script version that computes it, and what the platform does around it.
 *
 * @param params what the script gets
 * @param terms the same as callers see it
 */
record PricedBy(ScriptRow script, Json.Obj params, Json.Obj terms, Bounds bounds) {
  static PricedBy of(PriceScripts.Wanted wanted, ScriptRow script, Bounds bounds) {
    return new PricedBy(script, wanted.params(), PriceScripts.terms(wanted, script), bounds);
  }

  /** Returns a price that costs this. */
  PriceRow over(PriceRow old) {
    return old.withScriptId(script.id())
        .withParams(params.text())
        .withTerms(bounds.in(terms).text());
  }
}
