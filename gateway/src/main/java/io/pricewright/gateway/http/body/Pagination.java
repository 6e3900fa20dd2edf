package io.pricewright.gateway.http.body;

/**
 * Which part of a list an answer is.
 *
 * @param limit most items
 * @param offset items left out before
 * @param total items there are
 */
@Says("Which part of the list it is.")
public record Pagination(
    @Says("Most items.") @Example("50") int limit,
    @Says("Items left out before.") @Example("0") int offset,
    @Says("Items there are.") long total) {}
