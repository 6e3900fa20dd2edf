/** From drafts to receipts: batches, lanes and the rating transaction. */
@NullMarked
package io.pricewright.gateway.rating.ingest;

import org.jspecify.annotations.NullMarked;
