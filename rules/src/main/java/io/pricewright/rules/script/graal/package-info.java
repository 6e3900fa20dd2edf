/**
 * The script engine on GraalJS community edition: the only package that sees GraalVM.
 *
 * <p>Confinement is in layers: language options and denied permissions ({@code Realms}), a prelude
 * that removes, guards and freezes what a script can reach ({@code prelude.js}), a compiler that
 * refuses syntax outside the contract and counts steps and depth ({@code compiler.js}), and a
 * watchdog on time and allocation ({@code Watchdog}).
 */
@NullMarked
package io.pricewright.rules.script.graal;

import org.jspecify.annotations.NullMarked;
