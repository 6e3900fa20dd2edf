package io.pricewright.store.catalogue;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.BucketSize;
import io.pricewright.rules.meter.PropertyFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How aggregations and filters are written in the table, and in answers. */
public final class MeterJson {
  private MeterJson() {}

  /** Writes an aggregation: type, field, multiplier as a decimal string, bucket_size, group_by. */
  public static Json.Obj of(Aggregation aggregation) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("type", Json.of(aggregation.type().name()));
    fields.put("field", Json.of(aggregation.field()));
    BigDecimal multiplier = aggregation.multiplier();
    fields.put("multiplier", Json.of(multiplier == null ? null : multiplier.toPlainString()));
    BucketSize bucket = aggregation.bucketSize();
    fields.put("bucket_size", Json.of(bucket == null ? null : bucket.toApi()));
    fields.put("group_by", Json.of(aggregation.groupBy()));
    return new Json.Obj(fields);
  }

  /** Reads an aggregation. */
  public static Aggregation aggregation(String text) {
    Json.Obj json = JsonReader.parseObject(text);
    String multiplier = json.string("multiplier");
    String bucket = json.string("bucket_size");
    return new Aggregation(
        AggregationType.valueOf(Objects.requireNonNull(json.string("type"))),
        json.string("field"),
        multiplier == null ? null : new BigDecimal(multiplier),
        bucket == null ? null : BucketSize.fromApi(bucket).orElseThrow(),
        json.string("group_by"));
  }

  /** Writes filters: key, operator, values. */
  public static Json.Arr of(List<PropertyFilter> filters) {
    List<Json> items = new ArrayList<>();
    for (PropertyFilter filter : filters) {
      Map<String, Json> fields = new LinkedHashMap<>();
      fields.put("key", Json.of(filter.path()));
      fields.put("operator", Json.of(filter.operator().toApi()));
      fields.put("values", new Json.Arr(filter.values().stream().<Json>map(Json::of).toList()));
      items.add(new Json.Obj(fields));
    }
    return new Json.Arr(items);
  }

  /** Reads filters. */
  static List<PropertyFilter> filters(String text) {
    List<PropertyFilter> filters = new ArrayList<>();
    if (JsonReader.parse(text) instanceof Json.Arr array) {
      array.items().forEach(item -> filters.add(filter((Json.Obj) item)));
    }
    return filters;
  }

  private static PropertyFilter filter(Json.Obj json) {
    List<String> values = new ArrayList<>();
    if (json.get("values") instanceof Json.Arr array) {
      array.items().forEach(value -> values.add(((Json.Str) value).value()));
    }
    return new PropertyFilter(
        Objects.requireNonNull(json.string("key")),
        Objects.requireNonNull(
            PropertyFilter.Operator.fromApi(Objects.requireNonNull(json.string("operator")))),
        values);
  }
}
