package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.LedgerAnswers.STATEMENT;
import static io.pricewright.gateway.credit.LedgerAnswers.TRIAL;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Tx;
import io.pricewright.store.ledger.Statement;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The routes of the ledger's accounts. */
public final class LedgerRoutes {
  private static final Query<Asked> ASKED = Query.of(Asked.class);

  /** Which part of which account. */
  record Asked(
      CustomerId customerId,
      @Says("Such as `unbilled`, or `wallet:` and the id of a grant.") String account,
      Currency currency,
      @Says("What was posted from then on; the beginning when it is left out.")
          @Nullable Instant from,
      @Says("What was posted before then; now when it is left out.") @Nullable Instant to,
      @Inline Page page) {}

  private LedgerRoutes() {}

  /** Returns the routes. */
  public static List<Route> routes(Transactions in) {
    return List.of(
        Route.get(
                "/v1/ledger/statement",
                Scopes.BILLING_READ,
                "Lists what an account of a customer got and gave between two instants.",
                STATEMENT,
                in.of(LedgerRoutes::statement))
            .says("With the balance after each.")
            .asking(ASKED),
        Route.get(
                "/v1/ledger/trial-balance",
                Scopes.BILLING_READ,
                "Sums all accounts by kind and currency.",
                TRIAL,
                in.of(
                    (tx, request, now) ->
                        Statement.trial(tx)
                            .map(trial -> Answer.ok(TRIAL, LedgerAnswers.Trial.of(trial)))))
            .says("Debits equal credits in each currency."));
  }

  private static Future<Answer> statement(Tx tx, Request request, Instant now) {
    Asked asked = request.read(ASKED);
    Instant from = Objects.requireNonNullElse(asked.from(), Instant.EPOCH);
    Instant to = Objects.requireNonNullElse(asked.to(), now.plusSeconds(1));
    return Owners.found(tx, asked.customerId(), "There is no customer of that id.")
        .compose(
            customer ->
                Statement.read(
                    tx,
                    customer,
                    asked.account(),
                    asked.currency(),
                    from,
                    to,
                    asked.page().limit(),
                    asked.page().offset()))
        .map(
            read ->
                Answer.ok(
                    STATEMENT,
                    LedgerAnswers.Shown.of(
                        asked.customerId(),
                        asked.account(),
                        asked.currency(),
                        from,
                        to,
                        read,
                        asked.page())));
  }
}
