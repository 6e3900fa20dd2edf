package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What most answers say of where and when a row was made. */
public record MadeAnswer(
    Status status,
    TenantId tenantId,
    EnvironmentId environmentId,
    Instant createdAt,
    Instant updatedAt,
    @Says("Not kept.") @Nullable String createdBy,
    @Says("Not kept.") @Nullable String updatedBy) {
  /** Returns it of a row that a caller sees. */
  public static MadeAnswer of(Status status, Instant createdAt, Instant updatedAt, Caller caller) {
    return new MadeAnswer(
        status, caller.tenantId(), caller.environmentId(), createdAt, updatedAt, null, null);
  }
}
