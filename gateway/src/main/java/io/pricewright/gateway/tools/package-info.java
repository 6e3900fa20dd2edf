/**
 * What people run on their own machine: every command of {@code ./pricewright}, and the demo. It
 * lies with {@code cli} and {@code bench} in a jar of its own, which the server does not need and
 * does not know.
 */
@NullMarked
package io.pricewright.gateway.tools;

import org.jspecify.annotations.NullMarked;
