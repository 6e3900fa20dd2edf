package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.BucketSize;
import io.pricewright.rules.meter.PropertyFilter;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.store.row.MeterRow;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of meters. */
public final class MeterAnswers {
  static final Body<Shown> METER = Body.of(Shown.class);

  private MeterAnswers() {}

  /** A meter. */
  @Named("Meter")
  public record Shown(
      MeterId id,
      @Inline MadeAnswer made,
      String name,
      String eventName,
      Counting aggregation,
      List<Filter> filters,
      ResetUsage resetUsage,
      boolean allowNegative) {
    /** Returns a meter as a caller sees it. */
    public static Shown of(MeterRow row, Caller caller) {
      return new Shown(
          row.id(),
          MadeAnswer.of(row.status(), row.createdAt(), row.updatedAt(), caller),
          row.name(),
          row.eventName(),
          Counting.of(row.aggregation()),
          row.filters().all().stream().map(Filter::of).toList(),
          row.resetUsage(),
          row.allowNegative());
    }
  }

  /** How it counts. */
  @Named("Aggregation")
  public record Counting(
      AggregationType type,
      @Example("usage.tokens") @Nullable String field,
      @Nullable BigDecimal multiplier,
      @Nullable BucketSize bucketSize,
      @Nullable String groupBy,
      @Says("Not supported; always null.") @Nullable String expression) {
    private static Counting of(Aggregation rule) {
      return new Counting(
          rule.type(), rule.field(), rule.multiplier(), rule.bucketSize(), rule.groupBy(), null);
    }
  }

  /** A condition on a property of its events. */
  @Named("MeterFilter")
  public record Filter(
      @Example("model") String key, PropertyFilter.Operator operator, List<String> values) {
    private static Filter of(PropertyFilter filter) {
      return new Filter(filter.path(), filter.operator(), filter.values());
    }
  }
}
