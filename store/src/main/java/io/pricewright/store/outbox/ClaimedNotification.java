package io.pricewright.store.outbox;

import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.NotificationId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.tenancy.Scope;
import java.time.Instant;

/**
 * A claimed notification.
 *
 * @param scope whose
 * @param tenantId the tenant's id, which its payload names
 * @param environmentId the environment's
 * @param id the same at every attempt
 * @param type what it is called
 * @param payload JSON value
 * @param createdAt when it happened
 * @param attempt number of the attempt this claim allows, from 1; fences a claim that ran out
 */
public record ClaimedNotification(
    Scope scope,
    TenantId tenantId,
    EnvironmentId environmentId,
    NotificationId id,
    NotificationType type,
    String payload,
    Instant createdAt,
    int attempt) {}
