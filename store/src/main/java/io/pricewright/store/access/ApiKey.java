package io.pricewright.store.access;

import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.rules.tenancy.Scope;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without the key itself, which nobody keeps.
 *
 * @param id {@code key_...}
 * @param scope environment it is bound to
 * @param name for people
 * @param shown first and last characters, for people
 * @param scopes what it may do
 * @param createdAt when it was made
 * @param expiresAt from when it is void, or null
 * @param revokedAt when it was taken back, or null
 */
public record ApiKey(
    ApiKeyId id,
    Scope scope,
    String name,
    String shown,
    Set<String> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** Returns whether the key can be used at an instant. */
  public boolean validAt(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
