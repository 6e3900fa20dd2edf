package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.AutoTopUp;
import io.pricewright.store.wallet.WalletRow;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a body says of a wallet. */
final class WalletDraft {
  private static final int MAX_FEATURES = 100;
  private static final BigDecimal MOST_RATE = BigDecimal.TEN.pow(6);

  private WalletDraft() {}

  /** Reads a new wallet; the caller gives it its customer. */
  static WalletRow create(Fields fields, String id, Instant now) {
    String currency = fields.requiredText("currency", 3);
    try {
      currency = new Currency(currency).code();
    } catch (IllegalArgumentException e) {
      fields.refuse("currency", "not_a_currency", "Send three letters, such as usd.");
    }
    BigDecimal rate = rate(fields, "conversion_rate", BigDecimal.ONE);
    WalletRow bare =
        new WalletRow(
            id,
            0,
            "",
            null,
            currency,
            fields.text("price_unit", 100),
            fields.oneOf("wallet_type", "PRE_PAID", "PRE_PAID", "POST_PAID"),
            "active",
            rate,
            rate(fields, "topup_conversion_rate", rate),
            line(fields),
            "ALL",
            null,
            null,
            null,
            "ok",
            "ok",
            null,
            0,
            "{}",
            "published",
            now,
            now);
    WalletRow row = update(fields, bare, now);
    return row;
  }

  private static BigDecimal line(Fields fields) {
    BigDecimal line = Objects.requireNonNullElse(fields.amount("credit_line"), BigDecimal.ZERO);
    bounded(fields, "credit_line", line, FillWallets.MOST, "10^15");
    return line;
  }

  static BigDecimal positive(Fields fields, String name, BigDecimal absent) {
    BigDecimal value = fields.amount(name);
    if (value != null && value.signum() == 0) {
      fields.refuse(name, "out_of_range", "Send more than 0.");
    }
    return value == null || value.signum() == 0 ? absent : value;
  }

  /** Reads a rate: more than 0, less than 10^6. */
  static BigDecimal rate(Fields fields, String name, BigDecimal absent) {
    BigDecimal rate = positive(fields, name, absent);
    bounded(fields, name, rate, MOST_RATE, "10^6");
    return rate;
  }

  private static void bounded(
      Fields fields, String name, @Nullable BigDecimal value, BigDecimal bound, String text) {
    if (value != null && value.compareTo(bound) >= 0) {
      fields.refuse(name, "out_of_range", "Send less than %s.".formatted(text));
    }
  }

  /** Reads a change: fields that are absent stay as they are. */
  static WalletRow update(Fields fields, WalletRow old, Instant now) {
    Json.Obj metadata = fields.metadata("metadata");
    String priceTypes = old.priceTypes();
    String features = old.features();
    Fields config = fields.object("config");
    if (config != null) {
      List<String> types = config.texts("allowed_price_types", 3);
      for (String type : types) {
        if (!List.of("ALL", "USAGE", "FIXED").contains(type)) {
          config.refuse("allowed_price_types", "not_a_choice", "Send ALL, USAGE or FIXED.");
        }
      }
      priceTypes =
          types.isEmpty() || types.contains("ALL") || types.containsAll(List.of("USAGE", "FIXED"))
              ? "ALL"
              : types.getFirst();
      List<String> named = config.texts("allowed_feature_ids", MAX_FEATURES);
      features =
          named.isEmpty()
              ? null
              : new Json.Arr(named.stream().map(one -> Json.of(one)).toList()).text();
    }
    return new WalletRow(
        old.id(),
        old.customerNo(),
        Objects.requireNonNullElse(fields.text("name", 255), old.name()),
        fields.textOr("description", Fields.MAX_TEXT, old.description()),
        old.currency(),
        old.priceUnit(),
        old.walletType(),
        old.walletStatus(),
        old.conversionRate(),
        old.topupConversionRate(),
        old.creditLine(),
        priceTypes,
        features,
        autoTopUp(fields.object("auto_topup"), old.autoTopup()),
        alerts(fields.object("alert_settings"), old.alertSettings()),
        old.alertState(),
        old.creditAlertState(),
        old.toppedUpAt(),
        old.topups(),
        metadata == null ? old.metadata() : metadata.text(),
        old.status(),
        old.createdAt(),
        now);
  }

  private static @Nullable String autoTopUp(@Nullable Fields fields, @Nullable String before) {
    if (fields == null) {
      return before;
    }
    boolean enabled = fields.bool("enabled", true);
    boolean invoicing = fields.bool("invoicing", false);
    if (invoicing) {
      fields.refuse(
          "invoicing", "not_supported", "There are no invoices yet: leave it out to buy directly.");
    }
    BigDecimal threshold = fields.amount("threshold");
    if (threshold == null && !fields.has("threshold")) {
      fields.refuse("threshold", "required", "Say below how many credits to buy.");
    }
    if (!fields.has("amount")) {
      fields.refuse("amount", "required", "Say how many credits to buy.");
    }
    bounded(fields, "threshold", threshold, FillWallets.MOST, "10^15");
    BigDecimal amount = positive(fields, "amount", BigDecimal.ONE);
    bounded(fields, "amount", amount, FillWallets.MOST, "10^15");
    Long perDay = fields.integer("max_per_day", 1, 1_000);
    return new AutoTopUp(
            enabled,
            threshold == null ? BigDecimal.ZERO : threshold,
            amount,
            false,
            cooldown(fields),
            perDay == null ? AutoTopUp.PER_DAY : perDay.intValue())
        .toJson()
        .text();
  }

  private static Duration cooldown(Fields fields) {
    if (fields.json("cooldown") instanceof Json.Obj) {
      Fields parts = Objects.requireNonNull(fields.object("cooldown"));
      Long value = parts.integer("value", 0, 1_000_000);
      long seconds =
          switch (parts.oneOf("unit", "second", "second", "minute", "hour", "day")) {
            case "minute" -> 60;
            case "hour" -> 3_600;
            case "day" -> 86_400;
            default -> 1;
          };
      return Duration.ofSeconds(seconds * (value == null ? 0 : value));
    }
    String text = fields.text("cooldown", 30);
    try {
      Duration cooldown = text == null ? Duration.ZERO : Duration.parse(text);
      if (!cooldown.isNegative()) {
        return cooldown;
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    fields.refuse("cooldown", "not_a_duration", "Send an ISO 8601 duration, such as PT10M.");
    return Duration.ZERO;
  }

  /** Reads alert settings; absent ones stay as they were. */
  static @Nullable String alerts(@Nullable Fields fields, @Nullable String before) {
    if (fields == null) {
      return before;
    }
    BigDecimal percent = fields.amount("hysteresis_percent");
    if (percent != null && percent.compareTo(BigDecimal.valueOf(1_000)) > 0) {
      fields.refuse("hysteresis_percent", "out_of_range", "Send 0 to 1000.");
    }
    return new Alerts(
            fields.bool("alert_enabled", true),
            level(fields.object("critical")),
            level(fields.object("warning")),
            level(fields.object("info")),
            percent == null ? Alerts.HYSTERESIS : percent)
        .toJson()
        .text();
  }

  private static Alerts.@Nullable Level level(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    BigDecimal threshold = fields.decimal("threshold");
    if (threshold == null && !fields.has("threshold")) {
      fields.refuse("threshold", "required", "Give the balance at which to alert.");
    }
    boolean above = fields.oneOf("condition", "below", "above", "below").equals("above");
    return new Alerts.Level(threshold == null ? BigDecimal.ZERO : threshold, above);
  }
}
