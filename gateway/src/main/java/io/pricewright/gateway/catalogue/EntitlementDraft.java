package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.entitlement.RollingWindow;
import io.pricewright.rules.json.Json;
import io.pricewright.store.catalogue.EntitlementRow;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads what a body says of an entitlement. */
final class EntitlementDraft {
  private static final String[] RESETS = {
    "DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "HALF_YEARLY", "ANNUAL", "NEVER"
  };

  private static final int MOST_CONFIG = 10_000;

  private EntitlementDraft() {}

  /** Reads a new one, without looking at what it refers to. */
  static EntitlementRow create(Fields fields, String id, Instant now) {
    String planId = fields.text("plan_id", 100);
    String entityId = fields.text("entity_id", 100);
    boolean subscription =
        fields.oneOf("entity_type", "PLAN", "PLAN", "SUBSCRIPTION").equals("SUBSCRIPTION");
    if (entityId == null && (planId == null || subscription)) {
      fields.refuse("entity_id", "required", "Give the id of the plan or subscription.");
    }
    if (subscription && planId != null) {
      fields.refuse("plan_id", "not_supported", "A subscription's entitlement has no plan_id.");
    }
    String type = fields.oneOf("feature_type", "", "metered", "boolean", "static", "config");
    if (type.isEmpty()) {
      fields.refuse("feature_type", "required", "Give the feature's type.");
    }
    String entity = entityId == null ? planId : entityId;
    String parent = fields.text("parent_entitlement_id", 100);
    if (parent != null && !subscription) {
      fields.refuse(
          "parent_entitlement_id", "not_supported", "Only a subscription's entitlement has one.");
    }
    EntitlementRow bare =
        new EntitlementRow(
            id,
            subscription ? "SUBSCRIPTION" : "PLAN",
            entity == null ? "" : entity,
            fields.requiredText("feature_id", 100),
            type,
            true,
            null,
            null,
            null,
            false,
            null,
            null,
            parent,
            "published",
            now,
            now);
    return values(fields, bare, now);
  }

  /** Reads a change: fields that are absent stay as they are. */
  static EntitlementRow update(Fields fields, EntitlementRow old, Instant now) {
    return values(fields, old, now);
  }

  /** Returns it in place of another. */
  static EntitlementRow replacing(EntitlementRow o, @Nullable String parent) {
    return new EntitlementRow(
        o.id(),
        o.entityType(),
        o.entityId(),
        o.featureId(),
        o.featureType(),
        o.isEnabled(),
        o.usageLimit(),
        o.usageResetPeriod(),
        o.rollingWindow(),
        o.isSoftLimit(),
        o.staticValue(),
        o.configValue(),
        parent,
        o.status(),
        o.createdAt(),
        o.updatedAt());
  }

  private static EntitlementRow values(Fields fields, EntitlementRow o, Instant now) {
    Long sent = fields.integer("usage_limit", 0, Long.MAX_VALUE / 2);
    Long limit = sent == null ? o.usageLimit() : sent;
    String reset = fields.oneOf("usage_reset_period", "", RESETS);
    String sentWindow = window(fields);
    if (sentWindow != null && !reset.isEmpty()) {
      fields.refuse(
          "rolling_window", "conflict", "A limit has a usage_reset_period or a rolling_window.");
    }
    // What is sent takes the place of the other.
    String window = sentWindow == null && reset.isEmpty() ? o.rollingWindow() : sentWindow;
    String period = reset.isEmpty() && window == null ? o.usageResetPeriod() : reset;
    period = period == null || period.isEmpty() ? null : period;
    String text = fields.text("static_value", 1_000);
    String value = text == null ? o.staticValue() : text;
    String type = o.featureType();
    if (limit != null && period == null && window == null) {
      fields.refuse(
          "usage_reset_period",
          "required",
          "Say when the limit begins anew, or give a rolling_window.");
    }
    if (limit == null && window != null) {
      fields.refuse("usage_limit", "required", "A rolling window needs a limit.");
    }
    if (!type.equals("metered") && limit != null) {
      fields.refuse("usage_limit", "not_supported", "Only a metered feature has a limit.");
    }
    if (type.equals("static") && value == null) {
      fields.refuse("static_value", "required", "A static feature has a value.");
    }
    Json.Obj config = fields.free("config_value");
    if (config != null && !type.equals("config")) {
      fields.refuse("config_value", "not_supported", "Only a config feature has one.");
    }
    if (config != null && config.text().length() > MOST_CONFIG) {
      fields.refuse("config_value", "too_long", "Send at most 10,000 characters of JSON.");
    }
    if (type.equals("config") && config == null && o.configValue() == null) {
      fields.refuse("config_value", "required", "A config feature has a JSON object.");
    }
    return new EntitlementRow(
        o.id(),
        o.entityType(),
        o.entityId(),
        o.featureId(),
        type,
        fields.bool("is_enabled", o.isEnabled()),
        limit,
        period,
        window,
        fields.bool("is_soft_limit", o.isSoftLimit()),
        value,
        config == null ? o.configValue() : config.text(),
        o.parentEntitlementId(),
        o.status(),
        o.createdAt(),
        now);
  }

  private static @Nullable String window(Fields fields) {
    String text = fields.text("rolling_window", 100);
    if (text == null) {
      return null;
    }
    try {
      return new RollingWindow(Duration.parse(text)).toString();
    } catch (DateTimeParseException | IllegalArgumentException e) {
      fields.refuse(
          "rolling_window",
          "invalid",
          "Send an ISO 8601 duration of 1 minute to 366 days, like PT5H or P7D.");
      return null;
    }
  }
}
