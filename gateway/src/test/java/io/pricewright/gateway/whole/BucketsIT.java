package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Buckets and groups of a meter, scripts that see them all, and the bounds of a price. All amounts
 * are worked out by hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class BucketsIT {
  private static final String FLAT = "{\"name\":\"flat\",\"version\":1}";
  private static final String EACH =
      """
      export function rate(event, params) {
        return [{label: 'transfer', amount: event.quantity.times(params.share)}];
      }
      """;
  private static final String DEAREST_FREE =
      """
      export const sees = 'all';
      export function price(usage, params) {
        let dearest = Decimal.from('0');
        for (const cell of usage.cells) if (cell.quantity.gt(dearest)) dearest = cell.quantity;
        const due = usage.quantity.minus(dearest);
        return [{label: 'all but the busiest of ' + usage.cells.length, amount: due.times(params.unit)}];
      }
      """;

  private Nodes nodes;

  @BeforeAll
  void open() {
    nodes = new Nodes(1);
  }

  @AfterAll
  void close() {
    nodes.close();
  }

  private static String meter(Client client, String aggregation) {
    return client.create(
        "/v1/meters",
        """
        {"name":"Use","event_name":"use","filters":[],"reset_usage":"BILLING_PERIOD",
         "aggregation":%s}"""
            .formatted(aggregation));
  }

  private static String price(
      String plan, String meter, String script, String params, String bounds) {
    return """
        {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
         "billing_model":"SCRIPT","billing_period":"MONTHLY","invoice_cadence":"ARREAR",
         "script":%s,"params":%s%s}"""
        .formatted(plan, meter, script, params, bounds);
  }

  private Client shop(String aggregation, String source, String params, String bounds) {
    Client client = nodes.newTenant();
    String plan = client.plan();
    String script = source.isEmpty() ? FLAT : client.script("own", source);
    String meter = meter(client, aggregation);
    client.create("/v1/prices", price(plan, meter, script, params, bounds));
    client.customer("ann");
    client.subscribe("ann", plan, "2026-03-01T00:00:00Z");
    nodes.settle();
    return client;
  }

  private static void send(Client client, String id, String at, String properties) {
    client.post("/v1/events", event(id, at, properties));
  }

  private static String event(String id, String at, String properties) {
    return """
        {"event_id":"%s","event_name":"use","external_customer_id":"ann","timestamp":"%s",
         "properties":%s}"""
        .formatted(id, at, properties);
  }

  private void assertCharged(Client client, String amount) {
    nodes.settle();
    assertThat(client.sums().charged()).isEqualByComparingTo(amount);
    assertThat(client.sums().unbilled()).isEqualByComparingTo(amount);
    Client.Reply check = client.post("/v1/check", "");
    assertThat(check.body().get("clean")).as(check.body().text()).isEqualTo(Json.of(true));
  }

  @Test
  void maximum_ofEachHour_addsUp() {
    Client client =
        shop(
            "{\"type\":\"MAX\",\"field\":\"n\",\"bucket_size\":\"HOUR\"}",
            "",
            "{\"amount\":\"0.10\"}",
            "");
    send(client, "e1", "2026-03-02T10:00:00Z", "{\"n\":3}");
    send(client, "e2", "2026-03-02T10:30:00Z", "{\"n\":5}");
    send(client, "e3", "2026-03-02T11:30:00Z", "{\"n\":2}");
    // The hours' maxima are 5 and 2: 7 x 0.10.
    assertCharged(client, "0.70");
    client.post("/v1/events/e2/void", "{}");
    // 3 and 2.
    assertCharged(client, "0.50");
    // The usage of the meter is the sum of its buckets.
    String meter = client.get("/v1/meters").list("items").getFirst().string("id");
    Client.Reply usage =
        client.post(
            "/v1/events/usage/meter",
            """
            {"meter_id":"%s","external_customer_id":"ann","start_time":"2026-03-01T00:00:00Z",
             "end_time":"2026-04-01T00:00:00Z"}"""
                .formatted(meter));
    assertThat(usage.text("value")).isEqualTo("5");
  }

  @Test
  void groups_areCountedApart_eachByItsOwnTiers() {
    Client client = nodes.newTenant();
    String plan = client.plan();
    String meter = meter(client, "{\"type\":\"SUM\",\"field\":\"n\",\"group_by\":\"model\"}");
    String tiers =
        "{\"tiers\":[{\"up_to\":\"100\",\"unit_amount\":\"0.10\"},{\"up_to\":null,\"unit_amount\":\"0.05\"}]}";
    client.create(
        "/v1/prices", price(plan, meter, "{\"name\":\"graduated\",\"version\":1}", tiers, ""));
    client.customer("ann");
    client.subscribe("ann", plan, "2026-03-01T00:00:00Z");
    nodes.settle();
    send(client, "e1", "2026-03-02T10:00:00Z", "{\"n\":120,\"model\":\"a\"}");
    send(client, "e2", "2026-03-03T10:00:00Z", "{\"n\":80,\"model\":\"b\"}");
    send(client, "e3", "2026-03-04T10:00:00Z", "{\"n\":10}");
    // a: 100 x 0.10 + 20 x 0.05 = 11; b: 80 x 0.10 = 8; none: 10 x 0.10 = 1.
    assertCharged(client, "20");
  }

  @Test
  void script_thatSeesAll_pricesTheGroupsTogether() {
    Client client =
        shop(
            "{\"type\":\"SUM\",\"field\":\"n\",\"group_by\":\"team\"}",
            DEAREST_FREE,
            "{\"unit\":\"0.5\"}",
            "");
    send(client, "e1", "2026-03-02T10:00:00Z", "{\"n\":10,\"team\":\"a\"}");
    assertCharged(client, "0"); // the only team is the busiest
    send(client, "e2", "2026-03-02T10:00:00Z", "{\"n\":4,\"team\":\"b\"}");
    assertCharged(client, "2"); // 4 x 0.5
    send(client, "e3", "2026-03-02T10:00:00Z", "{\"n\":9,\"team\":\"b\"}");
    assertCharged(client, "5"); // b has 13 and is the busiest now: 10 x 0.5
    client.post("/v1/events/e1/void", "{}");
    assertCharged(client, "0"); // team a is gone
    for (Json.Obj charge : client.get("/v1/charges").list("items")) {
      Client.Reply explained = client.get("/v1/charges/" + charge.string("id") + "/explain");
      assertThat(explained.text("complete")).as(explained.body().text()).isEqualTo("true");
    }
  }

  @Test
  void script_thatSeesAll_parksTheGroupAfterAThousand() {
    Client client =
        shop("{\"type\":\"COUNT\",\"group_by\":\"team\"}", DEAREST_FREE, "{\"unit\":\"1\"}", "");
    client.post("/v1/events/bulk", bulk(0, 1_000));
    // 1,000 teams of one event each: all but one are paid.
    assertCharged(client, "999");
    client.post("/v1/events/bulk", bulk(999, 1_002));
    // Team 999 has two now, so 1,001 - 2; teams 1000 and 1001 wait.
    assertCharged(client, "999");
    assertThat(client.get("/v1/events/n1001/receipt").body().text()).contains("too_many_groups");
  }

  private static String bulk(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                event(
                    (from == 0 ? "m" : "n") + i,
                    "2026-03-02T10:00:00Z",
                    "{\"team\":\"%d\"}".formatted(i)))
        .collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }

  @Test
  void maximumAmount_capsThePeriod_andAVoidComesBelowIt() {
    Client client =
        shop(
            "{\"type\":\"SUM\",\"field\":\"n\"}",
            "",
            "{\"amount\":\"1\"}",
            ",\"maximum_amount\":\"50\"");
    send(client, "e1", "2026-03-02T10:00:00Z", "{\"n\":30}");
    assertCharged(client, "30");
    send(client, "e2", "2026-03-02T11:00:00Z", "{\"n\":30}");
    assertCharged(client, "50");
    send(client, "e3", "2026-03-02T12:00:00Z", "{\"n\":5}");
    assertCharged(client, "50");
    client.post("/v1/events/e2/void", "{}");
    assertCharged(client, "35"); // 30 + 5
    // A price that takes effect later, with a lower maximum, takes nothing back.
    send(client, "e4", "2026-04-02T12:00:00Z", "{\"n\":80}");
    assertCharged(client, "85"); // April has a maximum of its own: 35 + 50
  }

  @Test
  void freeEvents_areTheEarliest_whateverTheyArriveAs() {
    Client client =
        shop(
            "{\"type\":\"SUM\",\"field\":\"n\"}",
            EACH,
            "{\"share\":\"0.01\"}",
            ",\"free_events\":2");
    send(client, "e3", "2026-03-03T10:00:00Z", "{\"n\":300}");
    send(client, "e4", "2026-03-04T10:00:00Z", "{\"n\":400}");
    assertCharged(client, "0");
    send(client, "e2", "2026-03-02T10:00:00Z", "{\"n\":200}");
    assertCharged(client, "4"); // e2 and e3 are free now, e4 costs 400 x 0.01
    send(client, "e1", "2026-03-01T10:00:00Z", "{\"n\":100}");
    assertCharged(client, "7"); // e3 and e4
    client.post("/v1/events/e1/void", "{}");
    assertCharged(client, "4"); // e3 is free again
  }

  @Test
  void bounds_thatMakeNoSense_areRefused() {
    Client client = nodes.newTenant();
    String plan = client.plan();
    String parted = meter(client, "{\"type\":\"SUM\",\"field\":\"n\",\"group_by\":\"model\"}");
    String params = "{\"amount\":\"1\"}";
    refused(client, price(plan, parted, FLAT, params, ",\"maximum_amount\":\"5\""), "sees = 'all'");
    refused(client, price(plan, parted, FLAT, params, ",\"free_events\":5"), "each event alone");
    Client.Reply tooMany =
        client.call(
            "POST", "/v1/prices", price(plan, parted, FLAT, params, ",\"free_events\":1001"));
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.body().text()).contains("/free_events");
    Client.Reply weighted =
        client.call(
            "POST",
            "/v1/meters",
            "{\"name\":\"w\",\"event_name\":\"use\",\"aggregation\":{\"type\":\"WEIGHTED_SUM\",\"field\":\"n\",\"bucket_size\":\"DAY\"}}");
    assertThat(weighted.status()).isEqualTo(400);
    assertThat(weighted.body().text()).contains("/aggregation/bucket_size");
  }

  @Test
  void version_thatSeesOtherwise_isRefused() {
    Client client = nodes.newTenant();
    String plan = client.plan();
    String parted = meter(client, "{\"type\":\"SUM\",\"field\":\"n\",\"group_by\":\"model\"}");
    String all = client.script("own", DEAREST_FREE);
    String made = client.create("/v1/prices", price(plan, parted, all, "{\"unit\":\"1\"}", ""));
    Client.Reply other =
        client.call(
            "PUT",
            "/v1/prices/" + made,
            "{\"script\":%s,\"params\":{\"amount\":\"1\"}}".formatted(FLAT));
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.body().text()).contains("Make a new price");
  }

  private static void refused(Client client, String body, String why) {
    Client.Reply reply = client.call("POST", "/v1/prices", body);
    assertThat(reply.status()).as(reply.body().text()).isEqualTo(400);
    assertThat(reply.body().text()).contains(why);
  }
}
