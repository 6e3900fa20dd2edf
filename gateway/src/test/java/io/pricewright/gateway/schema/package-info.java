/** Schemas of parameters, without a server: what they refuse, and what they may not be. */
@NullMarked
package io.pricewright.gateway.schema;

import org.jspecify.annotations.NullMarked;
