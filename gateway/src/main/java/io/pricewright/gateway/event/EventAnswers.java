package io.pricewright.gateway.event;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Explain;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what the doors for events answer. */
public final class EventAnswers {
  private static final List<String> STATUSES =
      List.of("accepted", "duplicate", "parked", "unmatched", "conflict", "queued", "voided");

  private EventAnswers() {}

  /** The flat map of strings that the official client demands. */
  static Json.Obj flat(Delivery delivery) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("message", Json.of(message(delivery.status())));
    fields.put("event_id", Json.of(delivery.rated().event().id()));
    fields.put("status", Json.of(delivery.status()));
    RatedEvent.Priced priced = delivery.rated().priced();
    if (priced != null) {
      fields.put("amount", Json.of(Money.plain(priced.amount()).toPlainString()));
      fields.put("currency", Json.of(priced.currency()));
    }
    String reason = delivery.rated().reason();
    if (reason != null) {
      fields.put("reason", Json.of(reason));
    }
    return new Json.Obj(fields);
  }

  private static String message(String status) {
    return switch (status) {
      case "accepted" -> "Event accepted and priced";
      case "duplicate" -> "Event was known; the first receipt stands";
      case "queued" -> "Event accepted; its receipt follows";
      case "parked" -> "Event accepted; its price is pending";
      default -> "Event accepted; nothing prices it yet";
    };
  }

  /** Counts of a bulk, as strings. */
  static Json.Obj counts(List<Delivery> deliveries) {
    Map<String, Integer> counts = new TreeMap<>();
    deliveries.forEach(delivery -> counts.merge(delivery.status(), 1, Integer::sum));
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("message", Json.of("%d events processed".formatted(deliveries.size())));
    for (String status : STATUSES) {
      fields.put(status, Json.of(Integer.toString(counts.getOrDefault(status, 0))));
    }
    return new Json.Obj(fields);
  }

  /** A receipt; a whole one holds the parameters of its prices. */
  static Json.Obj receipt(
      RatedEvent rated,
      String status,
      Map<Entry, Explain.Explanation> explanations,
      @Nullable Json nearest,
      boolean whole) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_id", Json.of(rated.event().id()));
    fields.put("event_name", Json.of(rated.event().name()));
    fields.put("external_customer_id", Json.of(rated.event().externalCustomerId()));
    fields.put("timestamp", Json.of(rated.event().occurredAt().toString()));
    fields.put("ingested_at", Json.of(rated.event().ingestedAt().toString()));
    fields.put("status", Json.of(status));
    fields.put("outcome", Json.of(rated.outcome().name().toLowerCase(Locale.ROOT)));
    fields.put("reason", Json.of(rated.reason()));
    RatedEvent.Priced priced = rated.priced();
    fields.put("amount", decimal(priced == null ? null : priced.amount()));
    fields.put("currency", Json.of(priced == null ? null : priced.currency()));
    List<Json> entries = new ArrayList<>();
    for (Entry entry : rated.entries()) {
      entries.add(entry(entry, explanations.get(entry), whole));
    }
    fields.put("entries", new Json.Arr(entries));
    if (nearest != null) {
      fields.put("nearest_meter", nearest);
    }
    return new Json.Obj(fields);
  }

  private static Json entry(Entry entry, Explain.@Nullable Explanation explanation, boolean whole) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("status", Json.of(entry.status().name().toLowerCase(Locale.ROOT)));
    fields.put("meter_id", Json.of(entry.meterId()));
    fields.put(
        "subscription_line_item_no",
        entry.lineItemNo().equals(LineItemNo.NONE)
            ? Json.nothing()
            : Json.of(entry.lineItemNo().value()));
    fields.put(
        "period_start",
        Json.of(entry.periodStart() == null ? null : entry.periodStart().toString()));
    fields.put("reason", Json.of(entry.reason()));
    fields.put("quantity", decimal(entry.quantity()));
    fields.put("usage_before", decimal(entry.before()));
    fields.put("usage_after", decimal(entry.after()));
    fields.put("amount", decimal(entry.amount()));
    fields.put("currency", Json.of(entry.currency()));
    fields.put("price_id", Json.of(entry.priceId()));
    if (explanation != null) {
      fields.put("script", Json.of(explanation.price().script().label()));
      fields.put("script_sha256", Json.of(explanation.price().script().sha256()));
      fields.put("price_after", evaluation(explanation.after(), whole));
      Explain.Evaluation before = explanation.before();
      fields.put("price_before", before == null ? Json.nothing() : evaluation(before, whole));
    }
    return new Json.Obj(fields);
  }

  /**
   * An evaluation with its input.
   *
   * @param whole whether the parameters are in it, which is enough to run it again; they may be
   *     long, so an answer with many evaluations leaves them out
   */
  public static Json evaluation(Explain.Evaluation evaluation, boolean whole) {
    Map<String, Json> fields = new LinkedHashMap<>();
    ScriptInput input = evaluation.input();
    fields.put(
        "input",
        Json.Obj.EMPTY
            .with("subject", JsonReader.parse(input.subject()))
            .with("params", whole ? JsonReader.parse(input.params()) : Json.nothing())
            .with("context", JsonReader.parse(input.context())));
    fields.put("amount", decimal(evaluation.amount()));
    fields.put("steps", Json.of(evaluation.steps()));
    fields.put("lines", new Json.Arr(evaluation.lines().stream().map(EventAnswers::line).toList()));
    return new Json.Obj(fields);
  }

  /** A script's line. */
  static Json line(ScriptLine line) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("label", Json.of(line.label()));
    fields.put("quantity", decimal(line.quantity()));
    fields.put("unit_price", decimal(line.unitPrice()));
    fields.put("amount", decimal(line.amount()));
    return new Json.Obj(fields);
  }

  /** A decimal string, or null. */
  public static Json decimal(@Nullable BigDecimal number) {
    return number == null ? Json.nothing() : Json.of(Money.plain(number).toPlainString());
  }
}
