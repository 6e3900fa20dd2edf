package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** A published script and what it is called with. */
@Named("CallScript")
public record CallScriptDraft(
    @Required("Give the script's name and version.") PickScriptDraft script,
    Json.@Nullable Obj params) {
  /** Returns it as it is looked for. */
  public PriceScripts.Wanted wanted() {
    return script.with(params);
  }
}
