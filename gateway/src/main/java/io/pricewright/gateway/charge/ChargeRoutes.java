package io.pricewright.gateway.charge;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.ledger.ChargeSums;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes that say what was charged. */
public final class ChargeRoutes {
  private static final Shape SUMS =
      Shape.of("ChargeSums", "currency, amount, charges:integer, unbilled, revenue");

  private ChargeRoutes() {}

  /** Returns the routes. */
  public static List<Route> routes(Transactions in) {
    return List.of(
        Route.get(
                "/v1/charges/summary",
                Scopes.BILLING_READ,
                "Sums charges by currency, of a customer or of all, beside the ledger's balances.",
                Shape.of("ChargeSummary", "items:array"),
                in.of((tx, request, now) -> summary(tx, request)))
            .withQuery("external_customer_id"));
  }

  private static Future<Answer> summary(Tx tx, Request request) {
    return customer(tx, request.query("external_customer_id"))
        .compose(no -> ChargeSums.read(tx, no))
        .map(
            sums ->
                Answer.ok(
                    Json.Obj.EMPTY.with(
                        "items", new Json.Arr(sums.stream().map(ChargeRoutes::json).toList()))));
  }

  static Future<@Nullable CustomerNo> customer(Tx tx, @Nullable String externalId) {
    if (externalId == null) {
      return Future.succeededFuture(null);
    }
    return Customers.resolve(tx, List.of(externalId))
        .map(
            found -> {
              CustomerNo no = found.get(externalId);
              if (no == null) {
                throw new ProblemException(
                    new Problem.NotFound("There is no customer with that external id."));
              }
              return no;
            });
  }

  private static Json json(ChargeSums sums) {
    return SUMS.fill()
        .set("currency", sums.currency())
        .set("amount", text(sums.charged()))
        .set("charges", sums.charges())
        .set("unbilled", text(sums.unbilled()))
        .set("revenue", text(sums.revenue()))
        .json();
  }

  private static String text(BigDecimal amount) {
    return Money.plain(amount).toPlainString();
  }
}
