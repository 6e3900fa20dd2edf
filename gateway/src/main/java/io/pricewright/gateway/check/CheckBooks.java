package io.pricewright.gateway.check;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.judge.NaiveJudge;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.ledger.Books;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.task.Tasks;
import io.pricewright.store.wallet.CreditCheck;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks every customer of an environment, archived ones too, in a snapshot of its own that holds
 * nobody up: cells, charges, postings and balances against the amounts that the naive model works
 * out from the stored events, and that no event was forgotten.
 */
public final class CheckBooks {
  /** Most differences that are told one by one. */
  public static final int MOST_TOLD = 100;

  /** Most events of one customer that are judged; a customer with more is told as not judged. */
  public static final int MOST_EVENTS = 2_000_000;

  private static final int PAGE = 5_000;

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

  /** What a check found; grows while it runs, on one context. */
  public static final class Report {
    private long customers;
    private long events;
    private long cells;
    private long parked;
    private long found;
    private final List<String> differences = new ArrayList<>();
    private final List<Waits> waiting = new ArrayList<>();

    void differs(String what) {
      found++;
      if (differences.size() < MOST_TOLD) {
        differences.add(what);
      }
    }

    void parks(Waits event) {
      parked++;
      if (waiting.size() < MOST_TOLD) {
        waiting.add(event);
      }
    }

    /** Returns how many customers were judged. */
    public long customers() {
      return customers;
    }

    /** Returns how many events were read. */
    public long events() {
      return events;
    }

    /** Returns how many cells were compared. */
    public long cells() {
      return cells;
    }

    /** Returns how many events wait for a price. */
    public long parked() {
      return parked;
    }

    /** Returns those events, at most {@value CheckBooks#MOST_TOLD}, and why they wait. */
    public List<Waits> waiting() {
      return List.copyOf(waiting);
    }

    /** Returns how many differences there are. */
    public long found() {
      return found;
    }

    /** Returns the differences in words, at most {@value CheckBooks#MOST_TOLD}. */
    public List<String> differences() {
      return List.copyOf(differences);
    }
  }

  /**
   * An event that waits for a price.
   *
   * @param event its id
   * @param customer whose it is
   * @param reason stable code of why
   */
  public record Waits(String event, ExternalId customer, @Nullable String reason) {}

  /** Checks an environment. */
  public Future<Report> check(Scope scope) {
    Report report = new Report();
    return database
        .inScope(scope, tx -> environment(tx, report, clock.now(scope)))
        .compose(done -> Originals.check(database, scope, report))
        .compose(done -> customers(scope, 0, report))
        .map(report);
  }

  private static Future<Void> environment(Tx tx, Report report, Instant now) {
    Future<Long> open = Tasks.open(tx, now);
    Future<Long> forgotten = Books.forgotten(tx);
    return Future.join(open, forgotten)
        .map(
            both -> {
              if (open.result() > 0) {
                report.differs(
                    "%d tasks are not done yet: check again when they are"
                        .formatted(open.result()));
              }
              if (forgotten.result() > 0) {
                report.differs(
                    "%d events belong to a customer that has not got them"
                        .formatted(forgotten.result()));
              }
              return null;
            });
  }

  private Future<Void> customers(Scope scope, int offset, Report report) {
    return database
        // Archived ones too: what was charged to them has to be right all the same.
        .inScope(scope, tx -> CustomerRow.TABLE.oldest(tx, Where.all(), 100, offset))
        .compose(
            page -> {
              Future<Void> each = Future.succeededFuture();
              for (CustomerRow customer : page) {
                each = each.compose(done -> customer(scope, customer, report));
              }
              return page.size() < 100
                  ? each
                  : each.compose(done -> customers(scope, offset + 100, report));
            });
  }

  /** Reads in one snapshot, and judges when the transaction is over: that may take long. */
  private Future<Void> customer(Scope scope, CustomerRow customer, Report report) {
    return database
        .inSnapshot(scope, tx -> read(tx, customer.customerNo()))
        .compose(
            read ->
                scripts.run(
                    () -> {
                      judge(read, customer, clock.now(scope), report);
                      return null;
                    }));
  }

  /** All that is judged of a customer, of one instant. */
  private record Read(
      Catalogue catalogue,
      @Nullable CustomerBook book,
      List<StoredEvent> events,
      List<String> credits,
      Books books) {}

  private Future<Read> read(Tx tx, CustomerNo no) {
    List<StoredEvent> events = new ArrayList<>();
    Future<Catalogue> catalogue = snapshots.catalogueOfInstant(tx);
    Future<Map<CustomerNo, CustomerBook>> book = CustomerBooks.load(tx, List.of(no));
    Future<Void> log = read(tx, no, EventLog.Position.START, events);
    Future<List<String>> credits = CreditCheck.differences(tx, no);
    Future<Books> books = Books.read(tx, no);
    return Future.join(catalogue, book, log, credits, books)
        .map(
            all ->
                new Read(
                    catalogue.result(),
                    book.result().get(no),
                    events,
                    credits.result(),
                    books.result()));
  }

  private static Future<Void> read(
      Tx tx, CustomerNo customerNo, EventLog.Position after, List<StoredEvent> events) {
    return EventLog.page(
            tx, customerNo, Instant.EPOCH, Interval.END_OF_TIME, Long.MAX_VALUE, after, PAGE)
        .compose(
            page -> {
              events.addAll(page);
              boolean last = page.size() < PAGE || events.size() > MOST_EVENTS;
              return last
                  ? Future.succeededFuture()
                  : read(tx, customerNo, EventLog.Position.of(page.getLast()), events);
            });
  }

  private void judge(Read read, CustomerRow customer, Instant now, Report report) {
    String name = "customer " + customer.externalId();
    List<StoredEvent> stored = read.events;
    read.credits.forEach(what -> report.differs(name + ": " + what));
    report.customers++;
    report.events += stored.size();
    if (stored.size() > MOST_EVENTS) {
      report.differs(name + " has too many events to be judged");
      return;
    }
    List<Event> events = new ArrayList<>();
    Set<Hit> parked = new HashSet<>();
    Set<Hit> rated = new HashSet<>();
    for (StoredEvent one : stored) {
      if (one.outcome() == Outcome.VOIDED) {
        continue;
      }
      events.add(one.event());
      if (one.outcome() == Outcome.PARKED) {
        report.parks(new Waits(one.event().id(), customer.externalId(), one.reason()));
      }
      for (Entry entry : one.entries()) {
        Hit where = new Hit(one.event().key(), entry.lineItemNo());
        if (entry.status() == Entry.Status.PARKED) {
          parked.add(where);
        } else if (entry.status() == Entry.Status.RATED) {
          rated.add(where);
        }
      }
    }
    CustomerBook book = read.book;
    if (book == null) {
      report.differs(name + " has no subscriptions to be read");
      return;
    }
    unrated(read.catalogue, book, events, parked, rated, name, report);
    compare(
        new NaiveJudge(engine, read.catalogue)
            .amounts(
                book, events, (event, line) -> parked.contains(new Hit(event.key(), line)), now),
        read.books,
        name,
        report);
  }

  /** An event on a line item. */
  private record Hit(EventKey event, LineItemNo lineItemNo) {}

  private static void unrated(
      Catalogue catalogue,
      CustomerBook book,
      List<Event> events,
      Set<Hit> parked,
      Set<Hit> rated,
      String name,
      Report report) {
    Set<Hit> due = NaiveJudge.lines(catalogue, book, events, Hit::new);
    for (Hit where : due) {
      if (!rated.contains(where) && !parked.contains(where)) {
        report.differs(
            "%s: an event is not rated on line item %d"
                .formatted(name, where.lineItemNo().value()));
      }
    }
    for (Hit where : rated) {
      if (!due.contains(where)) {
        report.differs(
            "%s: an event is rated on line item %d, where it does not belong"
                .formatted(name, where.lineItemNo().value()));
      }
    }
  }

  private static void compare(
      Map<CellKey, BigDecimal> expected, Books books, String name, Report report) {
    Set<CellKey> keys = new HashSet<>(expected.keySet());
    keys.addAll(books.booked().keySet());
    keys.addAll(books.charged().keySet());
    report.cells += keys.size();
    for (CellKey key : keys) {
      BigDecimal due = expected.getOrDefault(key, BigDecimal.ZERO);
      BigDecimal booked = books.booked().getOrDefault(key, BigDecimal.ZERO);
      BigDecimal charged = books.charged().getOrDefault(key, BigDecimal.ZERO);
      if (due.compareTo(booked) != 0 || due.compareTo(charged) != 0) {
        report.differs(
            "%s: line item %d, period from %s: the events cost %s, booked is %s, charged is %s"
                .formatted(
                    name,
                    key.lineItemNo().value(),
                    key.periodStart(),
                    due.toPlainString(),
                    booked.toPlainString(),
                    charged.toPlainString()));
      }
    }
    if (books.unposted() > 0) {
      report.differs(
          "%s: %d charges have no posting of their amount".formatted(name, books.unposted()));
    }
    for (String balance : new TreeSet<>(books.balances())) {
      report.differs("%s: the balance of %s".formatted(name, balance));
    }
  }
}
