package io.pricewright.gateway.simulation;

/**
 * A row of a file that is no event.
 *
 * @param row line in the file, from 1
 * @param reason stable code
 * @param detail for people
 */
record BadRow(long row, String reason, String detail) {}
