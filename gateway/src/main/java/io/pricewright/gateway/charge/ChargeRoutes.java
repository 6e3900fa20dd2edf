package io.pricewright.gateway.charge;

import static io.pricewright.gateway.charge.ChargeAnswers.CHARGE;
import static io.pricewright.gateway.charge.ChargeAnswers.EXPLANATION;
import static io.pricewright.gateway.charge.ChargeAnswers.SUMMARY;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes that say what was charged, and why. */
public final class ChargeRoutes {
  private static final Query<Whose> WHOSE = Query.of(Whose.class);
  private static final Query<Filter> FILTER = Query.of(Filter.class);

  private final ExplainCharge explain;

  /** Whose charges. */
  record Whose(
      @Says("This or the external id; both left out: all.") @Nullable CustomerId customerId,
      @Nullable ExternalId externalCustomerId)
      implements Checked {
    @Override
    public void check(Place place) {
      if (customerId != null && externalCustomerId != null) {
        place.refuse("external_customer_id", "ambiguous", "Name the customer once.");
      }
    }

    private ListCharges.Whose whose() {
      return new ListCharges.Whose(customerId, externalCustomerId);
    }
  }

  /** Which charges to list. */
  record Filter(@Inline Whose whose, @Inline Page page) {}

  /** Explains with a script engine, on the pool. */
  public ChargeRoutes(Snapshots snapshots, ScriptPool scripts, ScriptEngine engine) {
    this.explain = new ExplainCharge(snapshots, scripts, engine);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    return List.of(
        Route.get(
                "/v1/charges/summary",
                read,
                "Sums charges by currency.",
                SUMMARY,
                in.of((tx, request, now) -> summary(tx, request)))
            .says("Of a customer or of all, beside the ledger's balances.")
            .fails(Problem.NotFound.class)
            .asking(WHOSE),
        Route.list(
                "/v1/charges",
                read,
                "Lists charges, newest first.",
                CHARGE,
                in.of((tx, request, now) -> list(tx, request)))
            .says("Of a customer or of all.")
            .fails(Problem.NotFound.class)
            .asking(FILTER),
        Route.get(
                "/v1/charges/{id}/explain",
                read,
                "Explains a charge.",
                EXPLANATION,
                in.of((tx, request, now) -> explain(tx, request.path("id"))))
            .says("What the script saw and answered, enough to run it again."));
  }

  private static Future<Answer> summary(Tx tx, Request request) {
    return ListCharges.sums(tx, request.read(WHOSE).whose())
        .map(sums -> Answer.ok(SUMMARY, ChargeAnswers.Summary.of(sums)));
  }

  private static Future<Answer> list(Tx tx, Request request) {
    Filter filter = request.read(FILTER);
    Page page = filter.page();
    return ListCharges.run(tx, filter.whose().whose(), page.limit(), page.offset())
        .map(
            found ->
                Answer.page(
                    CHARGE,
                    found.charges().stream()
                        .map(
                            charge ->
                                ChargeAnswers.Charge.of(
                                    charge, found.books().get(charge.customerNo())))
                        .toList(),
                    page,
                    found.total()));
  }

  private Future<Answer> explain(Tx tx, String id) {
    return explain.run(
        tx,
        charge(id),
        explained -> Answer.ok(EXPLANATION, ChargeAnswers.Explanation.of(explained)));
  }

  private static ChargeId charge(String id) {
    try {
      return new ChargeId(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw ExplainCharge.missing();
    }
  }
}
