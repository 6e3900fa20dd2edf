package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;
import java.time.Instant;

/**
 * An environment in which something is due.
 *
 * @param since when the oldest of it became due, by the environment's clock
 */
public record Due(Scope scope, Instant since) {}
