/** Tests of the process wall: frames against random bytes, and workers that are really killed. */
@NullMarked
package io.pricewright.rules.script.worker;

import org.jspecify.annotations.NullMarked;
