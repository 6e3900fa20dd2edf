/** The pool of platform threads on which pricing scripts run. */
@NullMarked
package io.pricewright.gateway.script;

import org.jspecify.annotations.NullMarked;
