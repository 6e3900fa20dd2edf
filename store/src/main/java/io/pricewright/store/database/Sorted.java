package io.pricewright.store.database;

/**
 * In which order rows are listed; those that are equal in it by their key.
 *
 * @param column name in the database
 * @param ascending whether the least comes first; nulls come last
 */
public record Sorted(String column, boolean ascending) {
  /** What was made last comes first. */
  public static final Sorted NEWEST_FIRST = new Sorted("created_at", false);
}
