package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.WalletAnswers.WALLET;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The routes of a customer's wallets. */
public final class CustomerWalletRoutes {
  private static final Query<Named> NAMED = Query.of(Named.class);

  /** Whose wallets: by the id, or else by the tenant's own. */
  record Named(
      @Says("Whose; give this or `lookup_key`.") @Nullable CustomerId id,
      @Longest(255) @Says("Whose, by the tenant's own id.") @Nullable ExternalId lookupKey,
      @Says("Either way balances are those of now.") @Nullable Boolean includeRealTimeBalance,
      @Says("Either way nothing is cached.") @Nullable Boolean fromCache)
      implements Checked {
    @Override
    public void check(Place place) {
      if (place.has("id") == place.has("lookup_key")) {
        place.refuse("id", "required", "Give either id or lookup_key.");
      }
    }
  }

  private CustomerWalletRoutes() {}

  /** Returns the routes. */
  public static List<Route> routes(Transactions in) {
    return List.of(
        Route.get(
                "/v1/customers/wallets",
                Scopes.BILLING_READ,
                "Lists the wallets of a customer named by the query.",
                WALLET.listed(),
                in.of(CustomerWalletRoutes::named))
            .asking(NAMED),
        Route.get(
            "/v1/customers/{id}/wallets",
            Scopes.BILLING_READ,
            "Lists the wallets of a customer.",
            WALLET.listed(),
            in.of(
                (tx, request, now) ->
                    wallets(
                        tx,
                        request,
                        now,
                        Owners.found(
                            tx,
                            new CustomerId(request.path("id")),
                            "There is no customer 'of that id'.")))));
  }

  private static Future<Answer> named(Tx tx, Request request, Instant now) {
    Named named = request.read(NAMED);
    CustomerId id = named.id();
    return wallets(
        tx,
        request,
        now,
        id != null
            ? Owners.found(tx, id, "There is no customer 'of that id'.")
            : Owners.found(tx, Objects.requireNonNull(named.lookupKey())));
  }

  private static Future<Answer> wallets(
      Tx tx, Request request, Instant now, Future<CustomerNo> customer) {
    return customer
        .compose(no -> Wallets.of(tx, no))
        .compose(rows -> WalletAnswers.show(tx, rows, request.caller(), now))
        .map(shown -> Answer.ok(WALLET.listed(), shown));
  }
}
