package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.Segment;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.store.catalogue.MeterRow;
import io.pricewright.store.catalogue.PlanRow;
import io.pricewright.store.catalogue.PriceRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of prices. Money fields make a new version of the lineage; nothing else is a version.
 */
public final class PriceRoutes {
  private static final String TERMS =
      "amount:decimal, tier_mode, tiers:array, transform_quantity:object, script:object,"
          + " params:object";
  private static final Shape CREATE =
      Shape.of(
          "CreatePrice",
          "entity_id*:string, entity_type*:string, type*:string, billing_model*:string,"
              + " billing_period*:string, currency*:string, meter_id, billing_period_count:integer,"
              + " invoice_cadence, lookup_key, display_name, description, metadata:object, "
              + TERMS);
  private static final Shape UPDATE =
      Shape.of(
          "UpdatePrice",
          "effective_from:time, lookup_key, display_name, description, metadata:object, " + TERMS);

  private static final int MOST_VERSIONS = 1_000;

  private final Ids ids;

  /** Makes routes that give new prices ids. */
  public PriceRoutes(Ids ids) {
    this.ids = ids;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    Shape price = CatalogueAnswers.PRICE;
    return List.of(
        Route.post(
            "/v1/prices",
            Scopes.CATALOGUE_WRITE,
            "Adds a price to a plan. Its subscriptions of the currency follow.",
            201,
            CREATE,
            price,
            in.creating(this::create)),
        Route.list(
                "/v1/prices",
                Scopes.CATALOGUE_READ,
                "Lists price versions, newest first.",
                price,
                in.of(PriceRoutes::list))
            .withQuery("limit", "offset", "plan_id", "lineage_id"),
        Route.get(
            "/v1/prices/{id}",
            Scopes.CATALOGUE_READ,
            "Reads a price version.",
            price,
            in.of(
                (tx, request, now) ->
                    Rowed.get(tx, request, PriceRow.TABLE, "price", CatalogueAnswers::of))),
        Route.put(
            "/v1/prices/{id}",
            Scopes.CATALOGUE_WRITE,
            "Makes a new version from effective_from on when money fields are sent; else edits texts.",
            UPDATE,
            price,
            in.of(this::update)),
        Route.delete(
            "/v1/prices/{id}",
            Scopes.CATALOGUE_WRITE,
            "Archives a price: new subscriptions lack it, existing ones keep it.",
            price,
            in.of(PriceRoutes::archive)));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Map<String, String> equal = new HashMap<>(Map.of("status", "published"));
    String plan = request.query("plan_id");
    String lineage = request.query("lineage_id");
    if (plan != null) {
      equal.put("entity_id", plan);
    }
    if (lineage != null) {
      equal.put("lineage_id", lineage);
    }
    return Rowed.listEach(tx, request, PriceRow.TABLE, equal, CatalogueAnswers::of);
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields =
        request
            .fields()
            .ignore(
                "price_unit_type", "filter_values", "billing_cadence", "trial_period", "group_id");
    fields.oneOf("entity_type", "PLAN", "PLAN");
    BillingModel model = fields.requiredChoice("billing_model", BillingModel.class);
    PriceScripts.Wanted wanted = wanted(fields, model);
    PriceRow draft = draft(fields, model, now);
    fields.done();
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, PlanRow.TABLE, "plan", draft.entityId()))
        .compose(plan -> meter(tx, draft.meterId()))
        .compose(meter -> PriceScripts.find(tx, wanted))
        .compose(
            script -> {
              Json.Obj terms = PriceScripts.terms(wanted, script, model == BillingModel.SCRIPT);
              PriceRow row = priced(draft, script.id(), wanted.params().text(), terms.text());
              return PriceRow.TABLE
                  .add(tx, row)
                  .compose(added -> AllowanceRule.checkPrice(tx, row))
                  .compose(
                      fine -> Tasks.add(tx, new Work.AttachPrice(row.entityId(), row.id()), now))
                  .map(task -> Answer.created(CatalogueAnswers.of(row, request.caller())));
            });
  }

  private static PriceScripts.Wanted wanted(Fields fields, BillingModel model) {
    if (model == BillingModel.SCRIPT) {
      return PriceScripts.read(fields, Json.Obj.EMPTY);
    }
    PriceTerms terms = TermsReader.read(fields, TermsReader.empty(model));
    return terms.errors().isEmpty()
        ? PriceScripts.of(terms)
        : new PriceScripts.Wanted("", null, Json.Obj.EMPTY, Json.Obj.EMPTY);
  }

  private PriceRow draft(Fields fields, BillingModel model, Instant now) {
    String id = ids.next("price", now);
    String type = fields.oneOf("type", "USAGE", "USAGE", "FIXED");
    String meterId = fields.text("meter_id", 100);
    boolean usage = type.equals("USAGE");
    if (usage == (meterId == null || meterId.isEmpty())) {
      fields.refuse("meter_id", "required", "A USAGE price has a meter, a FIXED one has none.");
    }
    Long count = fields.integer("billing_period_count", 1, 1200);
    Json.Obj metadata = fields.metadata("metadata");
    return new PriceRow(
        id,
        id,
        1,
        null,
        "PLAN",
        fields.requiredText("entity_id", 100),
        type,
        usage ? meterId : null,
        currency(fields),
        model.name(),
        fields.requiredChoice("billing_period", BillingPeriod.class).name(),
        count == null ? 1 : count.intValue(),
        fields.oneOf("invoice_cadence", "ARREAR", "ARREAR", "ADVANCE"),
        "",
        "{}",
        "{}",
        fields.text("lookup_key", 255),
        fields.text("display_name", 255),
        fields.text("description"),
        metadata == null ? "{}" : metadata.text(),
        null,
        "published",
        now,
        now);
  }

  private static String currency(Fields fields) {
    String code = fields.requiredText("currency", 10);
    try {
      return new Currency(code).code();
    } catch (IllegalArgumentException e) {
      fields.refuse("currency", "not_a_choice", "Send three letters, such as usd.");
      return "";
    }
  }

  private static Future<Void> meter(Tx tx, @Nullable String meterId) {
    return meterId == null
        ? Future.succeededFuture()
        : Rowed.find(tx, MeterRow.TABLE, "meter", meterId).mapEmpty();
  }

  private Future<Answer> update(Tx tx, Request request, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, PriceRow.TABLE, "price", request.path("id")))
        .compose(named -> lineage(tx, named))
        .compose(
            lineage -> {
              PriceRow old = lineage.getLast();
              Fields fields = request.fields().ignore("group_id");
              boolean money = TermsReader.MONEY.stream().anyMatch(fields::has);
              return money
                  ? version(tx, request, fields, lineage, now)
                  : edit(tx, request, fields, old, now);
            });
  }

  /** Returns all versions of a price's lineage, oldest first. */
  private static Future<List<PriceRow>> lineage(Tx tx, PriceRow named) {
    return PriceRow.TABLE
        .list(tx, Map.of("lineage_id", named.lineageId()), MOST_VERSIONS, 0)
        .map(
            all ->
                all.stream().sorted(java.util.Comparator.comparingInt(PriceRow::version)).toList());
  }

  /** Refuses a version that could make a billing period have more segments than rating takes. */
  private static void bound(List<PriceRow> lineage, Instant from) {
    PriceRow old = lineage.getLast();
    long days = 366L * old.billingPeriodCount();
    Duration period =
        Duration.ofDays(
            switch (old.billingPeriod()) {
              case "DAILY" -> 1L * old.billingPeriodCount();
              case "WEEKLY" -> 7L * old.billingPeriodCount();
              case "MONTHLY" -> 31L * old.billingPeriodCount();
              default -> days;
            });
    long near =
        lineage.stream()
            .map(PriceRow::effectiveFrom)
            .filter(at -> at != null && at.isAfter(from.minus(period)))
            .count();
    if (near >= Segment.MAX - 1 || lineage.size() >= MOST_VERSIONS) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "A price has at most %d versions in a billing period, and %d in all. Make a new price."
                  .formatted(Segment.MAX, MOST_VERSIONS)));
    }
  }

  private Future<Answer> version(
      Tx tx, Request request, Fields fields, List<PriceRow> lineage, Instant now) {
    PriceRow old = lineage.getLast();
    Instant sent = fields.instant("effective_from");
    Instant from = sent == null ? now : sent;
    Instant before = old.effectiveFrom();
    if (before != null && !from.isAfter(before)) {
      fields.refuse(
          "effective_from",
          "out_of_range",
          "Send a time after the last version's, " + before + ".");
    }
    BillingModel model = BillingModel.valueOf(old.billingModel());
    fields.oneOf("billing_model", old.billingModel(), old.billingModel());
    Json.Obj oldTerms = JsonReader.parseObject(old.terms());
    PriceScripts.Wanted wanted = wantedAnew(fields, model, oldTerms, old);
    PriceRow edited = edited(fields, old, now);
    fields.done();
    bound(lineage, from);
    return PriceScripts.find(tx, wanted)
        .compose(
            script -> {
              Json.Obj terms = PriceScripts.terms(wanted, script, model == BillingModel.SCRIPT);
              PriceRow row =
                  numbered(
                      priced(edited, script.id(), wanted.params().text(), terms.text()),
                      ids.next("price", now),
                      old.version() + 1,
                      from,
                      now);
              return PriceRow.TABLE
                  .put(tx, old.id(), ended(old, from, "published", now))
                  .compose(ended -> PriceRow.TABLE.add(tx, row))
                  .compose(added -> AllowanceRule.checkPrice(tx, row))
                  .compose(
                      fine -> Tasks.add(tx, new Work.Recount(row.lineageId(), null, from), now))
                  .map(task -> Answer.ok(CatalogueAnswers.of(row, request.caller())));
            });
  }

  private static PriceScripts.Wanted wantedAnew(
      Fields fields, BillingModel model, Json.Obj oldTerms, PriceRow old) {
    if (model != BillingModel.SCRIPT) {
      PriceTerms terms = TermsReader.read(fields, PriceTerms.fromJson(model, oldTerms));
      return terms.errors().isEmpty()
          ? PriceScripts.of(terms)
          : new PriceScripts.Wanted("", null, Json.Obj.EMPTY, Json.Obj.EMPTY);
    }
    Json.Obj params = JsonReader.parseObject(old.params());
    if (fields.has("script")) {
      return PriceScripts.read(fields, params);
    }
    Json.Obj given = fields.free("params");
    Json.Obj script = oldTerms.get("script") instanceof Json.Obj named ? named : Json.Obj.EMPTY;
    String name = script.string("name");
    Integer number =
        script.get("version") instanceof Json.Num version ? version.value().intValueExact() : null;
    return new PriceScripts.Wanted(
        name == null ? "" : name, number, given == null ? params : given, Json.Obj.EMPTY);
  }

  private static Future<Answer> edit(
      Tx tx, Request request, Fields fields, PriceRow old, Instant now) {
    fields.ignore("billing_model");
    if (fields.has("effective_from")) {
      fields.refuse("effective_from", "not_supported", "It goes with a change of money fields.");
    }
    PriceRow row = edited(fields, old, now);
    fields.done();
    return PriceRow.TABLE
        .put(tx, row.id(), row)
        .map(put -> Answer.ok(CatalogueAnswers.of(row, request.caller())));
  }

  private static Future<Answer> archive(Tx tx, Request request, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, PriceRow.TABLE, "price", request.path("id")))
        .compose(named -> lineage(tx, named).map(List::getLast))
        .compose(
            old -> {
              if (old.status().equals("archived")) {
                throw new ProblemException(new Problem.InvalidOperation("The price is archived."));
              }
              PriceRow row = ended(old, now, "archived", now);
              return PriceRow.TABLE
                  .put(tx, row.id(), row)
                  .map(put -> Answer.ok(CatalogueAnswers.of(row, request.caller())));
            });
  }

  private static PriceRow edited(Fields fields, PriceRow o, Instant now) {
    String key = fields.text("lookup_key", 255);
    String shown = fields.text("display_name", 255);
    String description = fields.text("description");
    Json.Obj metadata = fields.metadata("metadata");
    return new PriceRow(
        o.id(),
        o.lineageId(),
        o.version(),
        o.effectiveFrom(),
        o.entityType(),
        o.entityId(),
        o.type(),
        o.meterId(),
        o.currency(),
        o.billingModel(),
        o.billingPeriod(),
        o.billingPeriodCount(),
        o.invoiceCadence(),
        o.scriptId(),
        o.params(),
        o.terms(),
        key == null ? o.lookupKey() : key,
        shown == null ? o.displayName() : shown,
        description == null ? o.description() : description,
        metadata == null ? o.metadata() : metadata.text(),
        o.endDate(),
        o.status(),
        o.createdAt(),
        now);
  }

  private static PriceRow priced(PriceRow o, String scriptId, String params, String terms) {
    return new PriceRow(
        o.id(),
        o.lineageId(),
        o.version(),
        o.effectiveFrom(),
        o.entityType(),
        o.entityId(),
        o.type(),
        o.meterId(),
        o.currency(),
        o.billingModel(),
        o.billingPeriod(),
        o.billingPeriodCount(),
        o.invoiceCadence(),
        scriptId,
        params,
        terms,
        o.lookupKey(),
        o.displayName(),
        o.description(),
        o.metadata(),
        o.endDate(),
        o.status(),
        o.createdAt(),
        o.updatedAt());
  }

  private static PriceRow numbered(PriceRow o, String id, int version, Instant from, Instant now) {
    return new PriceRow(
        id,
        o.lineageId(),
        version,
        from,
        o.entityType(),
        o.entityId(),
        o.type(),
        o.meterId(),
        o.currency(),
        o.billingModel(),
        o.billingPeriod(),
        o.billingPeriodCount(),
        o.invoiceCadence(),
        o.scriptId(),
        o.params(),
        o.terms(),
        o.lookupKey(),
        o.displayName(),
        o.description(),
        o.metadata(),
        null,
        "published",
        now,
        now);
  }

  private static PriceRow ended(PriceRow o, Instant at, String status, Instant now) {
    return new PriceRow(
        o.id(),
        o.lineageId(),
        o.version(),
        o.effectiveFrom(),
        o.entityType(),
        o.entityId(),
        o.type(),
        o.meterId(),
        o.currency(),
        o.billingModel(),
        o.billingPeriod(),
        o.billingPeriodCount(),
        o.invoiceCadence(),
        o.scriptId(),
        o.params(),
        o.terms(),
        o.lookupKey(),
        o.displayName(),
        o.description(),
        o.metadata(),
        at,
        status,
        o.createdAt(),
        now);
  }
}
