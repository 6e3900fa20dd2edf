/** Tests that the benchmarks run to their end against a real server and say what they measured. */
@NullMarked
package io.pricewright.gateway.bench;

import org.jspecify.annotations.NullMarked;
