/**
 * {@code ./pricewright catalogue}: a catalogue as a file that is kept beside code. {@code Document}
 * is what a catalogue says, {@code Differences} finds the way from one to another, both without a
 * server; {@code Served} and {@code ApplyChanges} speak to one over its public routes. A file holds
 * keys and names and never ids, so that it says the same in every environment.
 */
@NullMarked
package io.pricewright.gateway.cli.catalogue;

import org.jspecify.annotations.NullMarked;
