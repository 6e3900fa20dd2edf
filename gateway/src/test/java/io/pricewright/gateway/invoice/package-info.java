/** Tests of invoices over HTTP. */
@NullMarked
package io.pricewright.gateway.invoice;

import org.jspecify.annotations.NullMarked;
