/**
 * Bodies, typed: a {@link io.pricewright.gateway.http.body.Body} is made once of a record and
 * reads, writes and describes it. Components are keys, their types are the schema,
 * {@code @Nullable} ones may be left out of requests and are null in answers; annotations say what
 * a type cannot. Reading collects everything that is wrong, with JSON pointers. {@link
 * io.pricewright.gateway.http.body.Query} does the same for query parameters.
 */
@NullMarked
package io.pricewright.gateway.http.body;

import org.jspecify.annotations.NullMarked;
