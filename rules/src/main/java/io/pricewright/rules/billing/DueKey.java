package io.pricewright.rules.billing;

import io.pricewright.rules.id.LineItemNo;
import java.time.Instant;

/**
 * What an amount is of.
 *
 * @param lineItemNo whose
 * @param period the key of its service period
 * @param kind what for
 */
public record DueKey(LineItemNo lineItemNo, Instant period, AmountKind kind) {}
