/**
 * {@code ./pricewright script}: an author's way from an empty folder to a published version. {@code
 * new} and {@code test} need no server; the others speak to one over its public routes. Errors say
 * what to do; colours are for terminals alone.
 */
@NullMarked
package io.pricewright.gateway.cli.script;

import org.jspecify.annotations.NullMarked;
