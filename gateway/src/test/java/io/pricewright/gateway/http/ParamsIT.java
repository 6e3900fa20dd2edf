package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A script's schema decides which parameters a price, a version, an override may have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ParamsIT {
  private static final String SOURCE =
      "export function price(usage, params) { return [{label: 'x', amount: Decimal(params.fee)}]; }";
  private static final String SCHEMA =
      """
      {"type":"object","required":["fee","tiers"],"additionalProperties":false,
       "properties":{"fee":{"type":"string","pattern":"^[0-9]+$"},
        "tiers":{"type":"array","items":{"type":"object","required":["unit_amount"],
         "properties":{"unit_amount":{"type":"string"}}}}}}""";
  private static final String GOOD = "{\"fee\":\"1\",\"tiers\":[{\"unit_amount\":\"2\"}]}";
  private static final String BAD = "{\"fee\":1,\"tiers\":[{},{\"unit_amount\":3}],\"x\":0}";

  private final Scene scene = TestNode.shared().tenant();

  @SuppressWarnings("NullAway.Init")
  private String plan;

  @SuppressWarnings("NullAway.Init")
  private String meter;

  @BeforeAll
  void open() {
    plan = scene.made("/v1/plans", "{\"name\":\"Pro\"}");
    meter =
        scene.made(
            "/v1/meters",
            """
            {"name":"T","event_name":"t","reset_usage":"BILLING_PERIOD",
             "aggregation":{"type":"COUNT"}}""");
    scene.made("/v1/scripts", script("fees", SCHEMA));
  }

  private static String script(String name, String schema) {
    return "{\"name\":\"%s\",\"source\":\"%s\",\"schema\":%s}".formatted(name, SOURCE, schema);
  }

  private String price(String rest) {
    return """
        {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
         "billing_period":"MONTHLY","billing_model":"SCRIPT",%s}"""
        .formatted(plan, meter, rest);
  }

  private static String fees(String params) {
    return "\"script\":{\"name\":\"fees\"},\"params\":" + params;
  }

  private static List<String> pointers(Reply reply) {
    return reply.is(400).pointers();
  }

  private static final String[] ALL = {
    "/params/fee", "/params/tiers/0/unit_amount", "/params/tiers/1/unit_amount", "/params/x"
  };

  @Test
  void price_badParams_areNamedAtOnceBesideItsFields() {
    long before = scene.number("select count(*) from prices");
    assertThat(pointers(scene.post("/v1/prices", price(fees(BAD))))).containsExactlyInAnyOrder(ALL);
    assertThat(pointers(scene.post("/v1/prices", price(fees(BAD) + ",\"lookup_kee\":\"x\""))))
        .contains("/lookup_kee")
        .contains(ALL);
    assertThat(pointers(scene.post("/v1/prices", price("\"script\":{\"name\":\"fees\"}"))))
        .containsExactlyInAnyOrder("/params/fee", "/params/tiers");
    assertThat(
            pointers(
                scene.post(
                    "/v1/prices/bulk",
                    "{\"items\":[%s,%s]}"
                        .formatted(price(fees(GOOD)), price(fees("{\"fee\":\"1\"}"))))))
        .containsExactly("/items/1/params/tiers");
    assertThat(
            pointers(
                scene.post(
                    "/v1/prices",
                    price("\"script\":{\"name\":\"percentage\"},\"params\":{\"percent\":\"3\"}"))))
        .containsExactlyInAnyOrder("/params/percentage", "/params/percent");
    assertThat(scene.number("select count(*) from prices")).isEqualTo(before);
  }

  @Test
  void version_andOverride_areAskedToo() {
    String price = scene.made("/v1/prices", price(fees(GOOD)));
    assertThat(pointers(scene.put("/v1/prices/" + price, "{\"params\":" + BAD + "}")))
        .containsExactlyInAnyOrder(ALL);
    assertThat(scene.put("/v1/prices/" + price, "{\"params\":" + GOOD + "}").status())
        .isEqualTo(200);
    // Another script than before judges the parameters that stay.
    scene.made("/v1/scripts", script("strict", "{\"maxProperties\":1}"));
    assertThat(pointers(scene.put("/v1/prices/" + price, "{\"script\":{\"name\":\"strict\"}}")))
        .containsExactly("/params");
    scene.made("/v1/customers", "{\"external_id\":\"c\"}");
    String body =
        """
        {"external_customer_id":"c","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
         "override_line_items":[{"price_id":"%s","params":%s}]}""";
    String newest = newest(price);
    assertThat(pointers(scene.post("/v1/subscriptions", body.formatted(plan, newest, BAD))))
        .containsExactlyInAnyOrder(
            java.util.Arrays.stream(ALL)
                .map(at -> "/override_line_items/0" + at)
                .toArray(String[]::new));
    scene.made("/v1/subscriptions", body.formatted(plan, newest, GOOD));
  }

  private String newest(String lineage) {
    Reply reply = scene.get("/v1/prices?lineage_id=" + lineage);
    return String.valueOf(reply.first("items").string("id"));
  }

  @Test
  void candidate_ofASimulation_isAsked() {
    String price = scene.made("/v1/prices", price(fees(GOOD)));
    assertThat(
            pointers(
                scene.post(
                    "/v1/simulations",
                    """
                    {"price_id":"%s","candidate":{%s},
                     "from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z"}"""
                        .formatted(price, fees("{\"fee\":\"1\"}")))))
        .containsExactly("/candidate/params/tiers");
  }

  @Test
  void script_thatCannotBeUsed_isNotPublished() {
    long before = scene.number("select count(*) from scripts");
    assertThat(pointers(scene.post("/v1/scripts", script("bad", "{\"type\":\"objct\"}"))))
        .contains("/schema/type");
    assertThat(
            pointers(
                scene.post(
                    "/v1/scripts", script("bad", "{\"$ref\":\"http://127.0.0.1:1/schema\"}"))))
        .containsExactly("/schema/$ref");
    assertThat(pointers(scene.post("/v1/scripts", script("bad", "[]")))).containsExactly("/schema");
    // FLAT_FEE prices would be priced by it.
    assertThat(pointers(scene.post("/v1/scripts", script("flat", "{}")))).containsExactly("/name");
    assertThat(scene.number("select count(*) from scripts")).isEqualTo(before);
  }

  @Test
  void script_publishedWithAnotherSchema_isAnotherVersion() {
    String first = scene.made("/v1/scripts", script("twice", "{}"));
    assertThat(scene.made("/v1/scripts", script("twice", "{}"))).isEqualTo(first);
    String second = scene.made("/v1/scripts", script("twice", "{\"maxProperties\":1}"));
    assertThat(second).isNotEqualTo(first);
    assertThat(scene.get("/v1/scripts/" + second).json().get("schema"))
        .isEqualTo(new Json.Obj(java.util.Map.of("maxProperties", Json.of(1))));
  }
}
