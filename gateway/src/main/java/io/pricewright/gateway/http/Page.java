package io.pricewright.gateway.http;

/**
 * Which part of a list is asked for.
 *
 * @param limit most items, 1 to 1000
 * @param offset items left out before, at least 0
 */
public record Page(int limit, int offset) {
  /** Limit when none is given. */
  public static final int DEFAULT_LIMIT = 50;

  /** Highest limit. */
  public static final int MAX_LIMIT = 1000;

  /** Highest offset. */
  public static final int MAX_OFFSET = 10_000_000;
}
