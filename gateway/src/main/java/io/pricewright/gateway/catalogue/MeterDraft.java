package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.ResetUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body says of a new meter. */
@Named("CreateMeter")
record MeterDraft(
    @Longest(255) @Example("Tokens") String name,
    @Longest(255) @Example("tokens.used") @Says("Name of the events that are counted.")
        String eventName,
    @Required("Give aggregation.type, and its field.") AggregationDraft aggregation,
    @AtMost(50) @Says("Conditions on properties; all have to hold.") List<FilterDraft> filters,
    @Default("BILLING_PERIOD") ResetUsage resetUsage,
    @Says("Whether usage may fall; that of WEIGHTED_SUM may unless it is said.")
        @Nullable Boolean allowNegative)
    implements Checked {
  static final Body<MeterDraft> BODY = Body.of(MeterDraft.class);

  /** What a body says of the filters of a meter: all of them. */
  @Named("UpdateMeter")
  record Change(
      @AtMost(50) @Example("[]") @Says("All conditions; an empty list removes them.")
          @Nullable List<FilterDraft> filters) {
    static final Body<Change> BODY = Body.of(Change.class);

    static FilterMeter.Command read(Request request) {
      Given<Change> given = request.read(BODY);
      if (!given.has("filters")) {
        given.refuse("filters", "required", "Give the filters; an empty list removes them.");
      }
      List<FilterDraft> filters = given.done().filters();
      return new FilterMeter.Command(
          new MeterId(request.path("id")), FilterDraft.all(filters == null ? List.of() : filters));
    }
  }

  @Override
  public void check(Place place) {
    if (resetUsage == ResetUsage.NEVER && aggregation.type() == AggregationType.WEIGHTED_SUM) {
      place.refuse(
          "reset_usage",
          "not_supported",
          "WEIGHTED_SUM is an average over a billing period. Leave reset_usage out: what is held"
              + " stays from one period to the next by itself.");
    }
  }

  CreateMeter.Command toCommand() {
    return new CreateMeter.Command(
        name,
        eventName,
        aggregation.toRules(),
        FilterDraft.all(filters),
        resetUsage,
        allowNegative == null ? aggregation.type() == AggregationType.WEIGHTED_SUM : allowNegative);
  }
}
