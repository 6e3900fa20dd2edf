package io.pricewright.rules.catalogue;

import io.pricewright.rules.money.Currency;
import io.pricewright.rules.script.ScriptVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An immutable price: what a plan asks for a meter's usage, by one script version and its
 * parameters.
 *
 * @param id {@code price_...} of this version
 * @param lineageId id of the first version
 * @param planId plan that asks it
 * @param meterId whose usage it prices; null for a fixed price, which usage never touches
 * @param currency what it is asked in
 * @param effectiveFrom from when it holds; null for the first version: since ever
 * @param script the version that computes it
 * @param params parameter values: JSON object text, numbers as decimal strings
 */
public record PriceVersion(
    String id,
    String lineageId,
    String planId,
    @Nullable String meterId,
    Currency currency,
    @Nullable Instant effectiveFrom,
    ScriptVersion script,
    String params) {

  /** Returns the same price with other parameters, as a subscription overrides them. */
  public PriceVersion withParams(String other) {
    return new PriceVersion(id, lineageId, planId, meterId, currency, effectiveFrom, script, other);
  }
}
