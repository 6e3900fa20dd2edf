package io.pricewright.gateway.entitlement;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * May this customer use so much of this feature?
 *
 * @param customer id, or external id
 * @param external which of them
 * @param feature id, or lookup key
 * @param quantity 0 or more
 * @param amount what it will cost, if the caller knows
 * @param currency of the amount, or the one asked for
 * @param keep how long a reservation is kept
 */
record Ask(
    String customer,
    boolean external,
    String feature,
    BigDecimal quantity,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    Duration keep) {}
