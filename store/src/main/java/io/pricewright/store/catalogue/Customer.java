package io.pricewright.store.catalogue;

import io.pricewright.rules.id.CustomerNo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is billed.
 *
 * @param no number, key of the gate
 * @param id {@code cust_...}
 * @param externalId the present external id
 * @param name for people
 * @param email address, or null
 * @param status published or archived
 * @param attributes JSON object: address and contact fields
 * @param metadata JSON object of strings
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record Customer(
    CustomerNo no,
    String id,
    String externalId,
    String name,
    @Nullable String email,
    String status,
    String attributes,
    String metadata,
    Instant createdAt,
    Instant updatedAt) {}
