package io.pricewright.gateway.catalogue;

import static io.pricewright.gateway.catalogue.PriceAnswers.PRICE;

import io.pricewright.gateway.catalogue.PriceAnswers.Shown;
import io.pricewright.gateway.check.MovedMoney;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Paged;
import io.pricewright.gateway.http.body.Pagination;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * The routes that make, change and archive prices. Money fields make a new version of the lineage;
 * nothing else is a version.
 */
final class PriceWriteRoutes {
  private final CreatePrice create;
  private final ChangePrice change;
  private final ArchivePrice archive = new ArchivePrice();

  private final MovedMoney moved;

  PriceWriteRoutes(Ids ids, EnvironmentClock clock, MovedMoney moved) {
    this.moved = moved;
    this.create = new CreatePrice(ids);
    this.change = new ChangePrice(ids, clock);
  }

  List<Route> routes(Transactions in) {
    String write = Scopes.CATALOGUE_WRITE;
    return List.of(
        Route.post(
                "/v1/prices",
                write,
                "Adds a price to a plan.",
                201,
                PriceDraft.BODY,
                PRICE,
                in.creating(this::create))
            .says(
                "The plan's subscriptions of the currency and period follow. A dry run says what"
                    + " would move.")
            .fails(Problem.InvalidOperation.class, Problem.AlreadyExists.class),
        Route.post(
                "/v1/prices/bulk",
                write,
                "Adds 1 to 100 prices, all of them or none.",
                201,
                PriceDraft.Bulk.BODY,
                PRICE.paged(),
                in.creating(this::bulk))
            .fails(Problem.InvalidOperation.class, Problem.AlreadyExists.class),
        Route.put(
                "/v1/prices/{id}",
                write,
                "Changes a price.",
                PriceChangeDraft.BODY,
                PRICE,
                in.changing(this::change))
            .says(
                "Makes a version from effective_from on when money fields are sent; else texts. A"
                    + " dry run says what would move.")
            .fails(Problem.InvalidOperation.class, Problem.AlreadyExists.class),
        Route.delete(
                "/v1/prices/{id}",
                write,
                "Archives a price.",
                PRICE.removed(),
                in.changing(this::archive))
            .says("New subscriptions lack it, existing ones keep it.")
            .fails(Problem.InvalidOperation.class));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return PriceDraft.read(tx, request)
        .compose(
            command ->
                create
                    .run(tx, command, now)
                    .compose(
                        row ->
                            Transactions.rehearses(request)
                                ? moved
                                    .ofNew(tx, row, command.from(), now)
                                    .map(Shown.of(row, request.caller())::with)
                                : Future.succeededFuture(Shown.of(row, request.caller()))))
        .map(shown -> Answer.created(PRICE, shown));
  }

  private Future<Answer> bulk(Tx tx, Request request, Instant now) {
    return PriceDraft.Bulk.read(tx, request)
        .compose(commands -> create.all(tx, commands, now))
        .map(rows -> rows.stream().map(row -> Shown.of(row, request.caller())).toList())
        .map(
            made ->
                Answer.created(
                    PRICE.paged(),
                    new Paged<>(made, new Pagination(PriceDraft.MAX_BULK, 0, made.size()))));
  }

  private Future<Answer> change(Tx tx, Request request, Instant now) {
    return change
        .run(tx, PriceChangeDraft.read(request), now)
        .compose(
            row ->
                Transactions.rehearses(request)
                    ? moved
                        .ofLineage(tx, row.lineageId(), now)
                        .map(Shown.of(row, request.caller())::with)
                    : Future.succeededFuture(Shown.of(row, request.caller())))
        .map(shown -> Answer.ok(PRICE, shown));
  }

  private Future<Answer> archive(Tx tx, Request request, Instant now) {
    return archive
        .run(tx, new PriceId(request.path("id")), now)
        .map(row -> PriceAnswers.Shown.of(row, request.caller()))
        .map(shown -> Answer.removed(PRICE, shown, "The price is archived."));
  }
}
