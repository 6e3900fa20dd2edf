package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out whom a change touches, and prices their open periods with it; writes nothing. */
final class MeasureTouch {
  private static final int NAMED = 5;
  private static final int MOVERS = 5;
  private static final long POLL_MS = 200;

  private final ServerOptions server;
  private final Served served;
  private final Document wanted;
  private final Bodies bodies;

  MeasureTouch(ServerOptions server, Served served, Document wanted) {
    this.server = server;
    this.served = served;
    this.wanted = wanted;
    this.bodies = new Bodies(wanted, served);
  }

  /** Returns whom a change touches; empty when nobody can feel it. */
  Optional<Touch> of(Change change) throws InterruptedException {
    Handle handle = change.handle();
    return switch (change) {
      case Change.Alter alter when alter.money() -> Optional.of(money(alter));
      case Change.Alter alter when handle.kind() == Kind.ENTITLEMENT ->
          Optional.of(subscriptions(plan(handle), null).noting("open periods are counted again"));
      case Change.Alter alter when handle.kind() == Kind.METER ->
          Optional.of(
              subscriptions(plansOf(handle), null).noting("open periods are counted again"));
      case Change.Create create when handle.kind() == Kind.PRICE ->
          Optional.of(
              subscriptions(plan(handle), create.said().string("currency"))
                  .noting(created(create)));
      case Change.Create create when handle.kind() == Kind.ENTITLEMENT ->
          Optional.of(subscriptions(plan(handle), null).noting("they get the right at once"));
      case Change.Retire ignored -> retired(handle);
      default -> Optional.empty();
    };
  }

  private Optional<Touch> retired(Handle handle) throws InterruptedException {
    return switch (handle.kind()) {
      case PRICE ->
          Optional.of(
              subscriptions(plan(handle), said(handle).string("currency"))
                  .noting("they keep the price, new ones do not get it"));
      case PLAN ->
          Optional.of(subscriptions(plan(handle), null).noting("they go on, none is added"));
      case ENTITLEMENT ->
          Optional.of(subscriptions(plan(handle), null).noting("they lose the right at once"));
      default -> Optional.empty();
    };
  }

  /** A price that replaces another by a new key is asked beside it. */
  private String created(Change.Create create) {
    String meter = create.said().string("meter");
    boolean twice =
        served
            .document()
            .of(Kind.PRICE, create.handle().plan())
            .anyMatch(
                old ->
                    !wanted.items().containsKey(old)
                        && Objects.equals(said(old).string("meter"), meter)
                        && Objects.equals(
                            said(old).string("currency"), create.said().string("currency")));
    return twice
        ? "they pay it from their start on, beside the price that is retired: change that one under"
            + " its own key instead"
        : "they pay it from their start on, so what they have used since is charged at once";
  }

  private Json.Obj said(Handle handle) {
    return served.document().items().getOrDefault(handle, Json.Obj.EMPTY);
  }

  private List<String> plan(Handle handle) {
    String key = handle.kind() == Kind.PLAN ? handle.key() : handle.plan();
    String id = served.ids().get(Handle.of(Kind.PLAN, key));
    return id == null ? List.of() : List.of(id);
  }

  private List<String> plansOf(Handle meter) {
    return served
        .document()
        .of(Kind.PRICE)
        .filter(price -> meter.key().equals(said(price).string("meter")))
        .flatMap(price -> plan(price).stream())
        .distinct()
        .toList();
  }

  private Touch subscriptions(List<String> plans, @Nullable String currency)
      throws InterruptedException {
    if (plans.isEmpty()) {
      return new Touch(0, List.of(), null, "");
    }
    Json.Obj page = search(server, plans, currency, NAMED, 0);
    List<String> customers =
        items(page)
            .map(one -> one.get("customer") instanceof Json.Obj c ? c.string("external_id") : null)
            .flatMap(Stream::ofNullable)
            .toList();
    Json total = page.at("pagination.total");
    return new Touch(
        total instanceof Json.Num number ? number.value().longValueExact() : 0,
        customers,
        null,
        "");
  }

  /** Searches the active subscriptions of plans. */
  static Json.Obj search(
      ServerOptions server, List<String> plans, @Nullable String currency, int limit, int offset)
      throws InterruptedException {
    Json.Obj body =
        Json.Obj.EMPTY
            .with("plan_ids", new Json.Arr(plans.stream().<Json>map(Json::of).toList()))
            .with(
                "subscription_status",
                new Json.Arr(List.of(Json.of("active"), Json.of("trialing"))))
            .with("limit", Json.of(limit))
            .with("offset", Json.of(offset));
    if (currency != null) {
      Json.Obj value = Json.Obj.EMPTY.with("string", Json.of(currency));
      Json.Obj filter =
          Json.Obj.EMPTY
              .with("field", Json.of("currency"))
              .with("operator", Json.of("eq"))
              .with("value", value);
      body = body.with("filters", new Json.Arr(List.of(filter)));
    }
    ServerOptions.Reply reply = server.post("/v1/subscriptions/search", body);
    if (!reply.good()) {
      throw ServerOptions.refused(reply);
    }
    return reply.body();
  }

  static Stream<Json.Obj> items(Json.Obj page) {
    return page.get("items") instanceof Json.Arr items
        ? items.items().stream().map(item -> (Json.Obj) item)
        : Stream.empty();
  }

  private Touch money(Change.Alter alter) throws InterruptedException {
    Handle handle = alter.handle();
    Touch touched = subscriptions(plan(handle), said(handle).string("currency"));
    if (touched.subscriptions() == 0) {
      return touched;
    }
    if (said(handle).string("meter") == null) {
      return touched.noting("a fixed price is not simulated");
    }
    Optional<Json.Obj> candidate = candidate(alter.said());
    if (candidate.isEmpty()) {
      return touched.noting("not simulated: the server will refuse these terms");
    }
    Instant now = Instant.parse(ServerOptions.text(server.get("/v1/clock"), "now"));
    Json.Obj question =
        Json.Obj.EMPTY
            .with("price_id", Json.of(bodies.id(handle)))
            .with("from", Json.of(now.toString()))
            .with("to", Json.of(now.plus(1, ChronoUnit.MICROS).toString()))
            .with("candidate", candidate.get());
    ServerOptions.Reply reply = server.post("/v1/simulations?wait=30", question);
    if (!reply.good()) {
      return touched.noting("not simulated: " + ServerOptions.refused(reply).getMessage());
    }
    return simulated(touched, finished(reply.body()));
  }

  private Json.Obj finished(Json.Obj begun) throws InterruptedException {
    Json.Obj found = begun;
    while (ServerOptions.text(found, "status").equals("running")) {
      Thread.sleep(POLL_MS);
      found = server.get("/v1/simulations/" + ServerOptions.text(begun, "id"));
    }
    return found;
  }

  private static Touch simulated(Touch touched, Json.Obj found) {
    if (!(found.get("report") instanceof Json.Obj report)
        || !(report.get("variants") instanceof Json.Arr variants)
        || !(report.get("comparisons") instanceof Json.Arr comparisons)) {
      return touched.noting(
          "the simulation is %s: %s"
              .formatted(ServerOptions.text(found, "status"), ServerOptions.text(found, "error")));
    }
    Currency currency = new Currency(ServerOptions.text(report, "currency"));
    Json.Obj compared = (Json.Obj) comparisons.items().getFirst();
    List<Touch.Mover> movers = new ArrayList<>();
    for (String list : List.of("up", "down")) {
      if (compared.get(list) instanceof Json.Arr some) {
        some.items().stream().limit(MOVERS).forEach(one -> movers.add(mover((Json.Obj) one)));
      }
    }
    String failed = ServerOptions.text(report, "error_count");
    return new Touch(
        touched.subscriptions(),
        touched.customers(),
        new Touch.Compared(
            total(variants, 0, currency),
            total(variants, 1, currency),
            Long.parseLong(ServerOptions.text(compared, "pays_more")),
            Long.parseLong(ServerOptions.text(compared, "pays_less")),
            movers),
        failed.equals("0") ? "" : "%s times there was no price".formatted(failed));
  }

  private static Money total(Json.Arr variants, int at, Currency currency) {
    Json.Obj variant = (Json.Obj) variants.items().get(at);
    return new Money(new BigDecimal(ServerOptions.text(variant, "total")), currency);
  }

  private static Touch.Mover mover(Json.Obj one) {
    return new Touch.Mover(
        ServerOptions.text(one, "external_id"),
        ServerOptions.text(one, "baseline"),
        ServerOptions.text(one, "candidate"),
        ServerOptions.text(one, "difference"));
  }

  /** Returns what is tried: a published script, or the text of one that is not published yet. */
  private Optional<Json.Obj> candidate(Json.Obj said) {
    BillingModel model = BillingModel.valueOf(ServerOptions.text(said, "billing_model"));
    Json.Obj bounds = Json.Obj.EMPTY;
    for (String name : List.of("maximum_amount", "free_events")) {
      Json value = said.get(name);
      bounds = value == null ? bounds : bounds.with(name, value);
    }
    if (model != BillingModel.SCRIPT) {
      PriceTerms terms = PriceTerms.fromJson(model, said);
      if (!terms.errors().isEmpty()) {
        return Optional.empty();
      }
      PriceTerms.Call call = terms.call();
      Json.Obj script = Json.Obj.EMPTY.with("name", Json.of(call.script()));
      return Optional.of(bounds.with("script", script).with("params", call.params()));
    }
    String label = ServerOptions.text(said, "script");
    Json params = said.get("params");
    Json.Obj tried = bounds.with("params", params == null ? Json.Obj.EMPTY : params);
    Served.Version version = bodies.published(label);
    return Optional.of(
        version != null
            ? tried.with("script", version.toApi())
            : tried.with("source", source(label)));
  }

  private Json source(String label) {
    Json.Obj script = wanted.items().getOrDefault(Handle.of(Kind.SCRIPT, label), Json.Obj.EMPTY);
    return Json.of(ServerOptions.text(script, "source"));
  }
}
