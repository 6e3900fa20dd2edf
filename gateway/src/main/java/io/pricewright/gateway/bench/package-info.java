/**
 * Measures a running server from outside, as a process of its own, beside a yardstick of the same
 * shape in the same run: single events against a bare echo server, bulk ingestion against plain
 * COPY of the same rows into an equal table.
 */
@NullMarked
package io.pricewright.gateway.bench;

import org.jspecify.annotations.NullMarked;
