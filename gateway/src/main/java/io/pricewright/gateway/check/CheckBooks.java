package io.pricewright.gateway.check;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.invoice.InvoiceCheck;
import io.pricewright.store.ledger.Books;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.task.Tasks;
import io.pricewright.store.wallet.CreditCheck;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks the customers of an environment, archived ones too, each in a snapshot of its own that
 * holds nobody up: cells, charges, postings and balances against the amounts that the naive model
 * works out from the stored events, documents against all that, and that no event was forgotten.
 * Events are read page by page and judged as they come, so a customer may have any number of them.
 */
public final class CheckBooks {
  /** Reading a page takes the event loop a few milliseconds. */
  private static final int PAGE = 1_000;

  private final Database database;
  private final Snapshots snapshots;
  private final ScriptPool scripts;
  private final ScriptEngine engine;
  private final EnvironmentClock clock;

  /** Checks with these parts. */
  public CheckBooks(
      Database database,
      Snapshots snapshots,
      ScriptPool scripts,
      ScriptEngine engine,
      EnvironmentClock clock) {
    this.clock = clock;
    this.database = database;
    this.snapshots = snapshots;
    this.scripts = scripts;
    this.engine = engine;
  }

  /** Hears of every page that was judged. */
  @FunctionalInterface
  interface Beat {
    /** Goes on when it succeeds; ends the check when it fails. */
    Future<Void> after(int events);
  }

  /** Looks at the environment as a whole, before its customers. */
  Future<Void> begin(Scope scope, Findings findings) {
    return database
        .inScope(scope, tx -> environment(tx, findings, clock.now(scope)))
        .compose(done -> Originals.check(database, scope, findings));
  }

  private static Future<Void> environment(Tx tx, Findings findings, Instant now) {
    Future<Long> open = Tasks.open(tx, now);
    Future<Long> forgotten = Books.forgotten(tx);
    Future<Long> customers = CustomerRow.TABLE.count(tx, Where.all());
    Future<List<String>> gaps = InvoiceCheck.gaps(tx);
    return Future.join(open, forgotten, customers, gaps)
        .map(
            all -> {
              findings.begins(customers.result(), open.result());
              gaps.result().forEach(findings::differs);
              if (forgotten.result() > 0) {
                findings.differs(
                    "%d events belong to a customer that has not got them"
                        .formatted(forgotten.result()));
              }
              return null;
            });
  }

  /** Returns the customers to judge next, in the order of their making. */
  Future<List<CustomerRow>> next(Scope scope, Findings findings, int most) {
    // Archived ones too: what was charged to them has to be right all the same.
    return database.inScope(
        scope, tx -> CustomerRow.TABLE.oldest(tx, Where.all(), most, (int) findings.customers()));
  }

  /** Judges a customer in one snapshot. */
  Future<Void> customer(Scope scope, CustomerRow customer, Findings findings, Beat beat) {
    Instant now = clock.now(scope);
    return database.inSnapshot(
        scope,
        tx ->
            read(tx, customer, now, findings)
                .compose(
                    judge ->
                        events(tx, customer.customerNo(), EventPages.Position.START, judge, beat)
                            .compose(
                                done ->
                                    scripts.run(
                                        () -> {
                                          judge.end();
                                          return null;
                                        }))));
  }

  private Future<JudgeCustomer> read(Tx tx, CustomerRow customer, Instant now, Findings findings) {
    CustomerNo no = customer.customerNo();
    Future<Catalogue> catalogue = snapshots.catalogueOfInstant(tx);
    Future<Map<CustomerNo, CustomerBook>> book = CustomerBooks.load(tx, List.of(no));
    Future<List<String>> credits = CreditCheck.differences(tx, no);
    Future<List<String>> documents = InvoiceCheck.differences(tx, no);
    Future<Books> books = Books.read(tx, no);
    return Future.join(catalogue, book, credits, documents, books)
        .map(
            all -> {
              Stream.concat(credits.result().stream(), documents.result().stream())
                  .forEach(
                      what -> findings.differs("customer " + customer.externalId() + ": " + what));
              return new JudgeCustomer(
                  engine,
                  catalogue.result(),
                  customer,
                  book.result().get(no),
                  books.result(),
                  now,
                  findings);
            });
  }

  private Future<Void> events(
      Tx tx, CustomerNo no, EventPages.Position after, JudgeCustomer judge, Beat beat) {
    return page(tx, no, after)
        .compose(
            page ->
                scripts
                    .run(
                        () -> {
                          judge.events(page);
                          return page;
                        })
                    .compose(judged -> beat.after(page.size()))
                    .compose(
                        told ->
                            page.size() < PAGE
                                ? Future.succeededFuture()
                                : events(
                                    tx, no, EventPages.Position.of(page.getLast()), judge, beat)));
  }

  private static Future<List<StoredEvent>> page(Tx tx, CustomerNo no, EventPages.Position after) {
    return EventPages.page(
        tx, no, Instant.EPOCH, Interval.END_OF_TIME, Long.MAX_VALUE, after, PAGE);
  }
}
