package io.pricewright.gateway.http.body;

/** What a route says of a body. */
public interface Described {
  /** Returns the body. */
  Body<?> body();
}
