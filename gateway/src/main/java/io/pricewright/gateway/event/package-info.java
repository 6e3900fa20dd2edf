/** What a client asks about events: receipts, queries, usage, corrections. */
@NullMarked
package io.pricewright.gateway.event;

import org.jspecify.annotations.NullMarked;
