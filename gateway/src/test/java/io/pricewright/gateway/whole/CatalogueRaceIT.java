package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
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
 * <p>It runs seeds 1 to 5; for more say {@code -Dpricewright.seeds=200}, for one alone {@code
 * -Dpricewright.seed=N}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class CatalogueRaceIT {
  private TestNode one;
  private TestNode two;

  @BeforeAll
  void open() {
    one = TestNode.start();
    two = one.another();
  }

  @AfterAll
  void close() {
    two.close();
    one.close();
  }

  static LongStream seeds() {
    Long one = Long.getLong("pricewright.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.rangeClosed(1, Long.getLong("pricewright.seeds", 5));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void catalogue_madeInAnyOrder_leavesNoEventUnrated(long seed) {
    System.out.println("CatalogueRaceIT: seed " + seed);
    Scene first = one.tenant();
    Scene scene = first.at(two);
    CatalogueRace race = new CatalogueRace(seed, first, scene);
    race.run();
    scene.settle();
    scene.isClean();
    for (String customer : race.customers()) {
      CatalogueRace.Due due = race.due(customer);
      Scene.Sums sums = scene.sumsOf(customer);
      assertThat(sums.charged()).as(customer).isEqualByComparingTo(due.amount());
      assertThat(sums.unbilled()).as(customer).isEqualByComparingTo(due.amount());
      assertThat(count(scene, customer, "rated")).as(customer).isEqualTo(due.rated());
      assertThat(count(scene, customer, "voided")).as(customer).isEqualTo(due.voided());
      assertThat(count(scene, customer, "unmatched")).as(customer).isEqualTo(due.early());
    }
  }

  private static long count(Scene scene, String customer, String outcome) {
    return scene
        .post(
            "/v1/events/counts",
            "{\"external_customer_id\":\"%s\",\"start_time\":\"2020-01-01T00:00:00Z\"}"
                .formatted(customer))
        .list("items")
        .stream()
        .filter(item -> outcome.equals(item.string("outcome")))
        .mapToLong(item -> Long.parseLong(Parts.text(item, "events")))
        .sum();
  }
}
