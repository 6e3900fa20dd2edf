/** Attacks on the kafka mode with real brokers, real processes and real faults. */
@NullMarked
package io.pricewright.gateway.kafka;

import org.jspecify.annotations.NullMarked;
