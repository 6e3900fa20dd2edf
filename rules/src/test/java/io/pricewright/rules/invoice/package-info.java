/** Tests of documents. */
@NullMarked
package io.pricewright.rules.invoice;

import org.jspecify.annotations.NullMarked;
