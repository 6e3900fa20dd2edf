package io.pricewright.gateway.subscription;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.subscription.CreateSubscription.PriceOverride;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.PriceTerms;
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
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
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
        refuse(at + "/price_id", "not_found", "Name a price of the plan and currency.");
      } else {
        ScriptRow script = Objects.requireNonNull(scripts.get(price.scriptId()));
        lines.put(price.lineageId(), overridden(price, script, override, at));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.InvalidRequest.of(errors));
    }
    return List.copyOf(lines.values());
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
    return new SubscriptionLineItemRow(
        NOT_YET,
        new LineItemId(ids.next("subs_line", now)),
        row.id(),
        row.customerNo(),
        price.lineageId(),
        pinned,
        params,
        terms,
        row.startDate(),
        row.endDate(),
        now);
  }

  private void refuse(String pointer, String code, String detail) {
    errors.add(new FieldError(pointer, code, detail));
  }

  private void refuseAll(String at, List<FieldError> wrong) {
    wrong.forEach(error -> refuse(at + error.pointer(), error.code(), error.detail()));
  }
}
