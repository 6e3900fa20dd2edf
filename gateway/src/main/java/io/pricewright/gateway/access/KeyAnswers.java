package io.pricewright.gateway.access;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.store.access.ApiKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of API keys. */
final class KeyAnswers {
  static final Body<Secret> SECRET = Body.of(Secret.class);
  static final Body<Created> CREATED = Body.of(Created.class);

  private KeyAnswers() {}

  /** A key, without the key itself. */
  @Named("ApiKey")
  record Secret(
      ApiKeyId id,
      @Example("Server") String name,
      @Example("private_key") String type,
      @Example("flexprice") String provider,
      @Says("How the key begins and ends.") @Example("pw_live_01JD...8f3a") String displayId,
      @Says("What it may do.") @Example("[\"events:write\"]") List<String> scopes,
      @Says("The same as scopes.") @Example("[\"events:write\"]") List<String> permissions,
      @Says("Always empty: scopes say what it may do.") @Example("[]") List<String> roles,
      @Example("user") String userType,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      String status,
      TenantId tenantId,
      EnvironmentId environmentId,
      Instant createdAt,
      Instant updatedAt,
      @Nullable String createdBy,
      @Nullable String updatedBy) {
    static Secret of(ApiKey key, Caller caller) {
      List<String> scopes = key.scopes().stream().sorted().toList();
      return new Secret(
          key.id(),
          key.name(),
          "private_key",
          "flexprice",
          key.shown(),
          scopes,
          scopes,
          List.of(),
          "user",
          key.expiresAt(),
          null,
          "published",
          caller.tenantId(),
          caller.environmentId(),
          key.createdAt(),
          key.createdAt(),
          null,
          null);
    }
  }

  /** A new key, and the key itself, which is shown this once. */
  @Named("CreatedApiKey")
  record Created(
      @Says("The key. No other answer shows it.") @Example("pw_live_01JD8X2M4T7Q9VBN3KRC5ZHW6E")
          String apiKey,
      Secret secret) {}
}
