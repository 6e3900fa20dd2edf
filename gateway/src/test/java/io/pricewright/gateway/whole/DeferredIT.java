package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Scripts that take longer than a transaction may hold its gates leave the rest of the batch parked
 * as deferred, and it is rated at once afterwards, by nobody's hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
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
      }""";

  private Nodes nodes;

  @BeforeAll
  void open() {
    nodes = Nodes.withScriptBudget(Duration.ofMillis(50));
  }

  @AfterAll
  void close() {
    nodes.close();
  }

  @Test
  void slowScripts_deferTheRestOfTheBatch_andItIsRatedAfterwards() {
    Client client = nodes.newTenant();
    String plan = client.plan();
    String meter = client.meter("call", "COUNT", "", "[]");
    client.price(plan, meter, client.script("slow", SLOW), "{}");
    Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
    client.customer("ann");
    client.subscribe("ann", plan, start.toString());
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      events
          .append(i == 0 ? "" : ",")
          .append(
              """
              {"event_id":"e%d","event_name":"call","external_customer_id":"ann","timestamp":"%s"}"""
                  .formatted(i, start.plusSeconds(i)));
    }
    Client.Reply bulk = client.post("/v1/events/bulk", "{\"events\":[%s]}".formatted(events));
    // The time is looked at between hundreds: the first are tried, the others are not.
    assertThat(List.of(bulk.text("accepted"), bulk.text("parked"))).containsExactly("100", "150");
    nodes.settle();
    assertThat(client.get("/v1/events/e249/receipt").text("status")).isEqualTo("accepted");
    assertThat(client.get("/v1/events/e249/receipt").text("amount")).isEqualTo("0.001");
    // 250 events of 1,000 x 0.000001 = 0.001 each: 0.25.
    assertThat(client.sums().charged()).isEqualByComparingTo(new BigDecimal("0.25"));
  }
}
