/**
 * How a node is set up: a record a subject, made of variables of the environment.
 *
 * <p>Each variable is a {@link io.pricewright.gateway.config.Setting}, which knows its name, its
 * form, its bounds and what holds without it; the README's table is printed from them. A name that
 * is none, or a value of another form, ends the start with one line that says what would do, and
 * never repeats what may be a secret.
 */
@NullMarked
package io.pricewright.gateway.config;

import org.jspecify.annotations.NullMarked;
