package io.pricewright.gateway.cli.catalogue;

/**
 * Where something stands in a file.
 *
 * @param line from 1
 * @param column from 1
 */
record Place(int line, int column) {
  static final Place BEGIN = new Place(1, 1);
}
