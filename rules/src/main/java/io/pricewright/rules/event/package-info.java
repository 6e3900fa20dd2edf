/**
 * Usage events: what a client sends, what is checked, and what makes two deliveries the same event.
 */
@NullMarked
package io.pricewright.rules.event;

import org.jspecify.annotations.NullMarked;
