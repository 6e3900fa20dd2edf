package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;

/**
 * Something due that this node works on: one thing, or a group that one transaction does together.
 *
 * @param scope whose it is
 * @param key tells it from all others of its scope, with {@code equals}; by it failures are
 *     remembered
 * @param failures how often it failed in a row, where that is stored; else 0
 * @param what the thing itself, as it was read when it was claimed or after the last step
 */
public record Claim<T>(Scope scope, Object key, int failures, T what) {}
