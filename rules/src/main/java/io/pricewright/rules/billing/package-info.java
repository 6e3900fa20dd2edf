/**
 * What a subscription owes beside the price of its usage, and how much of what is owed a document
 * asks for: the difference between what is due and what was asked before.
 */
@NullMarked
package io.pricewright.rules.billing;

import org.jspecify.annotations.NullMarked;
