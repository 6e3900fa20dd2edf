package io.pricewright.rules.meter;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How aggregations and filters are kept: compact JSON. What was written is read as it was. */
public final class MeterJson {
  private MeterJson() {}

  /** Writes an aggregation: type, field, multiplier as a decimal string, bucket_size, group_by. */
  public static String text(Aggregation aggregation) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("type", Json.of(aggregation.type().code()));
    fields.put("field", Json.of(aggregation.field()));
    BigDecimal multiplier = aggregation.multiplier();
    fields.put("multiplier", Json.of(multiplier == null ? null : multiplier.toPlainString()));
    BucketSize bucket = aggregation.bucketSize();
    fields.put("bucket_size", Json.of(bucket == null ? null : bucket.code()));
    fields.put("group_by", Json.of(aggregation.groupBy()));
    return new Json.Obj(fields).text();
  }

  /** Reads an aggregation. */
  public static Aggregation aggregation(String text) {
    Json.Obj json = JsonReader.parseObject(text);
    String multiplier = json.string("multiplier");
    String bucket = json.string("bucket_size");
    return new Aggregation(
        Coded.of(AggregationType.class, Objects.requireNonNull(json.string("type"))),
        json.string("field"),
        multiplier == null ? null : new BigDecimal(multiplier),
        bucket == null ? null : Coded.of(BucketSize.class, bucket),
        json.string("group_by"));
  }

  /** Writes filters: key, operator, values. */
  public static String text(PropertyFilters filters) {
    List<Json> items = new ArrayList<>();
    for (PropertyFilter filter : filters.all()) {
      Map<String, Json> fields = new LinkedHashMap<>();
      fields.put("key", Json.of(filter.path()));
      fields.put("operator", Json.of(filter.operator().code()));
      fields.put("values", new Json.Arr(filter.values().stream().<Json>map(Json::of).toList()));
      items.add(new Json.Obj(fields));
    }
    return new Json.Arr(items).text();
  }

  /** Reads filters. */
  public static PropertyFilters filters(String text) {
    List<PropertyFilter> filters = new ArrayList<>();
    if (JsonReader.parse(text) instanceof Json.Arr array) {
      array.items().forEach(item -> filters.add(filter((Json.Obj) item)));
    }
    return new PropertyFilters(filters);
  }

  private static PropertyFilter filter(Json.Obj json) {
    List<String> values = new ArrayList<>();
    if (json.get("values") instanceof Json.Arr array) {
      array.items().forEach(value -> values.add(((Json.Str) value).value()));
    }
    return new PropertyFilter(
        Objects.requireNonNull(json.string("key")),
        Coded.of(PropertyFilter.Operator.class, Objects.requireNonNull(json.string("operator"))),
        values);
  }
}
