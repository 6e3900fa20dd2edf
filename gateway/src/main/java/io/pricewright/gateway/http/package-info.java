/**
 * The HTTP door. A route is declared once, as a {@link io.pricewright.gateway.http.Route}; the
 * router and the OpenAPI document are made of the same table. The door authenticates, bounds and
 * reads; endpoints are functions from {@link io.pricewright.gateway.http.Request} to {@link
 * io.pricewright.gateway.http.Answer}. Only this package knows status codes.
 */
@NullMarked
package io.pricewright.gateway.http;

import org.jspecify.annotations.NullMarked;
