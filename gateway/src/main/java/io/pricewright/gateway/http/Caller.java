package io.pricewright.gateway.http;

import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.tenancy.Scope;
import java.util.Set;

/**
 * Who calls, as its API key says.
 *
 * @param keyId id of the key, {@code key_...}
 * @param scope the environment the key is bound to
 * @param tenantId id of the tenant, {@code tenant_...}
 * @param environmentId id of the environment, {@code env_...}
 * @param production whether it is the kind of environment that is meant in earnest
 * @param scopes what the key may do; {@code *} is everything
 */
public record Caller(
    ApiKeyId keyId,
    Scope scope,
    TenantId tenantId,
    EnvironmentId environmentId,
    boolean production,
    Set<String> scopes) {
  /** The scope that stands for all. */
  public static final String EVERYTHING = "*";

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Returns whether the key has a scope. */
  public boolean may(String wanted) {
    return scopes.contains(wanted) || scopes.contains(EVERYTHING);
  }
}
