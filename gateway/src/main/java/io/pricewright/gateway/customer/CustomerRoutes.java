package io.pricewright.gateway.customer;

import static io.pricewright.gateway.customer.CustomerAnswers.CUSTOMER;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.catalogue.Customer;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.quota.Families;
import io.pricewright.store.subscription.Subscriptions;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of customers. */
public final class CustomerRoutes {
  private static final String FIELDS =
      "name, email, address_line1, address_line2, address_city, address_state,"
          + " address_postal_code, address_country, contact, timezone, parent_customer_id,"
          + " metadata:object";
  private static final Shape CREATE = Shape.of("CreateCustomer", "external_id*:string, " + FIELDS);
  private static final Shape UPDATE = Shape.of("UpdateCustomer", "external_id, " + FIELDS);
  private static final Map<String, String> CONDITIONS =
      Map.of("customer_ids", "id", "external_ids", "external_id", "email", "email");
  private static final List<String> COLUMNS = List.of("id", "external_id", "email", "name");
  private static final Shape SEARCH =
      Search.shape(
          "SearchCustomers", "status, external_id, customer_ids:array, external_ids:array, email");

  private static final int MOST_SUBSCRIPTIONS = 10_000;

  private final Ids ids;

  /** Makes routes that give new customers ids. */
  public CustomerRoutes(Ids ids) {
    this.ids = ids;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.CUSTOMERS_READ;
    String write = Scopes.CUSTOMERS_WRITE;
    return List.of(
        Route.post(
            "/v1/customers",
            write,
            "Creates a customer. Events sent before under its external id" + " become its usage.",
            201,
            CREATE,
            CUSTOMER,
            in.creating(this::create)),
        Route.list(
                "/v1/customers",
                read,
                "Lists customers, newest first.",
                CUSTOMER,
                in.of(CustomerRoutes::list))
            .withQuery("limit", "offset", "external_id"),
        Route.get(
            "/v1/customers/external/{external_id}",
            read,
            "Reads a customer by an external id it has or had.",
            CUSTOMER,
            in.of((tx, request, now) -> byExternalId(tx, request, request.path("external_id")))),
        Route.get(
            "/v1/customers/lookup/{lookup_key}",
            read,
            "Reads a customer by an external id; the older name of the route.",
            CUSTOMER,
            in.of((tx, request, now) -> byExternalId(tx, request, request.path("lookup_key")))),
        Route.get(
                "/v1/customers/lookup",
                read,
                "Reads a customer by an external id that does not fit into a path.",
                CUSTOMER,
                in.of(
                    (tx, request, now) ->
                        byExternalId(tx, request, request.requiredQuery("external_id"))))
            .withQuery("external_id"),
        Route.get(
            "/v1/customers/{id}", read, "Reads a customer.", CUSTOMER, in.of(CustomerRoutes::get)),
        Route.put(
            "/v1/customers/{id}",
            write,
            "Changes a customer. A former external id stays as an alias.",
            UPDATE,
            CUSTOMER,
            in.of(
                (tx, request, now) ->
                    update(tx, request, now, Customers.find(tx, request.path("id"))))),
        new Route(
            HttpMethod.PUT,
            "/v1/customers",
            write,
            "Changes a customer named by the query.",
            200,
            List.of("id", "external_customer_id"),
            UPDATE,
            CUSTOMER,
            in.of((tx, request, now) -> update(tx, request, now, named(tx, request)))),
        Route.delete(
            "/v1/customers/{id}",
            write,
            "Archives a customer.",
            CUSTOMER,
            in.of(CustomerRoutes::archive)),
        Route.post(
            "/v1/customers/search",
            read,
            "Searches customers.",
            200,
            SEARCH,
            CUSTOMER.listed(),
            in.of(CustomerRoutes::search)));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Customer draft = CustomerDraft.create(request.fields(), ids.next("cust", now), now);
    return Epochs.holdId(tx, draft.externalId())
        .compose(held -> Customers.findByExternalId(tx, draft.externalId()))
        .compose(taken -> taken.isPresent() ? taken(draft.externalId()) : Customers.add(tx, draft))
        .compose(
            no ->
                furnish(tx, no, draft.externalId(), now)
                    .compose(done -> place(tx, no, "", CustomerDraft.parent(draft))))
        .map(done -> Answer.created(CustomerAnswers.of(draft, request.caller())));
  }

  private static Future<Void> furnish(Tx tx, CustomerNo no, String externalId, Instant now) {
    return Gates.open(tx, no).compose(open -> alias(tx, no, externalId, now));
  }

  private static Future<Void> alias(Tx tx, CustomerNo no, String externalId, Instant now) {
    return Customers.addAlias(tx, externalId, no, now)
        .compose(
            added ->
                added
                    ? Tasks.add(tx, new Work.AdoptEvents(no, new ExternalId(externalId)), now)
                    : taken(externalId))
        .mapEmpty();
  }

  private static <T> Future<T> taken(String externalId) {
    return Future.failedFuture(
        new ProblemException(
            new Problem.AlreadyExists(
                "The external_id '%s' is or was a customer's. Choose another."
                    .formatted(externalId))));
  }

  private static Future<Answer> get(Tx tx, Request request, Instant now) {
    return Customers.find(tx, request.path("id"))
        .map(found -> Answer.ok(CustomerAnswers.of(existing(found), request.caller())));
  }

  private static Future<Answer> byExternalId(Tx tx, Request request, String externalId) {
    return Customers.findByExternalId(tx, externalId)
        .map(found -> Answer.ok(CustomerAnswers.of(existing(found), request.caller())));
  }

  private static Future<Optional<Customer>> named(Tx tx, Request request) {
    String id = request.query("id");
    return id != null
        ? Customers.find(tx, id)
        : Customers.findByExternalId(tx, request.requiredQuery("external_customer_id"));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    String externalId = request.query("external_id");
    return page(tx, request, request.page(), externalId);
  }

  /** The field external_id finds former ids too; every other condition looks at the present. */
  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Search read = Search.readPublished(fields, CONDITIONS, COLUMNS);
    String externalId = fields.text("external_id", CustomerDraft.MAX_EXTERNAL_ID);
    fields.done();
    Future<Search> asked =
        externalId == null
            ? Future.succeededFuture(read)
            : Customers.findByExternalId(tx, externalId)
                .map(found -> read.with("id", List.of(found.map(Customer::id).orElse(""))));
    return asked.compose(
        search ->
            Future.join(
                    Customers.listAmong(
                        tx, search.among(), search.page().limit(), search.page().offset()),
                    Customers.countAmong(tx, search.among()))
                .map(
                    both ->
                        answer(both.resultAt(0), both.<Long>resultAt(1), search.page(), request)));
  }

  private static Future<Answer> page(
      Tx tx, Request request, Page page, @org.jspecify.annotations.Nullable String externalId) {
    if (externalId != null) {
      return Customers.findByExternalId(tx, externalId)
          .map(found -> answer(found.stream().toList(), found.isPresent() ? 1 : 0, page, request));
    }
    return Future.join(Customers.list(tx, page.limit(), page.offset()), Customers.count(tx))
        .map(both -> answer(both.resultAt(0), both.<Long>resultAt(1), page, request));
  }

  private static Answer answer(List<Customer> customers, long total, Page page, Request request) {
    return Answer.ok(
        Shape.page(
            customers.stream().map(c -> CustomerAnswers.of(c, request.caller())).toList(),
            page,
            total));
  }

  private static Future<Answer> update(
      Tx tx, Request request, Instant now, Future<Optional<Customer>> named) {
    return named
        .map(CustomerRoutes::existing)
        .compose(
            old -> {
              Customer customer = CustomerDraft.update(request.fields(), old, now);
              return place(tx, old.no(), CustomerDraft.parent(old), CustomerDraft.parent(customer))
                  .compose(placed -> rename(tx, old, customer, now))
                  .compose(renamed -> change(tx, customer))
                  .map(done -> Answer.ok(CustomerAnswers.of(customer, request.caller())));
            });
  }

  /** Puts a customer under the one its parent_customer_id names, if that has changed. */
  private static Future<Void> place(Tx tx, CustomerNo no, String old, String parent) {
    if (parent.equals(old)) {
      return Future.succeededFuture();
    }
    return parent.isEmpty()
        ? Families.move(tx, no, null)
        : Customers.find(tx, parent)
            .compose(
                found -> Families.move(tx, no, found.orElseThrow(() -> noParent(parent)).no()));
  }

  private static ProblemException noParent(String parent) {
    String detail = "There is no customer '%s' to be the parent.".formatted(parent);
    return new ProblemException(
        new Problem.NotFound(
            detail, List.of(new FieldError("/parent_customer_id", "not_found", detail))));
  }

  private static Future<Void> rename(Tx tx, Customer old, Customer customer, Instant now) {
    String externalId = customer.externalId();
    if (externalId.equals(old.externalId())) {
      return Future.succeededFuture();
    }
    return Epochs.holdId(tx, externalId)
        .compose(held -> Customers.findByExternalId(tx, externalId))
        .compose(
            holder ->
                holder.isEmpty()
                    ? alias(tx, old.no(), externalId, now)
                    : holder.get().no().equals(old.no())
                        ? Future.succeededFuture()
                        : taken(externalId));
  }

  private static Future<Void> change(Tx tx, Customer customer) {
    return Gates.take(tx, customer.no())
        .compose(gate -> Customers.update(tx, customer))
        .compose(updated -> Gates.bumpVersion(tx, customer.no()));
  }

  private static Future<Answer> archive(Tx tx, Request request, Instant now) {
    return Customers.find(tx, request.path("id"))
        .map(CustomerRoutes::existing)
        .compose(old -> Gates.take(tx, old.no()).compose(gate -> unsubscribed(tx, old, now)))
        .compose(
            old -> {
              Customer archived =
                  new Customer(
                      old.no(),
                      old.id(),
                      old.externalId(),
                      old.name(),
                      old.email(),
                      "archived",
                      old.attributes(),
                      old.metadata(),
                      old.createdAt(),
                      now);
              return change(tx, archived)
                  .map(done -> Answer.ok(CustomerAnswers.of(archived, request.caller())));
            });
  }

  private static Future<Customer> unsubscribed(Tx tx, Customer customer, Instant now) {
    return Subscriptions.ofCustomer(tx, customer.no(), MOST_SUBSCRIPTIONS)
        .map(
            all -> {
              long live =
                  all.stream().filter(s -> s.subscriptionStatus().runs(s.endDate(), now)).count();
              if (live > 0) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "The customer has %d subscriptions. Cancel them first.".formatted(live)));
              }
              return customer;
            });
  }

  private static Customer existing(Optional<Customer> found) {
    return found.orElseThrow(
        () -> new ProblemException(new Problem.NotFound("There is no such customer.")));
  }
}
