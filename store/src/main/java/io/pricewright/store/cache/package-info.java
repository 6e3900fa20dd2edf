/**
 * Answers kept in Redis, which holds only what can be lost. An entry carries a {@link
 * io.pricewright.store.cache.Stamp} that the reader compares with the database, so an entry can be
 * old but never believed when it is, and a {@link io.pricewright.store.cache.Seal}, so what others
 * write there is not believed either; with Redis away every answer is the same, only slower.
 */
@NullMarked
package io.pricewright.store.cache;

import org.jspecify.annotations.NullMarked;
