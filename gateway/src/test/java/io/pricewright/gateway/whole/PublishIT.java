package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Versions of a script published under traffic on two nodes: no request fails, and the receipt of
 * each event names the amount of the version in force at the event's time, on the other node from
 * the first event after the answer on. 5 versions a run; {@code -Dpricewright.versions=100
 * -Dpricewright.bulk=250} is the long one. Prints the rate of events, the longest time until an
 * event was answered by a new version on the other node, and the longest of as many events when
 * nothing was new, which is the load's share of it; judges neither.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class PublishIT {
  private static final int SENDERS = 4;
  private static final int BULK = Integer.getInteger("pricewright.bulk", 50);
  private static final int MOST_JUDGED = 2_000;
  private static final int VERSIONS = Integer.getInteger("pricewright.versions", 5);

  private static final String PROBE =
      "{\"event_name\":\"call\",\"external_customer_id\":\"c%d\"}".formatted(SENDERS);

  private final Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<TestNode> nodes = new ArrayList<>();

  @BeforeAll
  void open() {
    nodes.add(TestNode.start());
    nodes.add(nodes.getFirst().another());
  }

  @AfterAll
  void close() {
    nodes.reversed().forEach(TestNode::close);
  }

  /** Version k costs k. */
  private static String script(int k) {
    return "export function rate(event) { return [{label: 'call', amount: '%d'}]; }".formatted(k);
  }

  @Test
  void versions_underTraffic_eachEventHasTheVersionOfItsTime() throws Exception {
    Scene scene = nodes.getFirst().tenant();
    List<Scene> both = List.of(scene, scene.at(nodes.getLast()));
    String plan = scene.plan();
    String meter = scene.meter("call");
    String price = scene.price(plan, meter, Terms.script(scene.script("calls", script(0)), "{}"));
    for (int i = 0; i <= SENDERS; i++) {
      scene.customer("c" + i);
      scene.subscribe("c" + i, plan, start);
    }
    scene.settle();
    NavigableMap<Instant, Integer> versions = new TreeMap<>();
    versions.put(Instant.EPOCH, 0);
    long begun = System.nanoTime();
    long slowest = 0;
    long usual = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<Integer>> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        senders.add(threads.submit(sender(both.get(i % 2), "c" + i)));
      }
      for (int k = 1; k <= VERSIONS; k++) {
        Scene node = both.get(k % 2);
        Reply changed =
            node.done(
                "PUT",
                "/v1/prices/" + price,
                "{\"script\":%s}".formatted(node.script("calls", script(k))));
        long answered = System.nanoTime();
        versions.put(Instant.parse(changed.text("effective_from")), k);
        Scene other = both.get((k + 1) % 2);
        Reply probe = other.posted("/v1/events", PROBE);
        slowest = Math.max(slowest, System.nanoTime() - answered);
        assertThat(new BigDecimal(probe.text("amount")))
            .as("the other node, at once after the answer")
            .isEqualByComparingTo(Integer.toString(k));
        long again = System.nanoTime();
        other.posted("/v1/events", PROBE);
        usual = Math.max(usual, System.nanoTime() - again);
      }
      over.set(true);
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          "PublishIT: %d versions under %.0f events/s; priced by the other node %.0f ms after the"
              + " answer at the latest; an event took up to %.0f ms when nothing was new%n",
          VERSIONS, sent.size() / seconds, slowest / 1e6, usual / 1e6);
      int requests = 0;
      for (Future<Integer> sender : senders) {
        requests += sender.get();
      }
      assertThat(requests).isGreaterThan(SENDERS);
    }
    assertThat(versions).hasSize(VERSIONS + 1);
    scene.settle();
    judge(scene, versions);
    scene.isClean();
  }

  /** Sends until told to stop; any answer but 202 fails the test. */
  private Callable<Integer> sender(Scene node, String customer) {
    return () -> {
      int requests = 0;
      while (!over.get()) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < BULK; i++) {
          Event event = Event.of(UUID.randomUUID().toString(), "call", customer);
          sent.add(event.id());
          events.add(event);
        }
        Reply reply = node.send(events);
        assertThat(reply.text("accepted")).isEqualTo(Integer.toString(BULK));
        requests++;
      }
      return requests;
    };
  }

  private void judge(Scene scene, NavigableMap<Instant, Integer> versions) {
    int step = Math.max(7, sent.size() / MOST_JUDGED);
    for (int i = 0; i < sent.size(); i += step) {
      Reply receipt = scene.receipt(sent.get(i));
      Instant at = Instant.parse(receipt.text("timestamp"));
      int version = Objects.requireNonNull(versions.floorEntry(at), at::toString).getValue();
      assertThat(new BigDecimal(receipt.text("amount")))
          .as("event at %s, versions around it %s", at, around(versions, at))
          .isEqualByComparingTo(Integer.toString(version));
    }
  }

  private static Map<Instant, Integer> around(NavigableMap<Instant, Integer> versions, Instant at) {
    return versions.subMap(at.minusSeconds(1), true, at.plusSeconds(1), true);
  }
}
