/** Tests of the commands against a real HTTP server that keeps what it is sent. */
@NullMarked
package io.pricewright.gateway.cli;

import org.jspecify.annotations.NullMarked;
