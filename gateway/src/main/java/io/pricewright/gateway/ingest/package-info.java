/** From drafts to receipts: batches, lanes and the rating transaction. */
@NullMarked
package io.pricewright.gateway.ingest;

import org.jspecify.annotations.NullMarked;
