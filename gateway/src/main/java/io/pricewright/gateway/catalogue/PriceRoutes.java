package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of prices. Money fields make a new version of the lineage; nothing else is a version.
 */
public final class PriceRoutes {
  /** Most prices of a bulk request. */
  public static final int MAX_BULK = 100;

  private static final Shape CREATE =
      Shape.of(
          "CreatePrice",
          "entity_id*:string, entity_type*:string, type*:string, billing_model*:string,"
              + " billing_period*:string, currency*:string, meter_id, billing_period_count:integer,"
              + " invoice_cadence, lookup_key, display_name, description, metadata:object, "
              + PriceDraft.TERMS);
  private static final Shape BULK = Shape.of("CreatePrices", "items*:array");
  private static final Shape UPDATE =
      Shape.of(
          "UpdatePrice",
          "effective_from:time, lookup_key, display_name, description, metadata:object, "
              + PriceDraft.TERMS);
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "price_ids", "id",
          "plan_ids", "entity_id",
          "entity_ids", "entity_id",
          "entity_type", "entity_type",
          "meter_ids", "meter_id",
          "lineage_ids", "lineage_id",
          "lookup_key", "lookup_key");
  private static final List<String> COLUMNS =
      List.of("id", "entity_id", "meter_id", "lookup_key", "type", "currency", "billing_model");
  private static final Shape SEARCH =
      Search.shape(
          "SearchPrices",
          "status, price_ids:array, plan_ids:array, entity_ids:array, entity_type, meter_ids:array,"
              + " lineage_ids:array, lookup_key");

  private final Ids ids;
  private final PriceVersions versions;

  /** Makes routes that give new prices ids. */
  public PriceRoutes(Ids ids, EnvironmentClock clock) {
    this.ids = ids;
    this.versions = new PriceVersions(ids, clock);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    List<Route> routes = new ArrayList<>(reads(in));
    routes.addAll(writes(in));
    return List.copyOf(routes);
  }

  private static List<Route> reads(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    Shape price = CatalogueAnswers.PRICE;
    return List.of(
        Route.list(
                "/v1/prices",
                read,
                "Lists price versions, newest first.",
                price,
                in.of(PriceRoutes::list))
            .withQuery("limit", "offset", "plan_id", "lineage_id"),
        Route.get(
            "/v1/prices/{id}",
            read,
            "Reads a price version.",
            price,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, PriceRow.TABLE, "price", new PriceId(request.path("id")))
                        .map(row -> Answer.ok(CatalogueAnswers.of(row, request.caller()))))),
        Route.get(
            "/v1/prices/lookup/{lookup_key}",
            read,
            "Reads the newest published price version of a lookup key.",
            price,
            in.of(PriceRoutes::lookup)),
        Route.post(
            "/v1/prices/search",
            read,
            "Searches price versions, newest first.",
            200,
            SEARCH,
            price.listed(),
            in.of(PriceRoutes::search)));
  }

  private List<Route> writes(Transactions in) {
    String write = Scopes.CATALOGUE_WRITE;
    Shape price = CatalogueAnswers.PRICE;
    return List.of(
        Route.post(
            "/v1/prices",
            write,
            "Adds a price to a plan. Its subscriptions of the currency follow.",
            201,
            CREATE,
            price,
            in.creating(this::create)),
        Route.post(
            "/v1/prices/bulk",
            write,
            "Adds 1 to 100 prices, all of them or none.",
            201,
            BULK,
            price.listed(),
            in.creating(this::bulk)),
        Route.put(
            "/v1/prices/{id}",
            write,
            "Makes a new version from effective_from on when money fields are sent; else edits"
                + " texts.",
            UPDATE,
            price,
            in.of(
                (tx, request, now) ->
                    versions
                        .change(tx, new PriceId(request.path("id")), request.fields(), now)
                        .map(row -> Answer.ok(CatalogueAnswers.of(row, request.caller()))))),
        Route.delete(
            "/v1/prices/{id}",
            write,
            "Archives a price: new subscriptions lack it, existing ones keep it.",
            price,
            in.of(
                (tx, request, now) ->
                    versions
                        .archive(tx, new PriceId(request.path("id")), now)
                        .map(row -> Answer.ok(CatalogueAnswers.of(row, request.caller()))))));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Where<PriceRow> where = Where.is(PriceRow.STATUS, Status.PUBLISHED);
    String plan = request.query("plan_id");
    String lineage = request.query("lineage_id");
    if (plan != null) {
      where = where.and(PriceRow.ENTITY_ID, new PlanId(plan));
    }
    if (lineage != null) {
      where = where.and(PriceRow.LINEAGE_ID, new LineageId(lineage));
    }
    return Rowed.listEach(tx, request, PriceRow.TABLE, where, CatalogueAnswers::of);
  }

  private static Future<Answer> lookup(Tx tx, Request request, Instant now) {
    String key = request.path("lookup_key");
    return PriceRow.TABLE
        .one(tx, Where.is(PriceRow.LOOKUP_KEY, key).and(PriceRow.STATUS, Status.PUBLISHED))
        .map(found -> Rowed.existing(found, "price with lookup_key", key))
        .map(row -> Answer.ok(CatalogueAnswers.of(row, request.caller())));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Search search = Search.readPublished(fields, CONDITIONS, COLUMNS);
    fields.done();
    return Rowed.search(tx, search, PriceRow.TABLE, Rowed.each(request, CatalogueAnswers::of));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    PriceDraft draft = PriceDraft.create(fields, new PriceId(ids.next("price", now)), now);
    return PriceScripts.look(tx, draft.wanted())
        .compose(
            found -> {
              fields.refuseAll(found.errors());
              fields.done();
              return Epochs.advance(tx).compose(epoch -> add(tx, draft, found.script(), "", now));
            })
        .map(row -> Answer.created(CatalogueAnswers.of(row, request.caller())));
  }

  private static Future<PriceRow> add(
      Tx tx, PriceDraft draft, ScriptRow script, String at, Instant now) {
    PriceRow row = draft.priced(script);
    return Rowed.refer(tx, PlanRow.TABLE, "plan", row.entityId(), at + "/entity_id")
        .compose(plan -> meter(tx, row.meterId(), at + "/meter_id"))
        .compose(meter -> PriceBounds.check(tx, row, script, null))
        .compose(fits -> PriceRow.TABLE.add(tx, row))
        .compose(added -> AllowanceRule.checkPrice(tx, row))
        .compose(fine -> Tasks.add(tx, new Work.AttachPrice(row.entityId(), row.lineageId()), now))
        .map(row);
  }

  private static Future<Void> meter(Tx tx, @Nullable MeterId meterId, String at) {
    return meterId == null
        ? Future.succeededFuture()
        : Rowed.refer(tx, MeterRow.TABLE, "meter", meterId, at).mapEmpty();
  }

  private Future<Answer> bulk(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    List<Fields> items = fields.objects("items", MAX_BULK);
    if (items.isEmpty()) {
      fields.refuse("items", "required", "Send 1 to %d prices.".formatted(MAX_BULK));
    }
    List<PriceDraft> drafts =
        items.stream()
            .map(item -> PriceDraft.create(item, new PriceId(ids.next("price", now)), now))
            .toList();
    return Future.join(drafts.stream().map(d -> PriceScripts.look(tx, d.wanted())).toList())
        .compose(
            looked -> {
              List<PriceScripts.Found> found = looked.list();
              for (int i = 0; i < items.size(); i++) {
                items.get(i).refuseAll(found.get(i).errors());
              }
              fields.done();
              Future<List<Json.Obj>> made =
                  Epochs.advance(tx).map(epoch -> new ArrayList<Json.Obj>());
              for (int i = 0; i < drafts.size(); i++) {
                PriceDraft draft = drafts.get(i);
                ScriptRow script = found.get(i).script();
                String at = "/items/" + i;
                made =
                    made.compose(
                        all ->
                            add(tx, draft, script, at, now)
                                .map(
                                    row -> {
                                      all.add(CatalogueAnswers.of(row, request.caller()));
                                      return all;
                                    }));
              }
              return made;
            })
        .map(all -> Answer.created(Shape.page(all, new Page(MAX_BULK, 0), all.size())));
  }
}
