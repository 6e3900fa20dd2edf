package io.pricewright.gateway.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What entitlements include of a meter and where they stop its use: a price sees what is above the
 * sum of all that is included, and each feature stops at its own limit.
 */
final class IncludedIT {
  private final Scene scene = TestNode.shared().tenant();
  private final Scene.Sold sold = scene.sell("use", Terms.flat("1"));

  private String feature(String key) {
    return scene.made(
        "/v1/features",
        "{\"name\":\"F\",\"lookup_key\":\"%s\",\"type\":\"metered\",\"meter_id\":\"%s\"}"
            .formatted(key, sold.meter()));
  }

  private Reply entitle(String type, String entity, String feature, String rest) {
    return scene.post(
        "/v1/entitlements",
        "{\"entity_type\":\"%s\",\"entity_id\":\"%s\",\"feature_id\":\"%s\",\"feature_type\":\"metered\"%s}"
            .formatted(type, entity, feature, rest));
  }

  private void right(String feature, String rest) {
    entitle("PLAN", sold.plan(), feature(feature), rest).is(201);
  }

  private static String values(String text) {
    return "," + text.replace('\'', '"') + ",\"usage_reset_period\":\"MONTHLY\"";
  }

  private void use(int events) {
    long before = scene.number("select count(*) from events");
    scene.send(
        IntStream.range(0, events)
            .mapToObj(i -> Event.of("e" + (before + i), "use", "ann").n(1))
            .toList());
  }

  private void may(String feature, boolean allowed) {
    Reply reply =
        scene
            .post(
                "/v1/access",
                "{\"external_customer_id\":\"ann\",\"feature\":\"%s\",\"quantity\":\"1\"}"
                    .formatted(feature))
            .is(200);
    assertThat(Parts.text(reply.json(), "allowed"))
        .as(feature + reply.body())
        .isEqualTo("" + allowed);
  }

  /** Twelve units at 1, less what two entitlements on the meter include together. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'usage_limit':10 | 'usage_limit':3 | 0", // 13 are included
        "'usage_limit':3 | 'usage_limit':10 | 0", // in the other order
        "'usage_limit':7 | 'usage_limit':3 | 2", // 12 - 10
        "'usage_limit':10,'included_quantity':4 | 'usage_limit':3 | 5", // 12 - 4 - 3
        "'usage_limit':3,'included_quantity':0 | 'usage_limit':2,'included_quantity':0 | 12",
        "'included_quantity':5 | 'included_quantity':1 | 6", // 12 - 6, and no limit
        "'is_soft_limit':false | 'usage_limit':3 | 0", // unlimited: all is included
        "'usage_limit':10,'is_enabled':false | 'usage_limit':3 | 9", // what is off includes none
        "'usage_limit':10 | 'usage_limit':0 | 2",
      })
  void price_ofSeveralFeatures_seesWhatIsAboveTheirSum(String one, String other, String amount) {
    right("one", values(one));
    right("other", values(other));
    scene.subscriber("ann");
    use(7);
    use(5);
    scene.settle().sums().are(amount.strip());
    scene.isClean();
  }

  @Test
  void access_ofSeveralFeatures_stopsEachAtItsOwnLimit() {
    right("ten", values("'usage_limit':10"));
    right("three", values("'usage_limit':3"));
    right("free", values("'included_quantity':1"));
    scene.subscriber("ann");
    use(2);
    may("three", true);
    use(1);
    may("three", false);
    may("ten", true);
    use(7);
    may("ten", false);
    may("free", true);
    scene.settle().sums().are("0"); // 10 of the 14 that are included
    use(6);
    scene.settle().sums().are("2"); // 16 - 14
  }

  /** Pay for each, stop at 3. */
  @Test
  void limit_thatIncludesNone_stopsAndIsPaid() {
    right("seats", values("'usage_limit':3,'included_quantity':0"));
    scene.subscriber("ann");
    use(2);
    may("seats", true);
    use(1);
    may("seats", false);
    scene.settle().sums().are("3");
    assertThat(scene.get("/v1/entitlements").body()).contains("\"included_quantity\":0");
  }

  @Test
  void included_ofASubscription_replacesThePlansOnThatFeatureAlone() {
    String one = feature("one");
    entitle("PLAN", sold.plan(), one, values("'usage_limit':10")).is(201);
    right("other", values("'usage_limit':3"));
    scene.customer("ann");
    String subscription = scene.subscribe("ann", sold.plan());
    use(20);
    scene.settle().sums().are("7"); // 20 - 13
    Reply own = entitle("SUBSCRIPTION", subscription, one, values("'included_quantity':5")).is(201);
    scene.settle().sums().are("12"); // 20 - 5 - 3
    scene
        .put("/v1/entitlements/" + own.text("id"), "{\"included_quantity\":9,\"usage_limit\":9}")
        .is(200);
    scene.settle().sums().are("8"); // 20 - 9 - 3
    scene.delete("/v1/entitlements/" + own.text("id")).done();
    scene.settle().sums().are("7");
    scene.isClean();
  }

  @Test
  void included_whereOrderWouldDecide_isRefused_andNoneIsNot() {
    String each =
        scene.script("each", "export function rate(event) { return [{label: 'x', amount: '2'}]; }");
    String meter = scene.meter("call");
    scene.price(sold.plan(), meter, Terms.script(each, "{}"));
    String feature =
        scene.made(
            "/v1/features",
            "{\"name\":\"C\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(meter));
    for (String rest : List.of("'usage_limit':3", "'included_quantity':3")) {
      entitle("PLAN", sold.plan(), feature, values(rest)).is(400);
    }
    entitle("PLAN", sold.plan(), feature, values("'usage_limit':3,'included_quantity':0")).is(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'included_quantity':3,'usage_limit':5,'rolling_window':'PT5H' | /included_quantity",
        "'included_quantity':3 | /usage_reset_period",
        "'included_quantity':-1 | /included_quantity",
        "'included_quantity':1.5 | /included_quantity",
      })
  void included_thatMakesNoSense_isRefused(String rest, String pointer) {
    Reply reply =
        entitle("PLAN", sold.plan(), feature("f"), "," + rest.strip().replace('\'', '"')).is(400);
    assertThat(reply.pointers()).contains(pointer.strip());
  }

  @Test
  void included_ofAnotherWindowThanThePrice_isRefused() {
    entitle(
            "PLAN",
            sold.plan(),
            feature("f"),
            ",\"included_quantity\":3,\"usage_reset_period\":\"WEEKLY\"")
        .is(400);
  }
}
