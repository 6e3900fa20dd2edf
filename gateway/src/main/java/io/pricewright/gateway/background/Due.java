package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;
import java.time.Duration;

/**
 * An environment in which something is due.
 *
 * @param age how long the oldest of it has been due, by the clock it became due by
 */
public record Due(Scope scope, Duration age) {}
