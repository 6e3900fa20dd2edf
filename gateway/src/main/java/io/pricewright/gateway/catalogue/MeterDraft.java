package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.BucketSize;
import io.pricewright.rules.meter.PropertyFilter;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.store.catalogue.MeterJson;
import io.pricewright.store.row.MeterRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a body says of a meter. */
final class MeterDraft {
  static final int MAX_FILTERS = 50;
  private static final int MAX_VALUES = 1_000;

  private MeterDraft() {}

  static MeterRow read(Fields fields, MeterId id, Instant now) {
    String name = fields.requiredText("name", 255);
    String eventName = fields.requiredText("event_name", 255);
    Aggregation aggregation = aggregation(fields);
    List<PropertyFilter> filters = filters(fields);
    ResetUsage reset = fields.choice("reset_usage", ResetUsage.class);
    boolean negative =
        fields.bool("allow_negative", aggregation.type() == AggregationType.WEIGHTED_SUM);
    return new MeterRow(
        id,
        name,
        eventName,
        MeterJson.of(aggregation).text(),
        MeterJson.of(filters).text(),
        reset == null ? ResetUsage.BILLING_PERIOD : reset,
        negative,
        Status.PUBLISHED,
        now,
        now);
  }

  private static Aggregation aggregation(Fields fields) {
    Aggregation fallback = new Aggregation(AggregationType.COUNT, null, null);
    Fields inner = fields.object("aggregation");
    if (inner == null) {
      fields.refuse("aggregation", "required", "Give aggregation.type, and its field.");
      return fallback;
    }
    AggregationType type = inner.requiredChoice("type", AggregationType.class);
    String field = inner.text("field", 500);
    BigDecimal multiplier = inner.decimal("multiplier");
    if (inner.has("expression") && !"".equals(inner.text("expression"))) {
      inner.refuse("expression", "not_supported", "Leave it out: let the price's script do this.");
    }
    String group = inner.text("group_by", 500);
    String path = field == null || field.isEmpty() ? null : field;
    try {
      return new Aggregation(
          type,
          type.needsField() ? path : null,
          type == AggregationType.SUM_WITH_MULTIPLIER ? multiplier : null,
          bucket(inner),
          group == null || group.isEmpty() ? null : group);
    } catch (IllegalArgumentException e) {
      String wrong =
          type.needsField() && path == null
              ? "field"
              : type == AggregationType.WEIGHTED_SUM ? "bucket_size" : "multiplier";
      inner.refuse(wrong, "required", e.getMessage() + ".");
      return fallback;
    }
  }

  private static @Nullable BucketSize bucket(Fields inner) {
    String name = inner.text("bucket_size", 20);
    if (name == null || name.isEmpty()) {
      return null;
    }
    Optional<BucketSize> size = BucketSize.fromApi(name);
    if (size.isEmpty()) {
      inner.refuse(
          "bucket_size", "not_a_choice", "Send " + String.join(", ", BucketSize.names()) + ".");
    }
    return size.orElse(null);
  }

  static List<PropertyFilter> filters(Fields fields) {
    List<PropertyFilter> filters = new ArrayList<>();
    for (Fields item : fields.objects("filters", MAX_FILTERS)) {
      PropertyFilter filter = filter(item);
      if (filter != null) {
        filters.add(filter);
      }
    }
    return filters;
  }

  private static @Nullable PropertyFilter filter(Fields item) {
    String key = item.requiredText("key", 500);
    String name = item.text("operator", 20);
    List<String> values = item.texts("values", MAX_VALUES);
    PropertyFilter.Operator operator = PropertyFilter.Operator.fromApi(name == null ? "in" : name);
    if (operator == null) {
      item.refuse("operator", "not_a_choice", "Send eq, in, not_in, gt, gte, lt, lte or contains.");
      return null;
    }
    try {
      return new PropertyFilter(key, operator, values);
    } catch (IllegalArgumentException e) {
      item.refuse("values", "out_of_range", e.getMessage() + ".");
      return null;
    }
  }
}
