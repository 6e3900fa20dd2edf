/**
 * What customers are entitled to, and how much of it they used: answered from Redis when the
 * numbers kept with an answer still equal those of the database, and made anew otherwise.
 */
@NullMarked
package io.pricewright.gateway.entitlement;

import org.jspecify.annotations.NullMarked;
