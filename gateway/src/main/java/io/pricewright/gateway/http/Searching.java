package io.pricewright.gateway.http;

import static io.pricewright.gateway.http.Operation.obj;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Described;
import io.pricewright.rules.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search route can be asked: declared once, it reads and describes the body.
 *
 * @param name name of the schema
 * @param conditions fields that hold one text or a list of texts, and the columns they ask for
 * @param columns columns that {@code filters} may name
 * @param published whether only published rows are found, unless {@code status} says archived
 */
public record Searching(
    String name, Map<String, String> conditions, List<String> columns, boolean published)
    implements Described {
  public Searching {
    conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    columns = List.copyOf(columns);
  }

  /** Declares a search of all rows, by filters of columns. */
  public static Searching all(String name, String... columns) {
    return new Searching(name, Map.of(), List.of(columns), false);
  }

  /** Declares a search of published rows, or of archived ones, by filters of columns. */
  public static Searching published(String name, String... columns) {
    return new Searching(name, Map.of(), List.of(columns), true);
  }

  /** Returns the search with one more condition: a field, and the column it asks for. */
  public Searching where(String field, String column) {
    Map<String, String> more = new LinkedHashMap<>(conditions);
    more.put(field, column);
    return new Searching(name, more, columns, published);
  }

  Search read(Fields fields) {
    Search search =
        published
            ? Search.readPublished(fields, conditions, columns)
            : Search.read(fields, conditions, columns);
    fields.done();
    return search;
  }

  @Override
  public Body<?> body() {
    return Body.drawn(name, schema(), obj("limit", Json.of(50), "offset", Json.of(0)));
  }

  private Json.Obj schema() {
    Json.Obj text = orNull("string");
    Json.Obj texts = texts();
    Map<String, Json> properties = new LinkedHashMap<>();
    if (published) {
      properties.put(
          "status",
          obj(
              "type", words("string", "null"),
              "enum",
                  new Json.Arr(List.of(Json.of("published"), Json.of("archived"), Json.nothing())),
              "default", Json.of("published")));
    }
    conditions
        .keySet()
        .forEach(
            field ->
                properties.put(
                    field,
                    obj(
                        "description",
                        Json.of("One of them, or a list of them."),
                        "anyOf",
                        new Json.Arr(List.of(text, texts)))));
    properties.put("filters", list(Search.MAX_FILTERS, filter(texts)));
    properties.put("sort", list(1, sort()));
    properties.put("limit", number(1, Page.MAX_LIMIT, Page.DEFAULT_LIMIT));
    properties.put("offset", number(0, Page.MAX_OFFSET, 0));
    properties.put("expand", obj("deprecated", Json.of(true)));
    return closed(properties);
  }

  private Json.Obj filter(Json.Obj texts) {
    Map<String, Json> value = new LinkedHashMap<>();
    value.put("string", orNull("string"));
    value.put("array", texts);
    for (String older : List.of("number", "boolean", "date")) {
      value.put(older, obj("deprecated", Json.of(true)));
    }
    Map<String, Json> filter = new LinkedHashMap<>();
    filter.put("field", obj("type", Json.of("string"), "enum", words(columns)));
    filter.put(
        "operator",
        obj(
            "type", Json.of("string"),
            "enum", words("eq", "in"),
            "default", Json.of("eq")));
    filter.put("value", closed(value));
    filter.put("data_type", obj("deprecated", Json.of(true)));
    return closed(filter).with("required", words("field", "value"));
  }

  private static Json.Obj sort() {
    Map<String, Json> sort = new LinkedHashMap<>();
    sort.put("field", obj("type", Json.of("string"), "enum", words("created_at")));
    sort.put("direction", obj("type", Json.of("string"), "enum", words("desc")));
    return closed(sort);
  }

  private static Json.Obj texts() {
    return obj(
        "type", words("array", "null"),
        "items", obj("type", Json.of("string")),
        "maxItems", Json.of(Search.MAX_VALUES));
  }

  private static Json.Obj list(int most, Json.Obj item) {
    return obj("type", words("array", "null"), "items", item, "maxItems", Json.of(most));
  }

  private static Json.Obj number(long min, long max, long absent) {
    return obj(
        "type", words("integer", "null"),
        "minimum", Json.of(min),
        "maximum", Json.of(max),
        "default", Json.of(absent));
  }

  private static Json.Obj orNull(String type) {
    return obj("type", words(type, "null"));
  }

  private static Json.Obj closed(Map<String, Json> properties) {
    return obj(
        "type", Json.of("object"),
        "properties", new Json.Obj(properties),
        "additionalProperties", Json.of(false));
  }

  private static Json words(String... words) {
    return words(List.of(words));
  }

  private static Json words(List<String> words) {
    return new Json.Arr(words.stream().<Json>map(Json::of).toList());
  }
}
