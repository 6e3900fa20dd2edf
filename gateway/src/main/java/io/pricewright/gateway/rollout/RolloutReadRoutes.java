package io.pricewright.gateway.rollout;

import static io.pricewright.gateway.rollout.RolloutAnswers.DIFFERENCES;
import static io.pricewright.gateway.rollout.RolloutAnswers.ROLLOUT;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.rollout.Differences;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.row.RolloutRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes that read rollouts. */
final class RolloutReadRoutes {
  private static final int MAX_DIFFERENCES = 1_000;
  private static final String ONE = RolloutRoutes.ONE;

  private RolloutReadRoutes() {}

  /** Returns the routes. */
  static List<Route> routes(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    return List.of(
        Route.list(
            "/v1/rollouts",
            read,
            "Lists rollouts, newest first.",
            ROLLOUT,
            in.of(RolloutReadRoutes::list)),
        Route.get(ONE, read, "Reads a rollout.", ROLLOUT, in.of(RolloutReadRoutes::read))
            .says("With its audit trail and how far it came."),
        Route.get(
                ONE + "/differences",
                read,
                "Reads what a rollout's shadow recorded.",
                DIFFERENCES,
                in.of(RolloutReadRoutes::differences))
            .says("The greatest differences first."));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return find(tx, request).compose(row -> RolloutRoutes.answer(tx, row));
  }

  private static Future<RolloutRow> find(Tx tx, Request request) {
    return ChangeRollout.find(tx, new RolloutId(request.path("id")));
  }

  private static Future<Answer> differences(Tx tx, Request request, Instant now) {
    return find(tx, request)
        .compose(row -> Differences.greatest(tx, row.id(), MAX_DIFFERENCES))
        .map(all -> Answer.ok(DIFFERENCES, RolloutAnswers.Recorded.of(all)));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Page page = request.page();
    return Future.join(Rollouts.list(tx, page.limit(), page.offset()), Rollouts.count(tx))
        .map(
            both -> {
              List<RolloutRow> rows = both.resultAt(0);
              return Answer.page(
                  ROLLOUT,
                  rows.stream().map(row -> RolloutAnswers.Shown.of(row, null, null, null)).toList(),
                  page,
                  both.<Long>resultAt(1));
            });
  }
}
