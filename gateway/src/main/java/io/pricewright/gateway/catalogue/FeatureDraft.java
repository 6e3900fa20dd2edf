package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotBlank;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** What a body says of a new feature. */
@Named("CreateFeature")
@NotYet(keys = "group_id", says = "There are no groups yet.")
@NotYet(keys = "alert_settings", says = "Wallets and budgets alert; features do not.")
@NotYet(keys = "reporting_unit", says = "Say the unit in 'unit_singular' and 'unit_plural'.")
record FeatureDraft(
    @Longest(255) @Example("Single sign-on") String name,
    @Required("Give metered, boolean, static or config.") @Example("boolean") FeatureType type,
    @Longest(255) @Example("sso") @Says("Your own key, unique among published features.")
        @Nullable String lookupKey,
    @Nullable String description,
    @Says("The meter of a metered feature; give this or `meter`.") @Nullable MeterId meterId,
    @Says("A meter to make with a metered feature; give this or `meter_id`.")
        @Nullable MeterDraft meter,
    @Longest(100) @Nullable String unitSingular,
    @Longest(100) @Nullable String unitPlural,
    @Metadata Json.Obj metadata)
    implements Checked {
  static final Body<FeatureDraft> BODY = Body.of(FeatureDraft.class);

  @Override
  public void check(Place place) {
    boolean metered = type == FeatureType.METERED;
    boolean one = (meter == null) != (meterId == null);
    boolean none = meter == null && meterId == null;
    if (!place.wrong("type") && !place.wrong("meter") && (metered ? !one : !none)) {
      place.refuse(
          "meter_id", "required", "A metered feature has exactly one of meter and meter_id.");
    }
  }

  CreateFeature.Command toCommand() {
    return new CreateFeature.Command(
        name,
        type,
        lookupKey,
        description,
        meterId,
        meter == null ? null : meter.toCommand(),
        unitSingular,
        unitPlural,
        metadata);
  }

  /** What a body says of a feature that changes; what is left out stays as it is. */
  @Named("UpdateFeature")
  @NotYet(keys = "group_id", says = "There are no groups yet.")
  @NotYet(keys = "alert_settings", says = "Wallets and budgets alert; features do not.")
  @NotYet(keys = "reporting_unit", says = "Say the unit in 'unit_singular' and 'unit_plural'.")
  record Change(
      @NotBlank @Longest(255) @Example("Single sign-on") @Nullable String name,
      @Longest(255) @Nullable String lookupKey,
      @Nullable String description,
      @Longest(100) @Nullable String unitSingular,
      @Longest(100) @Nullable String unitPlural,
      @Metadata Json.@Nullable Obj metadata) {
    static final Body<Change> BODY = Body.of(Change.class);

    static ChangeFeature.Command read(Request request) {
      Change draft = request.read(BODY).done();
      return new ChangeFeature.Command(
          new FeatureId(request.path("id")),
          draft.name(),
          draft.lookupKey(),
          draft.description(),
          draft.unitSingular(),
          draft.unitPlural(),
          draft.metadata());
    }
  }
}
