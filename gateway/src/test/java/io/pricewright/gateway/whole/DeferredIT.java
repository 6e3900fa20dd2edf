package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Scripts that take longer than a transaction may hold its gates leave the rest of the batch parked
 * as deferred, and it is rated at once afterwards, by nobody's hand.
 */
final class DeferredIT {
  /**
   * Milliseconds an event, as new versions are interpreted; far below the limits of one evaluation.
   */
  private static final String SLOW =
      """
      export function rate(event, params) {
        let n = Decimal.from('0');
        for (let i = 0; i < 1000; i++) n = n.plus('0.000001');
        return [{label: 'slow', amount: n}];
      }\
      """;

  @Test
  void slowScripts_deferTheRestOfTheBatch_andItIsRatedAfterwards() {
    TestSettings brief = TestSettings.DEFAULT.scriptBudget(Duration.ofMillis(50));
    try (TestNode node = TestNode.start(brief)) {
      Scene scene = node.tenant();
      String plan = scene.plan();
      String meter = scene.meter("call");
      scene.price(plan, meter, Terms.script(scene.script("slow", SLOW), "{}"));
      Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
      scene.customer("ann");
      scene.subscribe("ann", plan, start);
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        events.add(Event.of("e" + i, "call", "ann").at(start.plusSeconds(i)));
      }
      Reply bulk = scene.send(events);
      // 250 ms and more of scripts in a budget of 50: the first are rated, the others are not
      // tried.
      assertThat(Integer.parseInt(bulk.text("accepted"))).isBetween(10, 150);
      assertThat(Integer.parseInt(bulk.text("parked"))).isBetween(100, 240);
      scene.settle();
      assertThat(scene.receipt("e249").text("status")).isEqualTo("accepted");
      assertThat(scene.receipt("e249").text("amount")).isEqualTo("0.001");
      // 250 events of 1,000 x 0.000001 = 0.001 each: 0.25.
      assertThat(scene.sums().charged()).isEqualByComparingTo(new BigDecimal("0.25"));
    }
  }

  /** Keys are hashes: in their order no two events that stand together are of one customer. */
  @Test
  void deferredEventsOfManyCustomers_areRatedACustomerAtATime() {
    TestSettings brief = TestSettings.DEFAULT.scriptBudget(Duration.ofMillis(1));
    try (TestNode node = TestNode.start(brief)) {
      Scene scene = node.tenant();
      String plan = scene.plan();
      String meter = scene.meter("call");
      scene.price(plan, meter, Terms.script(scene.script("slow", SLOW), "{}"));
      Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
      List<Event> events = new ArrayList<>();
      for (int c = 0; c < 8; c++) {
        scene.customer("c" + c);
        scene.subscribe("c" + c, plan, start);
      }
      for (int i = 0; i < 800; i++) {
        events.add(Event.of("e" + i, "call", "c" + i % 8).at(start.plusSeconds(i)));
      }
      Reply bulk = scene.send(events);
      assertThat(Integer.parseInt(bulk.text("parked"))).isGreaterThan(700);
      scene.settle();
      assertThat(scene.number("select count(*) from events where outcome = 2")).isZero();
      // Some twenty transactions; one by one they were eight hundred.
      assertThat(
              scene.number("select count(distinct batch_id) from charges where cause = 'rerate'"))
          .isLessThan(60);
      assertThat(scene.sums().charged()).isEqualByComparingTo(new BigDecimal("0.8"));
    }
  }
}
