/** Tests of the script threads. */
@NullMarked
package io.pricewright.gateway.script;

import org.jspecify.annotations.NullMarked;
