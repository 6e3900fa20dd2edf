package io.pricewright.gateway.http.body;

import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.gateway.http.body.Sought.DataType;
import io.pricewright.gateway.http.body.Sought.Filter;
import io.pricewright.gateway.http.body.Sought.Value;
import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a filter compares with, as values of its column. */
public final class FilterValues {
  private FilterValues() {}

  /** Returns the values of a filter that was read without errors. */
  public static List<Object> of(Filter filter, ColumnType type) {
    return of(filter, type, new Spot(new Errors(), ""));
  }

  /** Returns the values; adds errors and returns none when they are none of the column's. */
  static List<Object> of(Filter filter, ColumnType type, Spot at) {
    List<Json> given = given(filter, at);
    Kind kind = new SearchKey(type, false, List.of(), "").kind();
    List<Object> values = new ArrayList<>();
    Spot there = at.at("value");
    for (Json one : given) {
      Object value = kind.read(loosened(one, type), there);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** A truth value or number may be spelled as text, since lists hold texts. */
  private static Json loosened(Json one, ColumnType type) {
    if (type == ColumnType.FLAG && one instanceof Json.Str word) {
      return switch (word.value()) {
        case "true" -> Json.of(true);
        case "false" -> Json.of(false);
        default -> one;
      };
    }
    return type == ColumnType.TEXT && one instanceof Json.Num number
        ? Json.of(number.value().toPlainString())
        : one;
  }

  private static List<Json> given(Filter filter, Spot at) {
    Value value = filter.value();
    List<Json> all = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    add(types, DataType.STRING, value.string());
    add(types, DataType.NUMBER, value.number());
    add(types, DataType.BOOLEAN, value.truth());
    add(types, DataType.DATE, value.date());
    add(types, DataType.ARRAY, value.array());
    boolean many = filter.operator().many();
    if (types.size() != 1 || many != (types.getFirst() == DataType.ARRAY)) {
      at.at("value").at(many ? "array" : "string").wrong("required", "Give what to look for.");
      return List.of();
    }
    boolean texts = many && filter.dataType() == DataType.STRING;
    if (filter.dataType() != null && filter.dataType() != types.getFirst() && !texts) {
      at.at("data_type").wrong("not_a_choice", "The value is another type than is said.");
    }
    if (value.array() != null) {
      value.array().forEach(text -> all.add(Json.of(text)));
      if (all.isEmpty()) {
        at.at("value").at("array").wrong("required", "Give what to look for.");
      }
    } else if (value.string() != null) {
      all.add(Json.of(value.string()));
    } else if (value.number() != null) {
      all.add(new Json.Num(value.number()));
    } else if (value.truth() != null) {
      all.add(Json.of(value.truth()));
    } else if (value.date() != null) {
      all.add(Json.of(value.date().toString()));
    }
    return all;
  }

  private static void add(List<DataType> types, DataType type, @Nullable Object value) {
    if (value != null) {
      types.add(type);
    }
  }
}
