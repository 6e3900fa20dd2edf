/**
 * Real PostgreSQL and Redis from the dependencies, with their data in a folder: for the first run,
 * development and tests. Writes are durable, and the application's role is bound by row level
 * security here as anywhere.
 */
@NullMarked
package io.pricewright.store.embedded;

import org.jspecify.annotations.NullMarked;
