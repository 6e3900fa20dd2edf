package io.pricewright.gateway.simulation;

import io.pricewright.rules.subscription.Interval;
import io.pricewright.sandbox.Distribution;
import io.pricewright.sandbox.Traffic;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traffic as a caller describes it.
 *
 * @param seed of all draws
 * @param customers how many
 * @param eventName what they send; null: what the price's meter counts
 * @param perCustomer events of each
 * @param properties by name
 */
record AskedTraffic(
    long seed,
    int customers,
    @Nullable String eventName,
    Distribution perCustomer,
    Map<String, Distribution> properties) {
  Traffic over(Interval span, String meterEvent) {
    return new Traffic(
        seed, customers, eventName == null ? meterEvent : eventName, perCustomer, properties, span);
  }
}
