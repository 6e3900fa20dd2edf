package io.pricewright.rules.usage;

import io.pricewright.rules.event.EventKey;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one event brings to one cell.
 *
 * @param event key of the event
 * @param quantity its quantity; 1 for COUNT and COUNT_UNIQUE
 * @param at when it occurred
 * @param unique hash of the distinct value (and of the part, in a cell that holds parts), for
 *     COUNT_UNIQUE only
 * @param part bucket and group in a cell that holds them all; else empty
 */
public record Contribution(
    EventKey event, BigDecimal quantity, Instant at, @Nullable EventKey unique, String part) {}
