package io.pricewright.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Usage that one side could not price. It adds nothing to that side's amounts.
 *
 * @param side which price failed
 * @param customerNo whose usage
 * @param periodStart start of the cell's period
 * @param eventId the event whose own price failed; null when the price of the whole cell did
 * @param reason as scripts fail: {@code script_error}, {@code script_timeout}, {@code
 *     script_result}, {@code amount_out_of_range}
 * @param events how many events have no price because of it
 */
public record SimulationError(
    Side side,
    long customerNo,
    Instant periodStart,
    @Nullable String eventId,
    String reason,
    long events) {}
