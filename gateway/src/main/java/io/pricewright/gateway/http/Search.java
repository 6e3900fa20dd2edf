package io.pricewright.gateway.http;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a search asks for. A condition it does not know is refused, never passed over.
 *
 * @param page which part of the found rows
 * @param among the values each column may have
 */
public record Search(Page page, Map<String, List<String>> among) {
  /** Most values of one condition. */
  public static final int MAX_VALUES = 1_000;

  /** Most filters. */
  public static final int MAX_FILTERS = 50;

  public Search {
    among = Map.copyOf(among);
  }

  /** Returns the shape of a search with conditions of its own. */
  public static Shape shape(String name, String conditions) {
    return Shape.of(
        name, "limit:integer, offset:integer, filters:array, sort:array, expand, " + conditions);
  }

  /**
   * Reads a search; the caller calls {@link Fields#done} before it uses it.
   *
   * @param conditions fields that hold one text or a list of texts, and the columns they ask for
   * @param columns columns that {@code filters} may name
   */
  public static Search read(Fields fields, Map<String, String> conditions, List<String> columns) {
    Map<String, List<String>> among = new LinkedHashMap<>();
    conditions.forEach(
        (name, column) -> {
          List<String> values =
              fields.json(name) instanceof Json.Arr
                  ? fields.texts(name, MAX_VALUES)
                  : one(fields.text(name));
          narrow(among, column, values);
        });
    for (Fields filter : fields.objects("filters", MAX_FILTERS)) {
      filter(filter, among, columns);
    }
    for (Fields sort : fields.objects("sort", 1)) {
      sort.oneOf("field", "created_at", "created_at");
      sort.oneOf("direction", "desc", "desc");
    }
    fields.ignore("expand");
    Long limit = fields.integer("limit", 1, Page.MAX_LIMIT);
    Long offset = fields.integer("offset", 0, Page.MAX_OFFSET);
    return new Search(
        new Page(
            limit == null ? Page.DEFAULT_LIMIT : limit.intValue(),
            offset == null ? 0 : offset.intValue()),
        among);
  }

  /** Reads which status rows have: published ones when nothing is said. */
  public static Search readPublished(
      Fields fields, Map<String, String> conditions, List<String> columns) {
    String status = fields.oneOf("status", "published", "published", "archived");
    Search search = read(fields, conditions, columns);
    return search.with("status", List.of(status));
  }

  /** Returns the search with one more condition. */
  public Search with(String column, List<String> values) {
    Map<String, List<String>> more = new LinkedHashMap<>(among);
    narrow(more, column, values);
    return new Search(page, more);
  }

  private static void filter(Fields filter, Map<String, List<String>> among, List<String> columns) {
    String column = filter.oneOf("field", "", columns.toArray(String[]::new));
    filter.ignore("data_type");
    boolean many = filter.oneOf("operator", "eq", "eq", "in").equals("in");
    Fields value = filter.object("value");
    if (column.isEmpty() && !filter.has("field")) {
      filter.refuse("field", "required", "Give one of " + columns + ".");
    }
    if (value == null) {
      filter.refuse("value", "required", "Give {\"string\": ...} or {\"array\": [...]}.");
      return;
    }
    value.ignore("number", "boolean", "date");
    List<String> values = many ? value.texts("array", MAX_VALUES) : one(value.text("string"));
    value.ignore("array", "string");
    if (values.isEmpty()) {
      value.refuse(many ? "array" : "string", "required", "Give what to look for.");
    }
    if (!column.isEmpty()) {
      narrow(among, column, values);
    }
  }

  private static List<String> one(@Nullable String text) {
    return text == null ? List.of() : List.of(text);
  }

  /** No value is no condition; two conditions on a column both hold. */
  private static void narrow(Map<String, List<String>> among, String column, List<String> values) {
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
