package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.EmptyIsAbsent;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.BucketSize;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a body says of how a meter counts. */
@Named("CreateAggregation")
record AggregationDraft(
    @Example("SUM") AggregationType type,
    @EmptyIsAbsent
        @Longest(500)
        @Example("usage.tokens")
        @Says("Dotted path of the property that is read; all types but COUNT need one.")
        @Nullable String field,
    @Says("Factor of SUM_WITH_MULTIPLIER, above 0.") @Nullable BigDecimal multiplier,
    @EmptyIsAbsent @Says("Not supported: the price's script does this.")
        @Nullable String expression,
    @EmptyIsAbsent
        @Refused(
            code = "not_a_choice",
            detail = "Send MINUTE, 15MIN, 30MIN, HOUR, 3HOUR, 6HOUR, 12HOUR, DAY, WEEK, MONTH.")
        @Says("Length of the buckets that are counted apart.")
        @Nullable BucketSize bucketSize,
    @EmptyIsAbsent
        @Longest(500)
        @Says("Dotted path of the property whose values are counted apart.")
        @Nullable String groupBy)
    implements Checked {
  @Override
  public void check(Place place) {
    if (expression != null) {
      place.refuse("expression", "not_supported", "Leave it out: let the price's script do this.");
    }
    try {
      toRules();
    } catch (IllegalArgumentException e) {
      String wrong =
          type.needsField() && field == null
              ? "field"
              : type == AggregationType.WEIGHTED_SUM ? "bucket_size" : "multiplier";
      place.refuse(wrong, "required", e.getMessage() + ".");
    }
  }

  /** Returns the aggregation; what its type has no use for is left out. */
  Aggregation toRules() {
    return new Aggregation(
        type,
        type.needsField() ? field : null,
        type == AggregationType.SUM_WITH_MULTIPLIER ? multiplier : null,
        bucketSize,
        groupBy);
  }
}
