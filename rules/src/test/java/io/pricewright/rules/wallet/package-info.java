/** Credits: draws, returns, holds and expiry against a naive model, and examples. */
@NullMarked
package io.pricewright.rules.wallet;

import org.jspecify.annotations.NullMarked;
