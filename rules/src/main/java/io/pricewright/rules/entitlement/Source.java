package io.pricewright.rules.entitlement;

import io.pricewright.rules.subscription.BillingClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entitlement as one subscription brings it.
 *
 * @param entitlementId {@code ent_...}
 * @param subscriptionId {@code subs_...}
 * @param isEnabled whether it counts at all
 * @param usageLimit null: unlimited
 * @param reset null: with the billing period
 * @param isSoftLimit whether usage beyond the limit is let through
 * @param staticValue value of a static feature, or null
 * @param clock the periods of the line item it includes usage of, else of the subscription
 * @param start when the subscription began
 */
public record Source(
    String entitlementId,
    String subscriptionId,
    boolean isEnabled,
    @Nullable Long usageLimit,
    @Nullable Reset reset,
    boolean isSoftLimit,
    @Nullable String staticValue,
    BillingClock clock,
    Instant start) {}
