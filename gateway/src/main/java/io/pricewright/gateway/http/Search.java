package io.pricewright.gateway.http;

import io.pricewright.store.database.Comparison;
import io.pricewright.store.database.Entity;
import io.pricewright.store.database.Sorted;
import io.pricewright.store.database.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a search asks for.
 *
 * @param page which part of the found rows
 * @param among the values each column may have
 * @param compared how other columns compare
 * @param sorted in which order
 * @param own the values of keys that the route reads, by key
 * @param expand what to show as a whole
 */
public record Search(
    Page page,
    Map<String, List<String>> among,
    List<Comparison> compared,
    Sorted sorted,
    Map<String, Object> own,
    Set<String> expand) {
  public Search {
    among = Map.copyOf(among);
    compared = List.copyOf(compared);
    own = Map.copyOf(own);
    expand = Set.copyOf(expand);
  }

  /** Returns the conditions on the rows of a table. */
  public <R> Where<R> where(Entity<R> table) {
    return table.among(among).and(table.compared(compared));
  }

  /** Returns the values that a column may have; null: any. */
  public @Nullable List<String> only(String column) {
    return among.get(column);
  }

  /** Returns the search without conditions on columns that no table has. */
  public Search without(String... columns) {
    Map<String, List<String>> fewer = new HashMap<>(among);
    for (String column : columns) {
      fewer.remove(column);
    }
    return new Search(page, fewer, compared, sorted, own, expand);
  }

  /** No value is no condition; two conditions on a column both hold. */
  static void narrow(Map<String, List<String>> among, String column, List<String> values) {
    if (!values.isEmpty()) {
      among.merge(
          column,
          List.copyOf(values),
          (a, b) -> {
            List<String> both = new ArrayList<>(a);
            both.retainAll(b);
            return List.copyOf(both);
          });
    }
  }
}
