/** Tests of signing, of what may be dialled, and of delivery against real local receivers. */
@NullMarked
package io.pricewright.webhooks;

import org.jspecify.annotations.NullMarked;
