package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.entitlement.ResetPeriod;
import io.pricewright.rules.entitlement.RollingWindow;
import io.pricewright.rules.json.Json;
import io.pricewright.store.row.EntitlementRow;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What a right says beside whose and to what it is; what is left out stays as it is. */
record EntitlementValues(
    @Nullable Boolean isEnabled,
    @Says("Whether use beyond the limit is let through.") @Nullable Boolean isSoftLimit,
    @Bounds(min = 0, max = EntitlementValues.MOST_LIMIT)
        @Says("Of a metered feature; none: unlimited.")
        @Nullable Long usageLimit,
    @Bounds(min = 0, max = EntitlementValues.MOST_LIMIT)
        @Says("What a price on the meter leaves out; left out: the limit, or all there is.")
        @Nullable Long includedQuantity,
    @Says("When usage counts from zero again; this or `rolling_window`.")
        @Nullable ResetPeriod usageResetPeriod,
    @Longest(100) @Says("The limit counts the time just past, 1 minute to 366 days.")
        @Nullable String rollingWindow,
    @Longest(1_000) @Says("Of a static feature.") @Nullable String staticValue,
    @Says("Of a config feature, at most 10,000 characters.") Json.@Nullable Obj configValue) {
  static final long MOST_LIMIT = Long.MAX_VALUE / 2;
  private static final int MOST_CONFIG = 10_000;

  /** Takes what is wrong with a field. */
  @FunctionalInterface
  interface Refusal {
    void refuse(String key, String code, String detail);
  }

  /** Returns a right with these values, and tells what is wrong with it. */
  EntitlementRow over(EntitlementRow old, Refusal wrong) {
    String sent = window(wrong);
    if (sent != null && usageResetPeriod != null) {
      wrong.refuse(
          "rolling_window", "conflict", "A limit has a usage_reset_period or a rolling_window.");
    }
    // What is sent takes the place of the other.
    String window = sent == null && usageResetPeriod == null ? old.rollingWindow() : sent;
    EntitlementRow row =
        old.withIsEnabled(isEnabled == null ? old.isEnabled() : isEnabled)
            .withIsSoftLimit(isSoftLimit == null ? old.isSoftLimit() : isSoftLimit)
            .withUsageLimit(usageLimit == null ? old.usageLimit() : usageLimit)
            .withIncludedQuantity(
                includedQuantity == null ? old.includedQuantity() : includedQuantity)
            .withUsageResetPeriod(
                usageResetPeriod == null && window == null
                    ? old.usageResetPeriod()
                    : usageResetPeriod)
            .withRollingWindow(window)
            .withStaticValue(staticValue == null ? old.staticValue() : staticValue)
            .withConfigValue(configValue == null ? old.configValue() : configValue.text());
    check(row, wrong);
    return row;
  }

  private void check(EntitlementRow row, Refusal wrong) {
    FeatureType type = row.featureType();
    Long limit = row.usageLimit();
    if (limit != null && row.usageResetPeriod() == null && row.rollingWindow() == null) {
      wrong.refuse(
          "usage_reset_period",
          "required",
          "Say when the limit begins anew, or give a rolling_window.");
    }
    if (limit == null && row.rollingWindow() != null) {
      wrong.refuse("usage_limit", "required", "A rolling window needs a limit.");
    }
    if (type != FeatureType.METERED && limit != null) {
      wrong.refuse("usage_limit", "not_supported", "Only a metered feature has a limit.");
    }
    checkIncluded(row, wrong);
    if (type == FeatureType.STATIC && row.staticValue() == null) {
      wrong.refuse("static_value", "required", "A static feature has a value.");
    }
    if (configValue != null && type != FeatureType.CONFIG) {
      wrong.refuse("config_value", "not_supported", "Only a config feature has one.");
    }
    if (configValue != null && configValue.text().length() > MOST_CONFIG) {
      wrong.refuse("config_value", "too_long", "Send at most 10,000 characters of JSON.");
    }
    if (type == FeatureType.CONFIG && row.configValue() == null) {
      wrong.refuse("config_value", "required", "A config feature has a JSON object.");
    }
  }

  private static void checkIncluded(EntitlementRow row, Refusal wrong) {
    Long included = row.includedQuantity();
    if (included == null) {
      return;
    }
    if (row.featureType() != FeatureType.METERED) {
      wrong.refuse("included_quantity", "not_supported", "Only a metered feature includes some.");
    } else if (included > 0 && row.rollingWindow() != null) {
      wrong.refuse(
          "included_quantity",
          "conflict",
          "A rolling window stops use and includes none. Send 0, or a usage_reset_period.");
    } else if (included > 0 && row.usageResetPeriod() == null && row.usageLimit() == null) {
      wrong.refuse("usage_reset_period", "required", "Say when what is included begins anew.");
    }
  }

  private @Nullable String window(Refusal wrong) {
    if (rollingWindow == null) {
      return null;
    }
    try {
      return new RollingWindow(Duration.parse(rollingWindow)).toString();
    } catch (DateTimeParseException | IllegalArgumentException e) {
      wrong.refuse(
          "rolling_window",
          "invalid",
          "Send an ISO 8601 duration of 1 minute to 366 days, like PT5H or P7D.");
      return null;
    }
  }
}
