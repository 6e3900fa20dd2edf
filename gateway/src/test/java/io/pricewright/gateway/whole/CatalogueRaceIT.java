package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Customers, meters, prices, subscriptions and events are made in random order by many threads on
 * two nodes with one database. In the end no event may be left that nobody rates, and the amounts
 * must be those of plain arithmetic and of the naive model.
 *
 * <p>It runs seeds 1 to 12; for more say {@code -Dpricewright.seeds=200}, for one alone {@code
 * -Dpricewright.seed=N}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class CatalogueRaceIT {
  private Nodes nodes;

  @BeforeAll
  void open() {
    nodes = new Nodes(2);
  }

  @AfterAll
  void close() {
    nodes.close();
  }

  static LongStream seeds() {
    Long one = Long.getLong("pricewright.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.rangeClosed(1, Long.getLong("pricewright.seeds", 12));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void catalogue_madeInAnyOrder_leavesNoEventUnrated(long seed) {
    System.out.println("CatalogueRaceIT: seed " + seed);
    String key = nodes.tenant();
    CatalogueRace race = new CatalogueRace(seed, nodes.client(0, key), nodes.client(1, key));
    race.run();
    nodes.settle();
    Client client = nodes.client(1, key);
    Client.Reply check = client.post("/v1/check", "{}");
    assertThat(check.text("clean")).as(check.body().text()).isEqualTo("true");
    for (String customer : race.customers()) {
      CatalogueRace.Due due = race.due(customer);
      Client.Sums sums = client.sumsOf(customer);
      assertThat(sums.charged()).as(customer).isEqualByComparingTo(due.amount());
      assertThat(sums.unbilled()).as(customer).isEqualByComparingTo(due.amount());
      assertThat(count(client, customer, "rated")).as(customer).isEqualTo(due.rated());
      assertThat(count(client, customer, "voided")).as(customer).isEqualTo(due.voided());
      assertThat(count(client, customer, "unmatched")).as(customer).isEqualTo(due.early());
    }
  }

  private static long count(Client client, String customer, String outcome) {
    return client
        .post(
            "/v1/events/counts",
            "{\"external_customer_id\":\"%s\",\"start_time\":\"2020-01-01T00:00:00Z\"}"
                .formatted(customer))
        .list("items")
        .stream()
        .map(item -> new Client.Reply(200, item))
        .filter(item -> item.text("outcome").equals(outcome))
        .mapToLong(item -> Long.parseLong(item.text("events")))
        .sum();
  }
}
