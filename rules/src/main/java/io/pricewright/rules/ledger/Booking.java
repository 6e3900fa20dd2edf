package io.pricewright.rules.ledger;

import io.pricewright.rules.id.InvoiceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a posting accounts for.
 *
 * @param at the instant, whenever it is posted
 * @param invoiceId the document behind it
 * @param lineNo the document's line, from 1; null: the document as a whole
 */
public record Booking(Instant at, InvoiceId invoiceId, @Nullable Integer lineNo) {}
