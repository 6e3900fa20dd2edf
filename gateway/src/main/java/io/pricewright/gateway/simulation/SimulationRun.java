package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.sandbox.CustomerSimulation;
import io.pricewright.sandbox.PastEvent;
import io.pricewright.sandbox.Simulation;
import io.pricewright.sandbox.SimulationLimits;
import io.pricewright.store.catalogue.Customer;
import io.pricewright.store.catalogue.CustomerBooks;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.EventSearch;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One simulation, in straight code on a virtual thread. Each page is a transaction of its own, so
 * no statement comes near its timeout; the pages are not one snapshot of the database, but both
 * prices see the same events. Scripts run on the script pool, a page at a time.
 */
final class SimulationRun {
  private static final int PAGE = 2_000;
  private static final int BOOKS = 200;

  private final Parts parts;
  private final Scope scope;
  private final Question question;
  private final Instant deadline;
  private final Map<Long, String> externalIds = new HashMap<>();

  /** What every run stands on. */
  record Parts(
      Transactions in,
      Candidates candidates,
      ScriptPool scripts,
      ScriptEngine engine,
      EnvironmentClock clock,
      SimulationLimits limits) {}

  SimulationRun(Parts parts, Scope scope, Question question) {
    this.parts = parts;
    this.scope = scope;
    this.question = question;
    this.deadline = parts.clock().now().plus(SimulatePrice.MAX_TIME);
  }

  Simulated call() {
    Candidates.Pair pair = read(tx -> parts.candidates().find(tx, question));
    Simulation simulation =
        new Simulation(
            parts.engine(), pair.catalogue(), pair.candidate(), question.asked(), parts.limits());
    String lineage = pair.candidate().lineageId();
    List<Long> customers = new ArrayList<>(customers(lineage));
    for (int i = 0; i < customers.size(); i += BOOKS) {
      List<Long> some = customers.subList(i, Math.min(customers.size(), i + BOOKS));
      Map<Long, CustomerBook> books = read(tx -> CustomerBooks.load(tx, some));
      for (Customer customer : read(tx -> Customers.findAll(tx, some))) {
        externalIds.put(customer.no(), customer.externalId());
      }
      for (Long no : some) {
        CustomerBook book = books.get(no);
        if (book != null) {
          simulate(simulation, simulation.begin(book), no);
        }
      }
    }
    return new Simulated(
        question,
        pair.catalogue().lineage(lineage),
        pair.candidate(),
        simulation.report(),
        externalIds);
  }

  private Set<Long> customers(String lineage) {
    if (!question.externalIds().isEmpty()) {
      return named();
    }
    Set<Long> customers = new LinkedHashSet<>();
    List<LineItems.Owned> page = List.of();
    do {
      checkTime();
      long after = page.isEmpty() ? 0 : page.getLast().lineItemNo();
      page = read(tx -> LineItems.ofLineages(tx, List.of(lineage), after, PAGE));
      page.forEach(item -> customers.add(item.customerNo()));
      // One above the limit is enough for the sandbox to refuse.
    } while (page.size() == PAGE && customers.size() <= parts.limits().customers());
    return customers;
  }

  private Set<Long> named() {
    Map<String, Long> found = read(tx -> Customers.resolve(tx, question.externalIds()));
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < question.externalIds().size(); i++) {
      if (!found.containsKey(question.externalIds().get(i))) {
        errors.add(
            new FieldError(
                "/external_customer_ids/" + i,
                "not_found",
                "There is no customer with that external id."));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          new Problem.InvalidRequest("Customers are missing; errors says which.", errors));
    }
    return new LinkedHashSet<>(found.values());
  }

  private void simulate(Simulation simulation, CustomerSimulation customer, long no) {
    Interval span = customer.span().orElse(null);
    if (span != null) {
      EventSearch.Query query =
          new EventSearch.Query(
              no, null, simulation.meter().eventName(), null, null, null, span.from(), span.to());
      EventLog.Position after = EventLog.Position.START;
      List<StoredEvent> page;
      do {
        checkTime();
        EventLog.Position behind = after;
        page = read(tx -> EventSearch.oldest(tx, query, behind, PAGE));
        if (!page.isEmpty()) {
          List<PastEvent> past = past(page);
          script(() -> customer.fold(past));
          after = EventLog.Position.of(page.getLast());
        }
      } while (page.size() == PAGE);
    }
    script(customer::finish);
  }

  private static List<PastEvent> past(List<StoredEvent> page) {
    return page.stream()
        .filter(stored -> stored.outcome() != Outcome.VOIDED)
        .map(stored -> new PastEvent(stored.event(), parkedOn(stored)))
        .toList();
  }

  private static Set<Long> parkedOn(StoredEvent stored) {
    return stored.entries().stream()
        .filter(entry -> entry.status() == Entry.Status.PARKED)
        .map(Entry::lineItemNo)
        .collect(Collectors.toSet());
  }

  private void checkTime() {
    if (parts.clock().now().isAfter(deadline)) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "A simulation takes at most %d seconds. Ask for a shorter span or for fewer customers."
                  .formatted(SimulatePrice.MAX_TIME.toSeconds())));
    }
  }

  private <T> T read(Function<Tx, Future<T>> work) {
    return await(parts.in().read(scope, work));
  }

  private void script(Runnable work) {
    await(
        parts
            .scripts()
            .run(
                () -> {
                  work.run();
                  return true;
                }));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a simulation could not read its history", e.getCause());
    }
  }
}
