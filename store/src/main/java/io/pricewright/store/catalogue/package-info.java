/**
 * What is sold and who bought it: meters, features, plans, scripts, prices, entitlements, customers
 * and subscriptions, each with its table's statements, and the snapshots rating reads of them. A
 * row here is a record; what it means is decided in {@code rules}, who may change it in {@code
 * gateway}.
 */
@NullMarked
package io.pricewright.store.catalogue;

import org.jspecify.annotations.NullMarked;
