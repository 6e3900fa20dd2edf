/**
 * JSON Schemas of script parameters: checked when a script is published, and asked when a price
 * gets parameters. Only here is a schema validator known. A schema is a tenant's text that runs in
 * our process, so its size, expansion and patterns are bounded before it is compiled.
 */
@NullMarked
package io.pricewright.gateway.schema;

import org.jspecify.annotations.NullMarked;
