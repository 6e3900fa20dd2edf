package io.pricewright.gateway.subscription;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.subscription.CreateSubscription.PriceBesides;
import io.pricewright.gateway.subscription.CreateSubscription.PriceOverride;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The line items of a new subscription: one for each price, overridden or not. */
final class SoldLines {
  private static final LineItemNo NOT_YET = new LineItemNo(0);

  private final Ids ids;
  private final SubscriptionRow row;
  private final Instant now;
  private final List<FieldError> errors = new ArrayList<>();
  private final Map<LineageId, Span> spans = new HashMap<>();

  SoldLines(Ids ids, SubscriptionRow row, Instant now) {
    this.ids = ids;
    this.row = row;
    this.now = now;
  }

  /** Returns the scripts of the prices that are overridden, by id. */
  static Future<Map<ScriptId, ScriptRow>> scripts(
      Tx tx, List<PriceOverride> overrides, List<PriceRow> prices) {
    Set<PriceId> changed = overrides.stream().map(PriceOverride::price).collect(Collectors.toSet());
    List<ScriptId> ids =
        prices.stream()
            .filter(price -> changed.contains(price.id()))
            .map(PriceRow::scriptId)
            .distinct()
            .toList();
    return ScriptRow.TABLE
        .listAny(tx, ScriptRow.ID, ids)
        .map(rows -> rows.stream().collect(Collectors.toMap(ScriptRow::id, script -> script)));
  }

  /**
   * Returns the plan's prices and those that are taken besides. Fails with {@code
   * Problem.InvalidRequest}, which names every one that is not there, of another currency, taken
   * already, or outside the subscription's time.
   */
  Future<List<PriceRow>> besides(Tx tx, List<PriceBesides> asked, List<PriceRow> ofPlan) {
    return PriceRow.TABLE
        .listAny(tx, PriceRow.ID, asked.stream().map(PriceBesides::price).distinct().toList())
        .map(
            found -> {
              Map<PriceId, PriceRow> byId =
                  found.stream().collect(Collectors.toMap(PriceRow::id, price -> price));
              List<PriceRow> all = new ArrayList<>(ofPlan);
              for (int i = 0; i < asked.size(); i++) {
                String at = "/line_items/" + i;
                PriceRow price = byId.get(asked.get(i).price());
                if (price == null || !price.published()) {
                  refuse(at + "/price_id", "not_found", "There is no published price of that id.");
                } else if (!price.currency().equals(row.currency())) {
                  refuse(
                      at + "/price_id",
                      "not_a_choice",
                      "Name a price in %s.".formatted(row.currency()));
                } else if (all.stream().anyMatch(p -> p.lineageId().equals(price.lineageId()))) {
                  refuse(
                      at + "/price_id", "duplicate", "The subscription takes the price already.");
                } else {
                  all.add(price);
                  place(at, price, asked.get(i));
                }
              }
              done();
              return all;
            });
  }

  private void place(String at, PriceRow price, PriceBesides asked) {
    manyOf(price, asked.quantity(), at);
    Instant from = asked.from() == null ? row.startDate() : asked.from();
    Instant to = asked.to() == null ? row.endDate() : asked.to();
    Instant end = row.endDate();
    if (from.isBefore(row.startDate()) || (end != null && !from.isBefore(end))) {
      refuse(at + "/start_date", "out_of_range", "Send a time within the subscription's.");
    } else if (to != null && (!to.isAfter(from) || (end != null && to.isAfter(end)))) {
      refuse(at + "/end_date", "out_of_range", "Send a time within the subscription's.");
    }
    BigDecimal quantity = asked.quantity();
    spans.put(
        price.lineageId(),
        new Span(from, to, quantity == null ? bounds(price).quantity() : quantity));
  }

  /** When a line item counts, and how many it has. */
  private record Span(Instant from, @Nullable Instant to, BigDecimal quantity) {}

  /**
   * Returns the line items; their numbers are made when they are added. Fails with {@code
   * Problem.InvalidRequest}, which names every override that cannot be used.
   */
  List<SubscriptionLineItemRow> of(
      List<PriceRow> prices, List<PriceOverride> overrides, Map<ScriptId, ScriptRow> scripts) {
    Map<LineageId, SubscriptionLineItemRow> lines = new LinkedHashMap<>();
    for (PriceRow price : prices) {
      lines.putIfAbsent(price.lineageId(), line(price, null, null, null));
    }
    for (int i = 0; i < overrides.size(); i++) {
      PriceOverride override = overrides.get(i);
      String at = "/override_line_items/" + i;
      PriceRow price =
          prices.stream().filter(one -> one.id().equals(override.price())).findFirst().orElse(null);
      if (price == null) {
        refuse(at + "/price_id", "not_found", "Name a price that the subscription takes.");
      } else {
        ScriptRow script = Objects.requireNonNull(scripts.get(price.scriptId()));
        SubscriptionLineItemRow line =
            override.ofQuantityAlone()
                ? Objects.requireNonNull(lines.get(price.lineageId()))
                : overridden(price, script, override, at);
        BigDecimal quantity = override.quantity();
        manyOf(price, quantity, at);
        lines.put(price.lineageId(), quantity == null ? line : line.withQuantity(quantity));
      }
    }
    done();
    return List.copyOf(lines.values());
  }

  private void done() {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.InvalidRequest.of(errors));
    }
  }

  private SubscriptionLineItemRow overridden(
      PriceRow price, ScriptRow script, PriceOverride override, String at) {
    BillingModel model = price.billingModel();
    if (override.model() != null && override.model() != model) {
      refuse(at + "/billing_model", "not_a_choice", "Send one of [" + model.code() + "].");
    }
    return model == BillingModel.SCRIPT
        ? withParams(price, script, override, at)
        : withTerms(price, model, override, at);
  }

  private SubscriptionLineItemRow withParams(
      PriceRow price, ScriptRow script, PriceOverride override, String at) {
    Json.Obj params = override.params();
    if (!override.change().isEmpty()) {
      refuse(at, "not_supported", "A SCRIPT price has params alone to override.");
    }
    if (params != null) {
      refuseAll(at, PriceScripts.paramErrors(params, script));
    }
    return line(price, price.id(), params == null ? price.params() : params.text(), "{}");
  }

  private SubscriptionLineItemRow withTerms(
      PriceRow price, BillingModel model, PriceOverride override, String at) {
    if (override.params() != null) {
      refuse(at + "/params", "not_supported", "Only a SCRIPT price has params to override.");
    }
    PriceTerms before = PriceTerms.fromJson(model, JsonReader.parseObject(price.terms()));
    PriceTerms terms = override.change().over(before);
    List<FieldError> wrong = terms.errors();
    refuseAll(at, wrong);
    if (terms.tierMode() != before.tierMode()) {
      refuse(at + "/tier_mode", "not_supported", "An override keeps the price's tier_mode.");
    }
    String params = wrong.isEmpty() ? terms.call().params().text() : "{}";
    return line(price, price.id(), params, terms.toJson().text());
  }

  private SubscriptionLineItemRow line(
      PriceRow price, @Nullable PriceId pinned, @Nullable String params, @Nullable String terms) {
    BillingClock clock = Subscriptions.clock(row, price);
    Span span =
        spans.getOrDefault(
            price.lineageId(), new Span(row.startDate(), row.endDate(), bounds(price).quantity()));
    return new SubscriptionLineItemRow(
        NOT_YET,
        new LineItemId(ids.next("subs_line", now)),
        row.id(),
        row.customerNo(),
        price.lineageId(),
        pinned,
        params,
        terms,
        clock.period(),
        clock.count(),
        clock.anchor(),
        clock.zone(),
        span.from(),
        span.to(),
        Subscriptions.trialEnd(row, span.from()),
        span.quantity(),
        now);
  }

  private static PriceVersion.Bounds bounds(PriceRow price) {
    return PriceVersion.Bounds.of(JsonReader.parseObject(price.terms()));
  }

  private void manyOf(PriceRow price, @Nullable BigDecimal quantity, String at) {
    if (quantity == null) {
      return;
    }
    BigDecimal least = bounds(price).minQuantity();
    if (price.type() != PriceType.FIXED) {
      refuse(
          at + "/quantity",
          "not_supported",
          "Usage is measured: only a FIXED price has a quantity.");
    } else if (least != null && quantity.compareTo(least) < 0) {
      refuse(
          at + "/quantity",
          "out_of_range",
          "The price's min_quantity is " + least.toPlainString() + ".");
    }
  }

  private void refuse(String pointer, String code, String detail) {
    errors.add(new FieldError(pointer, code, detail));
  }

  private void refuseAll(String at, List<FieldError> wrong) {
    wrong.forEach(error -> refuse(at + error.pointer(), error.code(), error.detail()));
  }
}
