package io.pricewright.gateway.http.body;

import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.gateway.http.body.Sought.Direction;
import io.pricewright.gateway.http.body.Sought.Filter;
import io.pricewright.gateway.http.body.Sought.SortBy;
import io.pricewright.gateway.http.body.Sought.Usual;
import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of searches: keys of their own, and what every search may ask for.
 *
 * @param name name of the schema
 * @param keys their own keys
 * @param columns columns that filters may name, and what they have
 * @param sorts columns that rows may be sorted by
 * @param expands what can be shown as a whole
 */
record SearchKind(
    String name,
    Map<String, SearchKey> keys,
    Map<String, ColumnType> columns,
    List<String> sorts,
    List<String> expands)
    implements Component {
  private static final ObjectKind USUAL = ObjectKind.of(Usual.class);
  private static final ObjectKind SORT_BY = ObjectKind.of(SortBy.class);
  private static final String SORT = "sort";

  // ---- reading ----

  @Override
  public Object read(Json value, Spot at) {
    Place place = new Place(value instanceof Json.Obj object ? object : Json.Obj.EMPTY, at);
    Map<String, Object> values = new LinkedHashMap<>();
    keys.forEach(
        (key, form) -> {
          Json given = place.object().get(key);
          Object read = given == null ? null : form.kind().read(given, at.at(key));
          if (read != null) {
            values.put(key, read);
          }
        });
    Usual usual = (Usual) USUAL.fill(place);
    for (int i = 0; i < usual.filters().size(); i++) {
      check(usual.filters().get(i), at.at("filters").at(i));
    }
    SortBy sort = sort(place.object().get(SORT), at.at(SORT));
    expand(usual.expand(), at.at("expand"));
    for (String key : place.object().fields().keySet()) {
      if (!key.equals(SORT) && !keys.containsKey(key) && !USUAL.keys().contains(key)) {
        at.errors().unknown(at.at(key).pointer());
      }
    }
    return new Sought(values, usual, sort);
  }

  private void check(Filter filter, Spot at) {
    ColumnType type = columns.get(filter.field());
    if (type == null) {
      if (!filter.field().isBlank()) {
        at.at("field").wrong("not_a_choice", "Send one of " + columns.keySet() + ".");
      }
    } else if (!filter.operator().fits(type)) {
      at.at("operator").wrong("not_a_choice", "'%s' is not compared so.".formatted(filter.field()));
    } else {
      FilterValues.of(filter, type, at);
    }
  }

  private @Nullable SortBy sort(@Nullable Json given, Spot at) {
    if (given == null) {
      return null;
    }
    if (given instanceof Json.Str column) {
      return known(new SortBy(column.value(), null), at);
    }
    Object read = new Lists(SORT_BY, false, 1, false, null).read(given, at);
    if (!(read instanceof List<?> list) || list.isEmpty()) {
      return null;
    }
    return known((SortBy) list.getFirst(), at.at("0").at("field"));
  }

  private SortBy known(SortBy by, Spot at) {
    if (!sorts.contains(by.field())) {
      at.wrong("not_a_choice", "Send one of " + sorts + ".");
    }
    return by;
  }

  private void expand(@Nullable String asked, Spot at) {
    for (String word : asked == null ? List.<String>of() : List.of(asked.split(",", -1))) {
      if (!word.isBlank() && !expands.contains(word.strip())) {
        at.wrong(
            "not_a_choice",
            expands.isEmpty()
                ? "Nothing can be shown as a whole here. Leave it out."
                : "Send some of " + expands + ", separated by commas.");
        return;
      }
    }
  }

  @Override
  public Object standIn() {
    return new Sought(Map.of(), (Usual) USUAL.standIn(), null);
  }

  @Override
  public Json write(Object value) {
    throw new IllegalStateException("nobody is answered a search");
  }

  // ---- describing ----

  @Override
  public Json.Obj definition(Schemas in) {
    Map<String, Json> properties = new LinkedHashMap<>();
    keys.forEach((key, form) -> properties.put(key, form.schema(in)));
    properties.put("filters", list(50, filter(in)));
    properties.put(SORT, sort());
    for (Part part : USUAL.parts()) {
      properties.putIfAbsent(part.key(), part.schema(in));
    }
    properties.put(
        "expand",
        expands.isEmpty()
            ? Obj.of("type", "null")
            : Obj.of(
                "type",
                Obj.words(List.of("string", "null")),
                "description",
                "Some of " + expands + ", separated by commas."));
    return closed(properties);
  }

  private Json.Obj filter(Schemas in) {
    Map<String, Json> value = new LinkedHashMap<>();
    ObjectKind.of(Sought.Value.class)
        .parts()
        .forEach(part -> value.put(part.key(), part.schema(in)));
    Map<String, Json> filter = new LinkedHashMap<>();
    for (Part part : ObjectKind.of(Filter.class).parts()) {
      filter.put(
          part.key(),
          switch (part.key()) {
            case "field" -> enumOf(List.copyOf(columns.keySet()));
            case "value" -> closed(value).with("description", Json.of("One of these."));
            default -> part.schema(in);
          });
    }
    return closed(filter).with("required", Obj.words(List.of("field", "value")));
  }

  private Json.Obj sort() {
    Map<String, Json> by = new LinkedHashMap<>();
    by.put("field", enumOf(sorts));
    by.put("direction", Obj.orNull(enumOf(Choices.of(Direction.class, null).words())));
    Json.Obj many = list(1, closed(by).with("required", Obj.words(List.of("field"))));
    List<Json> forms = new ArrayList<>(List.of(enumOf(sorts), many));
    return Obj.of("anyOf", new Json.Arr(forms));
  }

  private static Json.Obj enumOf(List<String> words) {
    return Obj.of("type", "string", "enum", Obj.words(words));
  }

  private static Json.Obj list(int most, Json.Obj item) {
    return Obj.of("type", Obj.words(List.of("array", "null")), "items", item, "maxItems", most);
  }

  private static Json.Obj closed(Map<String, Json> properties) {
    return Obj.of(
        "type", "object", "properties", new Json.Obj(properties), "additionalProperties", false);
  }

  @Override
  public Json example(Examples in, String key) {
    return Obj.of("limit", 50, "offset", 0);
  }
}
