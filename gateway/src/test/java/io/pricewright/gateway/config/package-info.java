/** Tests of what the environment may say, and of how it is told what it may not. */
@NullMarked
package io.pricewright.gateway.config;

import org.jspecify.annotations.NullMarked;
