package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.HoldAnswers.HOLD;

import io.pricewright.gateway.event.IngestDraft;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.HoldRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes of holds: credit reserved before the work, settled with what the work came to, or
 * released. A hold that nobody ends, ends by itself.
 */
public final class HoldRoutes {
  private static final Query<Filter> FILTER = Query.of(Filter.class);

  private final IngestDraft drafts;
  private final HoldCredit hold;
  private final SettleHold settle;
  private final ReleaseHold release;

  /** Which holds to list; a status that there is not finds none. */
  record Filter(@Nullable String holdStatus, @Inline Page page) {}

  /** Makes routes with these parts. */
  public HoldRoutes(Ids ids, Credits credits, IngestDraft drafts, RateEvents rating) {
    this.drafts = drafts;
    this.hold = new HoldCredit(ids, credits, rating);
    this.settle = new SettleHold(credits, rating);
    this.release = new ReleaseHold(credits);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    return List.of(
        Route.post(
                "/v1/holds",
                write,
                "Reserves credit.",
                201,
                HoldDraft.BODY,
                HOLD,
                in.creating(this::hold))
            .says("An amount, or what hypothetical events would cost.")
            .fails(Problem.InvalidOperation.class),
        Route.list("/v1/holds", read, "Lists holds, newest first.", HOLD, in.of(HoldRoutes::list))
            .asking(FILTER),
        Route.get("/v1/holds/{id}", read, "Reads a hold.", HOLD, in.of(HoldRoutes::read)),
        Route.post(
                "/v1/holds/{id}/settle",
                write,
                "Ends a hold with what the work came to.",
                200,
                SettleDraft.BODY,
                HOLD,
                in.creating(this::settle))
            .says(
                "Events, which are ingested and draw the held credit first, or an amount. Less or"
                    + " more than was held.")
            .fails(Problem.InvalidOperation.class),
        Route.post(
                "/v1/holds/{id}/release",
                write,
                "Ends a hold without work.",
                200,
                HOLD,
                in.creating(this::release))
            .fails(Problem.InvalidOperation.class));
  }

  private Future<Answer> hold(Tx tx, Request request, Instant now) {
    return hold.run(tx, HoldDraft.read(request, drafts, now), now)
        .compose(row -> HoldAnswers.show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.created(HOLD, shown.getFirst()));
  }

  private Future<Answer> settle(Tx tx, Request request, Instant now) {
    return shown(tx, request, settle.run(tx, SettleDraft.read(request, drafts), now));
  }

  private Future<Answer> release(Tx tx, Request request, Instant now) {
    return shown(tx, request, release.run(tx, new HoldId(request.path("id")), now));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return shown(tx, request, Holds.find(tx, new HoldId(request.path("id"))));
  }

  private static Future<Answer> shown(Tx tx, Request request, Future<HoldRow> hold) {
    return hold.compose(row -> HoldAnswers.show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.ok(HOLD, shown.getFirst()));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Filter filter = request.read(FILTER);
    String status = filter.holdStatus();
    Where<HoldRow> where =
        status == null
            ? Where.all()
            : Where.<HoldRow>all().andTexts(HoldRow.HOLD_STATUS, List.of(status));
    Page page = filter.page();
    return Future.join(
            HoldRow.TABLE
                .list(tx, where, page.limit(), page.offset())
                .compose(rows -> HoldAnswers.show(tx, rows, request.caller())),
            HoldRow.TABLE.count(tx, where))
        .map(both -> Answer.page(HOLD, both.resultAt(0), page, both.<Long>resultAt(1)));
  }
}
