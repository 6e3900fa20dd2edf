package io.pricewright.sandbox;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.LineageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Usage that one variant could not price. It adds nothing to that variant's amounts.
 *
 * @param variant name of the variant
 * @param customerNo whose usage
 * @param lineageId which price
 * @param periodStart start of the cell's period
 * @param eventId the event whose own price failed; null when the price of the whole cell did
 * @param reason as scripts fail: {@code script_error}, {@code script_timeout}, {@code
 *     script_result}, {@code amount_out_of_range}
 * @param events how many events have no price because of it
 */
public record SimulationError(
    String variant,
    CustomerNo customerNo,
    LineageId lineageId,
    Instant periodStart,
    @Nullable EventId eventId,
    String reason,
    long events) {}
