package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Says;

/**
 * Which part of a list is asked for.
 *
 * @param limit most items, 1 to 1000
 * @param offset items left out before, at least 0
 */
public record Page(
    @Says("Most items of the answer.") @Bounds(min = 1, max = Page.MAX_LIMIT) @Default("50")
        int limit,
    @Says("Items to leave out before.") @Bounds(min = 0, max = Page.MAX_OFFSET) @Default("0")
        int offset) {
  /** Limit when none is given. */
  public static final int DEFAULT_LIMIT = 50;

  /** Highest limit. */
  public static final int MAX_LIMIT = 1000;

  /** Highest offset. */
  public static final int MAX_OFFSET = 10_000_000;
}
