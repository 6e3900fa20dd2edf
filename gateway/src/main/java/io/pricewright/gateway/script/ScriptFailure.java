package io.pricewright.gateway.script;

import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.rating.Failure;
import org.jspecify.annotations.Nullable;

/** Which price gave none, and what its script said: the text of an author, shown as it is. */
public record ScriptFailure(
    PriceId priceId,
    ScriptId scriptId,
    @Says("Name and version.") @Example("calls@3") String script,
    @Says("What it threw, with line and column where known; at most 500 characters.")
        @Example("line 3, column 9: Error: no price for this model")
        @Nullable String detail) {
  /** Shows a failure, if there is one. */
  public static @Nullable ScriptFailure ofNullable(@Nullable Failure failure) {
    return failure == null
        ? null
        : new ScriptFailure(
            failure.priceId(), failure.scriptId(), failure.script(), failure.detail());
  }
}
