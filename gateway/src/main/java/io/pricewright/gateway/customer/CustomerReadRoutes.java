package io.pricewright.gateway.customer;

import static io.pricewright.gateway.customer.CustomerAnswers.CUSTOMER;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes that read customers. */
final class CustomerReadRoutes {
  private static final Query<Filter> FILTER = Query.of(Filter.class);
  private static final Query<Named> NAMED = Query.of(Named.class);

  /** Which customers to list: all published ones, or the one that has or had an external id. */
  record Filter(@Nullable ExternalId externalId, @Inline Page page) {}

  /** Which customer, by an external id it has or had. */
  record Named(ExternalId externalId) {}

  @FunctionalInterface
  private interface Naming {
    Future<Optional<CustomerRow>> find(Tx tx, Request request);
  }

  private CustomerReadRoutes() {}

  static List<Route> routes(Transactions in) {
    String read = Scopes.CUSTOMERS_READ;
    return List.of(
        Route.list(
                "/v1/customers",
                read,
                "Lists customers, newest first.",
                CUSTOMER,
                in.of(CustomerReadRoutes::list))
            .asking(FILTER),
        Route.get(
            "/v1/customers/external/{external_id}",
            read,
            "Reads a customer by an external id it has or had.",
            CUSTOMER,
            one(
                in,
                (tx, r) -> FindCustomers.byExternalId(tx, new ExternalId(r.path("external_id"))))),
        Route.get(
            "/v1/customers/lookup/{lookup_key}",
            read,
            "Reads a customer by an external id; the older name of the route.",
            CUSTOMER,
            one(
                in,
                (tx, r) -> FindCustomers.byExternalId(tx, new ExternalId(r.path("lookup_key"))))),
        Route.get(
                "/v1/customers/lookup",
                read,
                "Reads a customer by an external id that does not fit into a path.",
                CUSTOMER,
                one(in, (tx, r) -> FindCustomers.byExternalId(tx, r.read(NAMED).externalId())))
            .asking(NAMED),
        Route.get(
            "/v1/customers/{id}",
            read,
            "Reads a customer.",
            CUSTOMER,
            one(in, (tx, r) -> Customers.find(tx, new CustomerId(r.path("id"))))),
        Route.post(
            "/v1/customers/search",
            read,
            "Searches customers.",
            200,
            CustomerSearchDraft.CUSTOMERS,
            CUSTOMER.paged(),
            in.of(CustomerReadRoutes::search)));
  }

  private static Endpoint one(Transactions in, Naming naming) {
    return in.of(
        (tx, request, now) ->
            naming
                .find(tx, request)
                .map(FindCustomers::existing)
                .map(row -> Answer.ok(CUSTOMER, CustomerAnswers.Shown.of(row, request.caller()))));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Filter filter = request.read(FILTER);
    return filter.externalId() == null
        ? page(tx, Customers.published(), filter.page(), request)
        : FindCustomers.byExternalId(tx, filter.externalId())
            .map(
                found ->
                    answer(
                        found.stream().toList(),
                        found.isPresent() ? 1 : 0,
                        filter.page(),
                        request));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Search search = request.read(CustomerSearchDraft.CUSTOMERS);
    return FindCustomers.where(
            tx,
            search.without(FindCustomers.ALIAS).where(CustomerRow.TABLE),
            search.only(FindCustomers.ALIAS))
        .compose(
            where ->
                Pages.found(
                    tx,
                    CustomerRow.TABLE,
                    search,
                    where,
                    CUSTOMER,
                    Pages.each(row -> CustomerAnswers.Shown.of(row, request.caller()))));
  }

  private static Future<Answer> page(Tx tx, Where<CustomerRow> where, Page page, Request request) {
    return Future.join(
            CustomerRow.TABLE.list(tx, where, page.limit(), page.offset()),
            CustomerRow.TABLE.count(tx, where))
        .map(both -> answer(both.resultAt(0), both.<Long>resultAt(1), page, request));
  }

  private static Answer answer(List<CustomerRow> rows, long total, Page page, Request request) {
    List<CustomerAnswers.Shown> shown =
        rows.stream().map(row -> CustomerAnswers.Shown.of(row, request.caller())).toList();
    return Answer.page(CUSTOMER, shown, page, total);
  }
}
