package io.pricewright.store.database;

import java.util.List;

/**
 * A column that is compared with values, by its name.
 *
 * @param column name in the database
 * @param operator how
 * @param values texts, times, numbers or truth values, as the column has them; one unless the
 *     operator is {@link Operator#IN} or {@link Operator#NOT_IN}
 */
public record Comparison(String column, Operator operator, List<Object> values) {
  public Comparison {
    values = List.copyOf(values);
  }
}
