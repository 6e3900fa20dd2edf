package io.pricewright.gateway.reconciliation;

import static io.pricewright.gateway.reconciliation.ReconcileAnswers.BOOKS;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.reconciliation.BookFigures;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The route by which books are held against each other. */
public final class ReconcileRoutes {
  private static final Query<Filter> FILTER = Query.of(Filter.class);

  private final Database database;

  /** Whose books. */
  record Filter(
      @Says("This or the external id; both left out: all.") @Nullable CustomerId customerId,
      @Nullable ExternalId externalCustomerId,
      @Says("Books in this alone.") @Nullable Currency currency,
      @Says("Most customers of the answer.") @Bounds(min = 1, max = BookFigures.MOST) @Default("50")
          int limit,
      @Says("Customers to leave out before.") @Bounds(min = 0, max = Page.MAX_OFFSET) @Default("0")
          int offset)
      implements Checked {
    @Override
    public void check(Place place) {
      if (customerId != null && externalCustomerId != null) {
        place.refuse("external_customer_id", "ambiguous", "Name the customer once.");
      }
    }

    private ReconcileBooks.Asked asked() {
      return new ReconcileBooks.Asked(customerId, externalCustomerId, currency, limit, offset);
    }
  }

  /** Reads snapshots of a database. */
  public ReconcileRoutes(Database database) {
    this.database = database;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.list(
                "/v1/reconciliation",
                Scopes.BILLING_READ,
                "Holds usage, charges, documents and the ledger against each other.",
                BOOKS,
                this::reconcile)
            .says(
                "Customer by customer, oldest first, in each currency. What differs is explained;"
                    + " what nothing explains is wrong.")
            .named("reconcileBooks")
            .fails(Problem.NotFound.class)
            .asking(FILTER));
  }

  private Future<Answer> reconcile(Request request) {
    Filter filter = request.read(FILTER);
    return Retry.transientFaults(
            () ->
                database.inSnapshot(request.scope(), tx -> ReconcileBooks.run(tx, filter.asked())))
        .map(
            found ->
                Answer.page(
                    BOOKS,
                    found.books().stream().map(ReconcileAnswers.Shown::of).toList(),
                    new Page(filter.limit(), filter.offset()),
                    found.total()));
  }
}
