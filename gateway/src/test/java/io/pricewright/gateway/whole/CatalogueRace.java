package io.pricewright.gateway.whole;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.Waiting;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One race: what is to be done is drawn from a seed, the order in which it happens is the
 * machine's. Three meters over the same events, each with a flat price: the sum of n, of which the
 * price changes on day 4; the number of events of one model, of which the filter may change; the
 * greatest n.
 */
final class CatalogueRace {
  private static final int EVENTS = 150;
  private static final int MOST_DELAY_MS = 250;
  private static final int CHANGE_DAY = 4;

  private final Instant origin =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(12));
  private final Random random;
  private final Scene[] nodes;
  private final Map<String, Integer> startDays = new TreeMap<>();
  private final List<Sent> events = new ArrayList<>();
  private final Set<String> voided = new HashSet<>();
  private final boolean filterChanges;
  private final List<Runnable> actions = new ArrayList<>();

  private final CompletableFuture<String> plan = new CompletableFuture<>();

  private record Sent(String id, String customer, Instant at, int n, String model) {
    Event event() {
      return Event.of(id, "use", customer)
          .at(at)
          .with("{\"n\":%d,\"model\":\"%s\"}".formatted(n, model));
    }
  }

  /** What a customer must owe, and how many of its events have which outcome. */
  record Due(BigDecimal amount, long rated, long voided, long early) {}

  CatalogueRace(long seed, Scene... nodes) {
    this.nodes = nodes;
    random = new Random(seed);
    filterChanges = random.nextBoolean();
    for (int i = 0; i < 3; i++) {
      startDays.put("customer-" + i, random.nextInt(4));
    }
    drawEvents();
    planCatalogue();
    startDays.forEach(this::planCustomer);
    planDeliveries();
    Collections.shuffle(actions, random);
  }

  Set<String> customers() {
    return startDays.keySet();
  }

  int events() {
    return events.size();
  }

  private void drawEvents() {
    List<String> customers = List.copyOf(startDays.keySet());
    for (int i = 0; i < EVENTS; i++) {
      Sent sent =
          new Sent(
              "e" + i,
              customers.get(random.nextInt(customers.size())),
              origin.plusSeconds(random.nextInt(10 * 86_400)),
              1 + random.nextInt(50),
              random.nextBoolean() ? "a" : "b");
      events.add(sent);
      if (random.nextInt(12) == 0) {
        voided.add(sent.id());
      }
    }
  }

  private Scene node() {
    return nodes[random.nextInt(nodes.length)];
  }

  private void planCatalogue() {
    Scene first = node();
    Scene second = node();
    Scene third = node();
    actions.add(() -> plan.complete(first.plan()));
    actions.add(
        () -> {
          String price = first.price(plan.join(), first.meter("use", "SUM", "n"), flat("0.25"));
          second.done(
              "PUT",
              "/v1/prices/" + price,
              "{\"params\":%s,\"effective_from\":\"%s\"}"
                  .formatted(Terms.amount("0.75"), day(CHANGE_DAY)));
        });
    actions.add(
        () -> {
          String meter = second.filtered("use", "{\"type\":\"COUNT\"}", model("a"));
          second.price(plan.join(), meter, flat("1"));
          if (filterChanges) {
            third.done("PUT", "/v1/meters/" + meter, "{\"filters\":%s}".formatted(model("b")));
          }
        });
    actions.add(() -> third.price(plan.join(), third.meter("use", "MAX", "n"), flat("2")));
  }

  private static String flat(String amount) {
    return Terms.script(Terms.FLAT, Terms.amount(amount));
  }

  private static String model(String model) {
    return "[{\"key\":\"model\",\"values\":[\"%s\"]}]".formatted(model);
  }

  private Instant day(int day) {
    return origin.plus(Duration.ofDays(day));
  }

  private void planCustomer(String customer, int startDay) {
    Scene creating = node();
    Scene subscribing = node();
    CompletableFuture<String> created = new CompletableFuture<>();
    actions.add(() -> created.complete(creating.customer(customer)));
    actions.add(
        () -> {
          created.join();
          subscribe(subscribing, customer, startDay);
        });
  }

  /** A plan without a price yet is refused: then again. */
  private void subscribe(Scene scene, String customer, int startDay) {
    for (int attempt = 1; ; attempt++) {
      Reply reply = scene.trySubscribe(customer, plan.join(), day(startDay));
      if (reply.status() == 201) {
        return;
      }
      if (attempt == 200) {
        throw new AssertionError(reply.body());
      }
      Waiting.pause(25);
    }
  }

  private void planDeliveries() {
    for (int from = 0; from < events.size(); ) {
      List<Sent> batch =
          events.subList(from, Math.min(events.size(), from + 1 + random.nextInt(9)));
      from += batch.size();
      Scene first = node();
      Scene second = node();
      boolean again = random.nextInt(3) == 0;
      actions.add(
          () -> {
            deliver(first, batch);
            batch.stream()
                .filter(sent -> voided.contains(sent.id()))
                .forEach(sent -> second.revoke(sent.id()));
          });
      if (again) {
        actions.add(() -> deliver(second, batch.reversed()));
      }
    }
  }

  private static void deliver(Scene scene, List<Sent> batch) {
    scene.send(batch.stream().map(Sent::event).toList());
  }

  /** Does everything at once, each action after a random delay. */
  void run() {
    List<CompletableFuture<Void>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Runnable action : actions) {
        int delay = random.nextInt(MOST_DELAY_MS);
        running.add(
            CompletableFuture.runAsync(
                () -> {
                  Waiting.pause(delay);
                  action.run();
                },
                threads));
      }
    }
    running.forEach(CompletableFuture::join);
  }

  Due due(String customer) {
    Instant start = day(startDays.getOrDefault(customer, 0));
    BigDecimal amount = BigDecimal.ZERO;
    long rated = 0;
    long taken = 0;
    long early = 0;
    int most = 0;
    for (Sent event : events) {
      if (!event.customer().equals(customer)) {
        continue;
      }
      if (voided.contains(event.id())) {
        taken++;
      } else if (event.at().isBefore(start)) {
        early++;
      } else {
        rated++;
        most = Math.max(most, event.n());
        String unit = event.at().isBefore(day(CHANGE_DAY)) ? "0.25" : "0.75";
        amount = amount.add(new BigDecimal(unit).multiply(new BigDecimal(event.n())));
        if (event.model().equals(filterChanges ? "b" : "a")) {
          amount = amount.add(BigDecimal.ONE);
        }
      }
    }
    return new Due(amount.add(new BigDecimal(2 * most)), rated, taken, early);
  }
}
