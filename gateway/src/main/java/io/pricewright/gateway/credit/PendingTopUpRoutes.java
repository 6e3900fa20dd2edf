package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.WalletTransactionAnswers.TOPPED_UP;
import static io.pricewright.gateway.credit.WalletTransactionAnswers.TRANSACTION;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes of top-ups that wait for their payment. */
final class PendingTopUpRoutes {
  private final PendingTopUps pending;

  PendingTopUpRoutes(PendingTopUps pending) {
    this.pending = pending;
  }

  /** Returns the routes. */
  List<Route> routes(Transactions in) {
    String write = Scopes.BILLING_WRITE;
    return List.of(
        Route.post(
                "/v1/wallets/transactions/{id}/complete",
                write,
                "Says that a pending top-up is paid: its credits come.",
                200,
                TOPPED_UP,
                in.creating(this::complete))
            .says("Once, however often it is said.")
            .fails(Problem.InvalidOperation.class),
        Route.post(
                "/v1/wallets/transactions/{id}/cancel",
                write,
                "Says that a pending top-up will not be paid.",
                200,
                TRANSACTION,
                in.creating(this::cancel))
            .fails(Problem.InvalidOperation.class));
  }

  private Future<Answer> complete(Tx tx, Request request, Instant now) {
    return pending
        .complete(tx, new WalletTransactionId(request.path("id")), now)
        .compose(row -> WalletTransactionAnswers.toppedUp(tx, row, request.caller(), now))
        .map(shown -> Answer.ok(TOPPED_UP, shown));
  }

  private Future<Answer> cancel(Tx tx, Request request, Instant now) {
    return pending
        .cancel(tx, new WalletTransactionId(request.path("id")), now)
        .compose(row -> WalletTransactionAnswers.show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.ok(TRANSACTION, shown.getFirst()));
  }
}
