package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.row.CustomerDueRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes of customers who are held: what is due for them failed again and again, and nobody
 * tries any more until they are released.
 */
public final class HeldRoutes {
  static final Body<Held> HELD = Body.of(Held.class);

  /** A held customer. */
  @Named("HeldCustomer")
  record Held(
      CustomerId customerId,
      @Says("Why what is due failed the last time.") @Nullable String reason,
      @Says("Since when something is due.") @Nullable Instant dueAt,
      @Says("Failures in a row.") int attempts) {
    static Held of(CustomerDueRow row, CustomerId customer) {
      return new Held(customer, row.held(), row.dueAt(), row.attempts());
    }
  }

  private HeldRoutes() {}

  /** Returns the routes. */
  public static List<Route> routes(Transactions in) {
    return List.of(
        Route.list(
            "/v1/billing/held",
            Scopes.BILLING_READ,
            "Lists customers for whom nothing is done, as it failed ten times in a row.",
            HELD,
            in.of(HeldRoutes::list)),
        Route.post(
                "/v1/billing/held/{customer_id}/release",
                Scopes.BILLING_WRITE,
                "Has what is due for a held customer tried again; nothing, if it is not held.",
                200,
                HELD,
                in.creating(HeldRoutes::release))
            .fails(Problem.NotFound.class));
  }

  private static Where<CustomerDueRow> held() {
    return Where.<CustomerDueRow>all().andNotNull(CustomerDueRow.HELD);
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Page page = request.page();
    return CustomerDueRow.TABLE
        .count(tx, held())
        .compose(
            total ->
                CustomerDueRow.TABLE
                    .list(tx, held(), page.limit(), page.offset())
                    .compose(rows -> Owners.show(tx, rows, CustomerDueRow::customerNo, Held::of))
                    .map(shown -> Answer.page(HELD, shown, page, total)));
  }

  private static Future<Answer> release(Tx tx, Request request, Instant now) {
    CustomerId id = new CustomerId(request.path("customer_id"));
    return Owners.found(tx, id)
        .compose(
            no -> CustomerDues.release(tx, no).compose(done -> CustomerDueRow.TABLE.find(tx, no)))
        .map(
            found ->
                Answer.ok(
                    HELD,
                    found
                        .map(row -> Held.of(row, id))
                        .orElseGet(() -> new Held(id, null, null, 0))));
  }
}
