package io.pricewright.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions about stored events: what is asked is what is answered, in order, and all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventQueryIT {
  private final Scene scene = TestNode.shared().tenant();
  private final Scene.Sold sold = scene.sell("use", Terms.flat("1"));
  private final String ann = scene.subscriber("ann");

  /** Ten events e0 to e9 of January, a second apart; the even ones are n = 2. */
  @BeforeAll
  void open() {
    scene.customer("bob");
    scene.send(
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    Event.of("e" + i, "use", "ann")
                        .at(Instant.parse(Scene.START).plusSeconds(i))
                        .with("{\"n\":%s}".formatted(i % 2 == 0 ? "2.0" : "1")))
            .toList());
    scene.send(Event.of("new", "use", "bob").n(1));
  }

  private Reply query(String body) {
    return scene.post("/v1/events/query", body.replace('\'', '"')).is(200);
  }

  private static String ids(Reply reply) {
    return String.join(
        " ", reply.list("events").stream().map(one -> String.valueOf(one.string("id"))).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'external_customer_id':'ann','page_size':3} | e9 e8 e7 | 10 | true",
        "{'customer_id':'<ann>','page_size':3,'order':'asc'} | e0 e1 e2 | 10 | true",
        "{'external_customer_id':'ann','offset':8} | e1 e0 | 10 | false",
        "{'external_customer_id':'ann','offset':9,'order':'asc','sort':'timestamp'} | e9 | 10 |"
            + " false",
        // Properties are looked at before the page is cut, numbers by value.
        "{'external_customer_id':'ann','page_size':2,'property_filters':{'n':2}} | e8 e6 | 5 |"
            + " true",
        "{'external_customer_id':'ann','page_size':2,'offset':3,'property_filters':{'n':'2'}} | e2"
            + " e0 | 5 | false",
        "{'external_customer_id':'ann','order':'asc','page_size':2,'property_filters':{'n':[1,7]}}"
            + " | e1 e3 | 5 | true",
        "{'external_customer_id':'ann','event_id':'e4'} | e4 | 1 | false",
        "{'external_customer_id':'bob','event_id':'e4'} | '' | 0 | false",
        "{'event_id':'e4'} | e4 | 1 | false",
        "{'customer_id':'<ann>','start_time':'2026-01-01T00:00:08Z'} | e9 e8 | 2 | false",
        // Without a customer it is the last seven days, and the answer says so.
        "{} | new | 1 | false",
        "{'start_time':'2026-01-01T00:00:09Z'} | new e9 | 2 | false",
        "{'external_customer_id':'nobody'} | '' | 0 | false",
      })
  void query_ofEvents_findsPages(String body, String found, int total, boolean more) {
    Reply reply = query(body.strip().replace("<ann>", ann));
    assertThat(ids(reply)).isEqualTo(found.strip());
    assertThat(reply.text("total_count")).isEqualTo("" + total);
    assertThat(reply.text("has_more")).isEqualTo("" + more);
    assertThat(reply.text("start_time")).isNotEmpty();
  }

  @Test
  void query_byKeys_walksBothWays() {
    for (String rest : List.of("", ",'property_filters':{'n':[1,2]}")) {
      String walk = "{'external_customer_id':'ann','page_size':4" + rest + "%s}";
      Reply first = query(walk.formatted(""));
      Reply second =
          query(walk.formatted(",'iter_last_key':'" + first.text("iter_last_key") + "'"));
      Reply third =
          query(walk.formatted(",'iter_last_key':'" + second.text("iter_last_key") + "'"));
      assertThat(ids(first) + " " + ids(second) + " " + ids(third))
          .isEqualTo("e9 e8 e7 e6 e5 e4 e3 e2 e1 e0");
      assertThat(third.text("has_more")).isEqualTo("false");
      Reply back =
          query(walk.formatted(",'iter_first_key':'" + third.text("iter_first_key") + "'"));
      assertThat(ids(back)).isEqualTo(ids(second));
    }
  }

  @Test
  void counts_ofACustomer_holdAllItsEvents() {
    Reply counts =
        scene.post("/v1/events/counts", "{\"customer_id\":\"%s\"}".formatted(ann)).is(200);
    assertThat(counts.first("items").get("events")).isEqualTo(Json.of(10));
    assertThat(counts.text("start_time")).isEqualTo("1970-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query | {'sort':'name'} | /sort",
        "query | {'order':'up'} | /order",
        "query | {'offset':-1} | /offset",
        "query | {'customer_id':'c','external_customer_id':'ann'} | /customer_id",
        "counts | {'offset':1} | /offset",
        "counts | {'property_filters':{'n':1}} | /property_filters",
      })
  void question_thatCannotBeAnswered_isRefused(String door, String body, String pointer) {
    Reply reply = scene.post("/v1/events/" + door.strip(), body.strip().replace('\'', '"')).is(400);
    assertThat(reply.pointers()).containsExactly(pointer.strip());
  }

  /** A price of 18 decimals: 3 x 10^12 units at 10^-18 are 0.000003; and its like of 24. */
  @Test
  void price_ofManyDecimals_isTaken() {
    Scene fine = TestNode.shared().tenant();
    String plan = fine.plan();
    fine.price(plan, fine.meter("a", "SUM", "n"), Terms.flat("0.000000000000000001"));
    fine.price(
        plan,
        fine.meter("b", "SUM", "n"),
        """
        "billing_model":"TIERED","tier_mode":"SLAB","tiers":[
          {"up_to":"1000000000000000000","unit_amount":"0.000000000000000000000001"},
          {"unit_amount":"0.000000000000000000000002","flat_amount":"0.5"}]\
        """);
    fine.customer("ann");
    fine.subscribe("ann", plan);
    fine.send(Event.of("e1", "a", "ann").n("3000000000000"));
    // 10^18 x 10^-24 + 10^18 x 2 x 10^-24 + 0.5 = 0.500003.
    fine.send(Event.of("e2", "b", "ann").n("2000000000000000000"));
    fine.settle().sums().are("0.500006");
    Reply refused =
        fine.post(
                "/v1/prices",
                Scene.draft(plan, sold.meter(), Terms.flat("0." + "0".repeat(24) + "1")))
            .is(400);
    assertThat(refused.pointers()).containsExactly("/amount");
  }
}
