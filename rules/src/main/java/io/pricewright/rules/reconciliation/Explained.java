package io.pricewright.rules.reconciliation;

import java.math.BigDecimal;

/**
 * A part of a difference, and why it is there.
 *
 * @param amount how much of it
 * @param count of how many
 */
public record Explained(Reason reason, BigDecimal amount, long count) {}
