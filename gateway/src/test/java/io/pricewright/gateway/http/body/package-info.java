/** Tests of typed bodies. */
@NullMarked
package io.pricewright.gateway.http.body;

import org.jspecify.annotations.NullMarked;
