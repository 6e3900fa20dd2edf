/**
 * The commands a person types. {@code import} sends the rows of a CSV file as events over the same
 * HTTP API as everybody else, with ids derived from what the rows say, so that importing again
 * counts nothing twice.
 */
@NullMarked
package io.pricewright.gateway.cli;

import org.jspecify.annotations.NullMarked;
