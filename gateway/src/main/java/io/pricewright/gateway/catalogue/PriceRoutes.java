package io.pricewright.gateway.catalogue;

import static io.pricewright.gateway.catalogue.PriceAnswers.PRICE;

import io.pricewright.gateway.catalogue.PriceAnswers.Shown;
import io.pricewright.gateway.check.MovedMoney;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.PriceRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes that read prices. */
public final class PriceRoutes {
  /** Most prices of a bulk request. */
  public static final int MAX_BULK = PriceDraft.MAX_BULK;

  private static final Query<Filter> FILTER = Query.of(Filter.class);

  private final PriceWriteRoutes writes;

  /** Which prices to list. */
  record Filter(@Nullable PlanId planId, @Nullable LineageId lineageId, @Inline Page page) {}

  /** Makes routes that give new prices ids, and say in a dry run what would move. */
  public PriceRoutes(Ids ids, EnvironmentClock clock, MovedMoney moved) {
    this.writes = new PriceWriteRoutes(ids, clock, moved);
  }

  /** Returns the routes, those that write among them. */
  public List<Route> routes(Transactions in) {
    return Stream.concat(reads(in).stream(), writes.routes(in).stream()).toList();
  }

  private static List<Route> reads(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    return List.of(
        Route.list(
                "/v1/prices",
                read,
                "Lists price versions, newest first.",
                PRICE,
                in.of(PriceRoutes::list))
            .asking(FILTER),
        Route.get(
            "/v1/prices/{id}", read, "Reads a price version.", PRICE, in.of(PriceRoutes::read)),
        Route.get(
            "/v1/prices/lookup/{lookup_key}",
            read,
            "Reads the newest published price version of a lookup key.",
            PRICE,
            in.of(PriceRoutes::lookup)),
        Route.post(
            "/v1/prices/search",
            read,
            "Searches price versions, newest first.",
            200,
            PriceSearchDraft.PRICES,
            PRICE.paged(),
            in.of(PriceRoutes::search)));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Filter filter = request.read(FILTER);
    Where<PriceRow> where = published();
    if (filter.planId() != null) {
      where = where.and(PriceRow.ENTITY_ID, filter.planId());
    }
    if (filter.lineageId() != null) {
      where = where.and(PriceRow.LINEAGE_ID, filter.lineageId());
    }
    return Pages.of(
        tx,
        PriceRow.TABLE,
        where,
        filter.page(),
        PRICE,
        Pages.each(row -> Shown.of(row, request.caller())));
  }

  private static Where<PriceRow> published() {
    return Where.is(PriceRow.STATUS, Status.PUBLISHED);
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return Existing.find(tx, PriceRow.TABLE, "price", new PriceId(request.path("id")))
        .map(row -> Answer.ok(PRICE, Shown.of(row, request.caller())));
  }

  private static Future<Answer> lookup(Tx tx, Request request, Instant now) {
    String key = request.path("lookup_key");
    return PriceRow.TABLE
        .one(tx, published().and(PriceRow.LOOKUP_KEY, key))
        .map(found -> Existing.of(found, "price with lookup_key", key))
        .map(row -> Answer.ok(PRICE, Shown.of(row, request.caller())));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Search search = request.read(PriceSearchDraft.PRICES);
    return Pages.found(
        tx,
        PriceRow.TABLE,
        search,
        PriceSearchDraft.where(search, now),
        PRICE,
        Pages.each(row -> Shown.of(row, request.caller())));
  }
}
