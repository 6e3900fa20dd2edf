/**
 * What time brings: one loop, {@link io.pricewright.gateway.background.Driver}, finds what has
 * become due and has it done, a step a transaction, on any number of nodes at once. Each kind of
 * such work implements {@link io.pricewright.gateway.background.DueWork} in the package it belongs
 * to; nothing here knows what is done, or HTTP. Straight code on virtual threads: whatever was read
 * before an {@code await} is read again after it.
 */
@NullMarked
package io.pricewright.gateway.background;

import org.jspecify.annotations.NullMarked;
