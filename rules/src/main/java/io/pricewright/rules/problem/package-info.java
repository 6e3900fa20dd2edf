/** Everything a caller can get wrong or run into, each with a stable code and typed fields. */
@NullMarked
package io.pricewright.rules.problem;

import org.jspecify.annotations.NullMarked;
