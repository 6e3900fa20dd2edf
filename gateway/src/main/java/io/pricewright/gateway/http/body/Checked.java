package io.pricewright.gateway.http.body;

/** A record of a request that knows what its components have to be to each other. */
public interface Checked {
  /**
   * Adds what is wrong between components. Runs when the record was read, also when it holds
   * stand-ins for wrong components; must not fail.
   *
   * @param place the object the record was read from
   */
  void check(Place place);
}
