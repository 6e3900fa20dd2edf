package io.pricewright.rules.tenancy;

/**
 * A tenant's environment: the boundary no query, cache entry or lock ever crosses.
 *
 * @param tenant number of the tenant, at least 1
 * @param environment number of the environment, unique over all tenants, at least 1
 */
public record Scope(int tenant, int environment) {
  public Scope {
    if (tenant < 1 || environment < 1) {
      throw new IllegalArgumentException("tenant and environment numbers start at 1");
    }
  }
}
