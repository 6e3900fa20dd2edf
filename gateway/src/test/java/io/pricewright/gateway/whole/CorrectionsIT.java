package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What changes behind events that are already rated: they are taken back, their price or filter
 * changes, their subscription or customer comes later. All amounts are worked out by hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class CorrectionsIT {
  private static final String FLAT = "{\"name\":\"flat\",\"version\":1}";

  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(10));
  private Nodes nodes;

  @BeforeAll
  void open() {
    nodes = new Nodes(1);
  }

  @AfterAll
  void close() {
    nodes.close();
  }

  private Instant day(int day) {
    return start.plus(Duration.ofDays(day));
  }

  private static String flat(String amount) {
    return "{\"amount\":\"%s\"}".formatted(amount);
  }

  private static String event(String id, Instant at, String properties) {
    return """
        {"event_id":"%s","event_name":"use","external_customer_id":"ann","timestamp":"%s",
         "properties":%s}"""
        .formatted(id, at, properties);
  }

  private static void send(Client client, String id, Instant at, int n) {
    client.post("/v1/events", event(id, at, "{\"n\":%d}".formatted(n)));
  }

  private static void amend(Client client, String id, String replacement) {
    client.post("/v1/events/" + id + "/amend", "{\"event\":" + replacement + "}");
  }

  private void assertCharged(Client client, String amount) {
    nodes.settle();
    Client.Sums sums = client.sums();
    assertThat(sums.charged()).isEqualByComparingTo(amount);
    assertThat(sums.unbilled()).isEqualByComparingTo(amount);
    assertThat(sums.revenue().abs()).isEqualByComparingTo(amount);
  }

  /** A tenant whose customer ann is subscribed to a price on a meter over n. */
  private record Shop(Client client, String plan, String meter, String price) {}

  private Shop shop(String type, String filters, String script, String params) {
    Client client = nodes.newTenant();
    String plan = client.plan();
    String meter = client.meter("use", type, "n", filters);
    return new Shop(client, plan, meter, client.price(plan, meter, script, params));
  }

  private Client subscribed(Shop shop) {
    shop.client().customer("ann");
    shop.client().subscribe("ann", shop.plan(), start.toString());
    nodes.settle();
    return shop.client();
  }

  @Test
  void void_ofASum_pricesWhatRemains() {
    String tiers =
        "{\"tiers\":[{\"up_to\":\"100\",\"unit_amount\":\"0.10\"},{\"up_to\":null,\"unit_amount\":\"0.05\"}]}";
    Client client = subscribed(shop("SUM", "[]", "{\"name\":\"graduated\",\"version\":1}", tiers));
    send(client, "e1", day(1), 80);
    send(client, "e2", day(2), 50);
    // 130 units: 100 x 0.10 + 30 x 0.05.
    assertCharged(client, "11.50");
    client.post("/v1/events/e1/void", "{}");
    // 50 x 0.10.
    assertCharged(client, "5.00");
    client.post("/v1/events/e1/void", "{}");
    assertCharged(client, "5.00");
    // A voided id stays taken.
    assertThat(client.post("/v1/events", event("e1", day(1), "{\"n\":80}")).text("status"))
        .isEqualTo("duplicate");
    assertCharged(client, "5.00");
    amend(client, "e2", event("e3", day(2), "{\"n\":110}"));
    // 100 x 0.10 + 10 x 0.05.
    assertCharged(client, "10.50");
    amend(client, "e2", event("e3", day(2), "{\"n\":110}"));
    assertCharged(client, "10.50");
  }

  @Test
  void void_ofTheMaximum_findsTheNext() {
    Client client = subscribed(shop("MAX", "[]", FLAT, flat("2")));
    send(client, "e5", day(1), 5);
    send(client, "e9", day(2), 9);
    send(client, "e7", day(3), 7);
    assertCharged(client, "18"); // 9 x 2
    client.post("/v1/events/e9/void", "{}");
    assertCharged(client, "14"); // 7 x 2
    client.post("/v1/events/e7/void", "{}");
    assertCharged(client, "10"); // 5 x 2
    amend(client, "e5", event("e6", day(1), "{\"n\":6}"));
    assertCharged(client, "12"); // 6 x 2
    client.post("/v1/events/e6/void", "{}");
    assertCharged(client, "0");
  }

  @Test
  void void_ofTheLatest_findsTheOneBefore() {
    Client client = subscribed(shop("LATEST", "[]", FLAT, flat("2")));
    send(client, "e3", day(1), 3);
    send(client, "e8", day(4), 8);
    assertCharged(client, "16"); // 8 x 2
    client.post("/v1/events/e8/void", "{}");
    assertCharged(client, "6"); // 3 x 2
    send(client, "late", day(1).minusSeconds(3600), 100);
    assertCharged(client, "6"); // an hour older than e3, so it loses
    amend(client, "e3", event("e4", day(1), "{\"n\":4}"));
    assertCharged(client, "8"); // 4 x 2
    client.post("/v1/events/e4/void", "{}");
    assertCharged(client, "200"); // only the late one is left: 100 x 2
  }

  @Test
  void void_ofADistinctValue_keepsItWhileAnotherHasIt() {
    Client client = subscribed(shop("COUNT_UNIQUE", "[]", FLAT, flat("1")));
    send(client, "a1", day(1), 1);
    send(client, "a2", day(2), 1);
    send(client, "b1", day(3), 2);
    assertCharged(client, "2"); // the values 1 and 2
    client.post("/v1/events/a1/void", "{}");
    assertCharged(client, "2"); // a2 still has the value 1
    client.post("/v1/events/a2/void", "{}");
    assertCharged(client, "1");
  }

  @Test
  void price_changedInThePast_recountsByTheRuleOfSegments() {
    Shop shop = shop("SUM", "[]", FLAT, flat("1"));
    Client client = subscribed(shop);
    send(client, "e1", day(1), 10);
    send(client, "e2", day(6), 10);
    assertCharged(client, "20");
    client.done(
        "PUT",
        "/v1/prices/" + shop.price(),
        "{\"params\":%s,\"effective_from\":\"%s\"}".formatted(flat("3"), day(5)));
    // P1(10) + P2(20) - P2(10) = 10 + 60 - 30.
    assertCharged(client, "40");
    send(client, "e3", day(2), 5);
    // P1(15) + P2(25) - P2(15) = 15 + 75 - 45: a late event at the price of its time.
    assertCharged(client, "45");
    client.post("/v1/events/e2/void", "{}");
    assertCharged(client, "15"); // P1(15), nothing after
  }

  @Test
  void filters_changed_recountTheOpenPeriod() {
    Shop shop = shop("SUM", "[{\"key\":\"model\",\"values\":[\"a\"]}]", FLAT, flat("1"));
    Client client = subscribed(shop);
    client.post("/v1/events", event("e1", day(1), "{\"n\":10,\"model\":\"a\"}"));
    client.post("/v1/events", event("e2", day(2), "{\"n\":20,\"model\":\"b\"}"));
    assertCharged(client, "10");
    filter(shop, "[{\"key\":\"model\",\"values\":[\"b\"]}]");
    assertCharged(client, "20");
    filter(shop, "[]");
    assertCharged(client, "30");
    filter(shop, "[{\"key\":\"model\",\"values\":[\"c\"]}]");
    assertCharged(client, "0");
    client.post("/v1/events/e1/void", "{}");
    filter(shop, "[]");
    assertCharged(client, "20"); // e1 was voided while it did not count
  }

  private static void filter(Shop shop, String filters) {
    shop.client().done("PUT", "/v1/meters/" + shop.meter(), "{\"filters\":%s}".formatted(filters));
  }

  @Test
  void subscription_afterItsEvents_ratesThoseSinceItsStart() {
    Shop shop = shop("SUM", "[]", FLAT, flat("1"));
    Client client = shop.client();
    client.customer("ann");
    nodes.settle();
    send(client, "e1", day(1), 10);
    send(client, "e2", day(4), 10);
    send(client, "e3", day(5), 10);
    assertCharged(client, "0");
    client.subscribe("ann", shop.plan(), day(4).toString());
    assertCharged(client, "20"); // e1 is before the start: usage, never money
    assertThat(client.get("/v1/events/e1/receipt").text("reason")).isEqualTo("no_subscription");
    assertThat(client.get("/v1/events/e2/receipt").text("amount")).isEqualTo("10");
  }

  @Test
  void customer_afterItsEvents_paysForThem() {
    Shop shop = shop("SUM", "[]", FLAT, flat("1"));
    Client client = shop.client();
    send(client, "e1", day(1), 5);
    send(client, "e2", day(2), 5);
    send(client, "voided", day(3), 100);
    assertThat(client.get("/v1/events/e1/receipt").text("reason")).isEqualTo("no_customer");
    client.post("/v1/events/voided/void", "{}");
    client.customer("ann");
    client.subscribe("ann", shop.plan(), start.toString());
    assertCharged(client, "10"); // two times 5; what was voided before is nobody's
    client.post("/v1/events/e1/void", "{}");
    assertCharged(client, "5");
  }

  @Test
  void price_afterItsEvents_ratesThemOnceAttached() {
    Shop shop = shop("SUM", "[]", FLAT, flat("1"));
    Client client = subscribed(shop);
    String second = client.meter("use", "COUNT", "", "[]");
    send(client, "e1", day(1), 5);
    send(client, "e2", day(2), 5);
    assertCharged(client, "10");
    client.price(shop.plan(), second, FLAT, flat("0.25"));
    assertCharged(client, "10.50"); // and two events at 0.25
  }

  /** Every charge that corrects others is explained by evaluations that give it. */
  private static void assertExplained(Client client, String cause, String amount) {
    var newest =
        client.get("/v1/charges?limit=100").list("items").stream()
            .filter(charge -> cause.equals(charge.string("cause")))
            .findFirst()
            .orElseThrow();
    Client.Reply explained = client.get("/v1/charges/" + newest.string("id") + "/explain");
    assertThat(explained.text("amount")).isEqualTo(amount);
    assertThat(explained.text("complete")).as(explained.body().text()).isEqualTo("true");
    var part = new Client.Reply(200, explained.list("parts").getLast());
    assertThat(part.inner("price_after").string("amount")).isNotNull();
    assertThat(part.text("script_sha256")).hasSize(64);
  }

  @Test
  void corrections_areExplainedByWhatTheScriptsSaw() {
    Shop shop = shop("SUM", "[]", FLAT, flat("1"));
    Client client = subscribed(shop);
    send(client, "e1", day(1), 10);
    send(client, "e2", day(6), 10);
    client.done(
        "PUT",
        "/v1/prices/" + shop.price(),
        "{\"params\":%s,\"effective_from\":\"%s\"}".formatted(flat("3"), day(5)));
    assertCharged(client, "40"); // P1(10) + P2(20) - P2(10) = 10 + 60 - 30, 20 before
    assertExplained(client, "recount", "20");
    client.post("/v1/events/e1/void", "{}");
    assertCharged(client, "30"); // P1(0) + P2(10) - P2(0)
    assertExplained(client, "void", "-10");
  }
}
