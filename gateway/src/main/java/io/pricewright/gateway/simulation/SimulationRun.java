package io.pricewright.gateway.simulation;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventFileId;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.sandbox.PastEvent;
import io.pricewright.sandbox.Simulation;
import io.pricewright.sandbox.SimulationFold;
import io.pricewright.sandbox.SimulationLimits;
import io.pricewright.sandbox.Traffic;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventHistory;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.simulation.EventFiles;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One simulation, in straight code on a thread of its own: of stored events, a file, or traffic.
 * Scripts run on the script pool.
 */
final class SimulationRun {
  private static final int PAGE = 2_000;
  private static final int BOOKS = 500;
  private static final int MOST_NAMED = 2_000;

  private final Parts parts;
  private final Scope scope;
  private final Question question;
  private final Candidates.Found found;
  private final Progress progress;
  private final Simulation simulation;
  private final Map<CustomerNo, ExternalId> externalIds = new HashMap<>();
  private final ReadHistory history;
  private final ScanFile scan;
  private boolean baseOnly;

  /** What every run stands on. */
  record Parts(
      Database database,
      EventHistory history,
      ScriptEngine engine,
      SimulationLimits limits,
      int readers) {}

  SimulationRun(
      Parts parts, Scope scope, Question question, Candidates.Found found, Progress progress) {
    this.parts = parts;
    this.scope = scope;
    this.question = question;
    this.found = found;
    this.progress = progress;
    this.simulation =
        new Simulation(
            parts.engine(),
            found.catalogue(),
            found.variants(),
            found.lineages(),
            question.asked(),
            parts.limits());
    this.history =
        new ReadHistory(parts.history(), parts.readers(), scope, found, progress, simulation);
    this.scan = new ScanFile(parts.limits().customers());
    progress.events(simulation::read);
  }

  Simulated call(Instant now) throws IOException {
    if (question.file() != null) {
      file(question.file(), now);
    } else if (question.traffic() != null) {
      traffic(question.traffic());
    } else {
      stored();
    }
    progress.stage("done");
    return new Simulated(
        question,
        found,
        simulation.report(),
        externalIds,
        scan.badRows(),
        scan.badRowCount(),
        scan.rows());
  }

  /** Simulates some customers by the lineage's own versions, whatever rollouts assigned to them. */
  Simulated call(List<CustomerNo> customers) {
    baseOnly = true;
    stored(customers);
    return new Simulated(
        question,
        found,
        simulation.report(),
        externalIds,
        scan.badRows(),
        scan.badRowCount(),
        scan.rows());
  }

  private void stored() {
    progress.stage("customers");
    stored(sampled());
  }

  private void stored(List<CustomerNo> customers) {
    int group = groupSize();
    int groups = (customers.size() + group - 1) / group;
    progress.expect(groups * 10);
    for (int i = 0; i < customers.size(); i += group) {
      List<CustomerNo> some = customers.subList(i, Math.min(customers.size(), i + group));
      Map<CustomerNo, CustomerBook> books = books(some);
      simulation.begin(books.values());
      SimulationFold whole = simulation.fold(books);
      progress.stage("events");
      history.into(books, whole, groups == 1 && customers.size() > MOST_NAMED);
      price(whole, books.size());
    }
  }

  private void price(SimulationFold whole, int customers) {
    progress.stage("prices");
    progress.check();
    simulation.finish(whole);
    progress.customers(customers);
    progress.partDone();
  }

  /** Returns how many customers are folded at once, so that their states stay within the limit. */
  private int groupSize() {
    long days = Duration.between(question.asked().from(), question.asked().to()).toDays() + 62;
    long most = parts.limits().states() / (2L * Math.min(days, 800) * found.lineages().size());
    return (int) Math.max(1, Math.min(most, 50_000));
  }

  private Map<CustomerNo, CustomerBook> books(List<CustomerNo> numbers) {
    Map<CustomerNo, CustomerBook> books = new LinkedHashMap<>();
    for (int i = 0; i < numbers.size(); i += BOOKS) {
      progress.check();
      List<CustomerNo> some = numbers.subList(i, Math.min(numbers.size(), i + BOOKS));
      Map<CustomerNo, CustomerBook> read = read(tx -> CustomerBooks.load(tx, some));
      for (CustomerRow customer : read(tx -> Customers.findAll(tx, some))) {
        externalIds.put(customer.customerNo(), customer.externalId());
      }
      for (CustomerNo no : some) {
        CustomerBook book = read.get(no);
        if (book != null) {
          books.put(no, baseOnly ? base(book) : book);
        }
      }
    }
    return books;
  }

  private static CustomerBook base(CustomerBook book) {
    return new CustomerBook(
        book.customerNo(),
        book.customerId(),
        book.externalId(),
        book.version(),
        book.subscriptions().stream()
            .map(
                s ->
                    new Subscription(
                        s.id(),
                        s.planId(),
                        s.currency(),
                        s.clock(),
                        s.start(),
                        s.end(),
                        s.lineItems().stream().map(item -> item.with(List.of())).toList()))
            .toList());
  }

  private List<CustomerNo> sampled() {
    List<CustomerNo> all = new ArrayList<>(customers());
    BigDecimal sample = question.sample();
    if (sample == null) {
      return all;
    }
    BigInteger bound = sample.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(64))).toBigInteger();
    all.removeIf(
        no ->
            new BigInteger(Long.toUnsignedString(EventKey.of(question.seed() + "/" + no).high()))
                    .compareTo(bound)
                >= 0);
    return all;
  }

  private Set<CustomerNo> customers() {
    if (!question.externalIds().isEmpty()) {
      return named();
    }
    Set<CustomerNo> customers = new LinkedHashSet<>();
    List<LineItems.Owned> page = List.of();
    do {
      progress.check();
      LineItemNo after = page.isEmpty() ? LineItemNo.NONE : page.getLast().lineItemNo();
      page = read(tx -> LineItems.ofLineages(tx, found.lineages(), after, PAGE));
      page.forEach(item -> customers.add(item.customerNo()));
      // One above the limit is enough for the sandbox to refuse.
    } while (page.size() == PAGE && customers.size() <= parts.limits().customers());
    return customers;
  }

  private Set<CustomerNo> named() {
    return new LinkedHashSet<>(read(tx -> Customers.resolve(tx, question.externalIds())).values());
  }

  private void traffic(AskedTraffic asked) {
    Traffic traffic = asked.over(question.asked(), simulation.meters().getFirst().eventName());
    WouldBe wouldBe = new WouldBe(prices());
    progress.stage("events");
    int group = Math.min(groupSize(), 1_000);
    progress.expect((traffic.customers() + group - 1) / group);
    for (int i = 0; i < traffic.customers(); i += group) {
      Map<CustomerNo, CustomerBook> books = new LinkedHashMap<>();
      Map<CustomerNo, Integer> order = new LinkedHashMap<>();
      for (int c = i; c < Math.min(traffic.customers(), i + group); c++) {
        CustomerBook book = wouldBe.customer(new ExternalId(traffic.externalId(c)));
        books.put(book.customerNo(), book);
        order.put(book.customerNo(), c);
        externalIds.put(book.customerNo(), book.externalId());
      }
      simulation.begin(books.values());
      SimulationFold fold = simulation.fold(books);
      Pages pages = new Pages(fold);
      order.forEach((no, c) -> traffic.of(c, no, pages::add));
      pages.flush();
      price(fold, books.size());
    }
  }

  private List<PriceVersion> prices() {
    return found.lineages().stream().map(id -> found.catalogue().lineage(id).getFirst()).toList();
  }

  /** Cuts single events into pages. */
  private final class Pages {
    private final SimulationFold fold;
    private List<PastEvent> page = new ArrayList<>(PAGE);

    Pages(SimulationFold fold) {
      this.fold = fold;
    }

    void add(PastEvent event) {
      page.add(event);
      if (page.size() == PAGE) {
        flush();
      }
    }

    void flush() {
      progress.check();
      fold.add(page);
      page = new ArrayList<>(PAGE);
    }
  }

  private void file(EventFileId id, Instant now) throws IOException {
    EventFiles.Stored file =
        read(tx -> EventFiles.find(tx, id))
            .orElseThrow(
                () -> Candidates.refused("/file_id", "not_found", "There is no file of that id."));
    FileEvents events = new FileEvents(file.row().format(), now);
    progress.stage("rows");
    progress.expect(3);
    events.read(parts(id), scan);
    progress.partDone();
    Map<String, CustomerBook> byExternalId = resolve(scan.customers());
    Map<CustomerNo, CustomerBook> books = new LinkedHashMap<>();
    byExternalId.values().forEach(book -> books.put(book.customerNo(), book));
    simulation.begin(books.values());
    SimulationFold fold = simulation.fold(books);
    progress.stage("events");
    Pages pages = new Pages(fold);
    events.read(
        parts(id),
        new FileEvents.Sink() {
          @Override
          public void event(long row, EventDraft draft) {
            CustomerBook book = byExternalId.get(draft.externalCustomerId());
            if (book != null && !scan.isBad(row)) {
              EventId eventId = new EventId(draft.id() == null ? "row-" + row : draft.id());
              pages.add(new PastEvent(book.customerNo(), Event.of(draft, eventId, now), Set.of()));
            }
          }

          @Override
          public void bad(BadRow row) {}
        });
    pages.flush();
    progress.partDone();
    price(fold, books.size());
  }

  private FileParts parts(EventFileId id) {
    return new FileParts(
        part -> {
          progress.check();
          return read(tx -> EventFiles.part(tx, id, part)).map(Buffer::getBytes).orElse(null);
        });
  }

  private Map<String, CustomerBook> resolve(Set<String> customers) {
    WouldBe wouldBe = new WouldBe(prices());
    Map<String, CustomerBook> books = new LinkedHashMap<>();
    List<ExternalId> all = customers.stream().map(ExternalId::new).toList();
    for (int i = 0; i < all.size(); i += BOOKS) {
      List<ExternalId> some = all.subList(i, Math.min(all.size(), i + BOOKS));
      Map<ExternalId, CustomerNo> numbers = read(tx -> Customers.resolve(tx, some));
      Map<CustomerNo, CustomerBook> known =
          numbers.isEmpty()
              ? Map.of()
              : read(tx -> CustomerBooks.load(tx, List.copyOf(new HashSet<>(numbers.values()))));
      for (ExternalId externalId : some) {
        CustomerNo no = numbers.get(externalId);
        CustomerBook book = wouldBe.having(no == null ? null : known.get(no), externalId);
        books.put(externalId.value(), book);
        externalIds.put(book.customerNo(), externalId);
      }
    }
    return books;
  }

  private <T> T read(Function<Tx, Future<T>> work) {
    return Blocking.await(Retry.transientFaults(() -> parts.database().inScope(scope, work)));
  }
}
