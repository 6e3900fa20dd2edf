package io.pricewright.gateway.customer;

import static io.pricewright.gateway.customer.CustomerAnswers.CUSTOMER;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of customers: those that change them, and {@link CustomerReadRoutes}. */
public final class CustomerRoutes {
  private static final Query<Named> NAMED = Query.of(Named.class);

  private final CreateCustomer create;

  /** Which customer, by one of both. */
  record Named(@Nullable String id, @Nullable String externalCustomerId) implements Checked {
    @Override
    public void check(Place place) {
      if (id != null && externalCustomerId != null) {
        place.refuse("external_customer_id", "ambiguous", "Name the customer once.");
      }
    }
  }

  @FunctionalInterface
  private interface Naming {
    Future<Optional<CustomerRow>> find(Tx tx, Request request);
  }

  /** Makes routes that give new customers ids. */
  public CustomerRoutes(Ids ids) {
    this.create = new CreateCustomer(ids);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String write = Scopes.CUSTOMERS_WRITE;
    Naming byId = (tx, request) -> Customers.find(tx, new CustomerId(request.path("id")));
    List<Route> writes =
        List.of(
            Route.post(
                    "/v1/customers",
                    write,
                    "Creates a customer.",
                    201,
                    CustomerDraft.BODY,
                    CUSTOMER,
                    in.creating(this::create))
                .says("Events sent before under its external id become its usage.")
                .fails(Problem.AlreadyExists.class, Problem.InvalidOperation.class),
            Route.put(
                    "/v1/customers/{id}",
                    write,
                    "Changes a customer.",
                    CustomerChangeDraft.BODY,
                    CUSTOMER,
                    changing(in, byId))
                .says("A former external id stays as an alias.")
                .fails(Problem.AlreadyExists.class, Problem.InvalidOperation.class),
            Route.put(
                    "/v1/customers",
                    write,
                    "Changes a customer named by the query.",
                    CustomerChangeDraft.BODY,
                    CUSTOMER,
                    changing(in, CustomerRoutes::named))
                .asking(NAMED)
                .fails(Problem.AlreadyExists.class, Problem.InvalidOperation.class),
            Route.gone(
                    "/v1/customers/{id}",
                    write,
                    "Archives a customer.",
                    in.changing(CustomerRoutes::archive))
                .fails(Problem.InvalidOperation.class));
    List<Route> all = new ArrayList<>(CustomerReadRoutes.routes(in));
    all.addAll(writes);
    return List.copyOf(all);
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return create
        .run(tx, CustomerDraft.read(request), now)
        .map(row -> Answer.created(CUSTOMER, CustomerAnswers.Shown.of(row, request.caller())));
  }

  private static Endpoint changing(Transactions in, Naming naming) {
    return in.changing(
        (tx, request, now) ->
            naming
                .find(tx, request)
                .map(FindCustomers::existing)
                .compose(old -> ChangeCustomer.run(tx, old, CustomerChangeDraft.read(request), now))
                .map(row -> shown(row, request)));
  }

  private static Future<Answer> archive(Tx tx, Request request, Instant now) {
    return Customers.find(tx, new CustomerId(request.path("id")))
        .map(FindCustomers::existing)
        .compose(old -> ArchiveCustomer.run(tx, old, now))
        .map(row -> Answer.gone());
  }

  private static Answer shown(CustomerRow row, Request request) {
    return Answer.ok(CUSTOMER, CustomerAnswers.Shown.of(row, request.caller()));
  }

  private static Future<Optional<CustomerRow>> named(Tx tx, Request request) {
    String id = request.read(NAMED).id();
    return id != null
        ? Customers.find(tx, new CustomerId(id))
        : FindCustomers.byExternalId(
            tx, new ExternalId(request.requiredQuery("external_customer_id")));
  }
}
