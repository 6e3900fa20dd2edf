package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.meter.PropertyFilter;
import io.pricewright.rules.meter.PropertyFilters;
import java.util.List;

/** What a body says of a condition on one property. */
@Named("CreateMeterFilter")
record FilterDraft(
    @Longest(500) @Example("model") @Says("Dotted path of the property.") String key,
    @Default("in")
        @Refused(
            code = "not_a_choice",
            detail = "Send eq, in, not_in, gt, gte, lt, lte or contains.")
        PropertyFilter.Operator operator,
    @AtMost(1_000)
        @Example("[\"large\"]")
        @Says("At least one; gt, gte, lt and lte take exactly one decimal.")
        List<String> values)
    implements Checked {
  @Override
  public void check(Place place) {
    try {
      toRules();
    } catch (IllegalArgumentException e) {
      place.refuse("values", "out_of_range", e.getMessage() + ".");
    }
  }

  private PropertyFilter toRules() {
    return new PropertyFilter(key, operator, values);
  }

  static PropertyFilters all(List<FilterDraft> drafts) {
    return new PropertyFilters(drafts.stream().map(FilterDraft::toRules).toList());
  }
}
