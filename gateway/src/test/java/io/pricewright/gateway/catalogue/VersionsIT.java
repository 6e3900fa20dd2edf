package io.pricewright.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a change of the catalogue does to what exists: versions anywhere in time, prices that a plan
 * gets later, meters that are taken away. All of it is checked against the naive model too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VersionsIT {
  private final Scene scene = TestNode.shared().tenant();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /** The first of this month: the open period of who subscribed on a first. */
  private final Instant month =
      now.atZone(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();

  private int made;

  private static String flat(String amount) {
    return "\"billing_model\":\"FLAT_FEE\",\"amount\":\"%s\"".formatted(amount);
  }

  /** A new event, its meter, and a customer who pays 1 a unit of it since January. */
  private Scene.Sold sold(String event) {
    Scene.Sold sold = scene.sell(event, flat("1"));
    scene.subscriber(event);
    return sold;
  }

  private String use(String event, Object at, Object n) {
    String id = "v" + ++made;
    scene.send(new Event(id, event, event, at, "{\"n\":\"%s\"}".formatted(n)));
    return id;
  }

  private Reply change(Scene.Sold sold, String amount, Instant from, String rest) {
    return scene.put(
        "/v1/prices/" + sold.price(),
        "{\"amount\":\"%s\",\"effective_from\":\"%s\"%s}".formatted(amount, from, rest));
  }

  private void charged(String customer, String amount) {
    scene.settle();
    assertThat(scene.sumsOf(customer).charged()).isEqualByComparingTo(amount);
  }

  @Test
  void versions_areOrderedByTheirInstant_notByWhenTheyWereMade() {
    Scene.Sold sold = sold("order");
    Instant first = later(month, now, 0.2);
    Instant second = later(month, now, 0.4);
    Instant third = later(month, now, 0.6);
    use("order", month, 1); // at 1
    use("order", first, 1);
    use("order", second, 1);
    use("order", third, 1);
    charged("order", "4");
    Reply late = change(sold, "5", third, "");
    assertThat(late.is(200).text("version")).isEqualTo("2");
    charged("order", "8"); // 1 + 1 + 1 + 5
    Reply between = change(sold, "3", first, "");
    assertThat(between.is(200).text("version")).isEqualTo("3");
    assertThat(between.text("end_date")).isEqualTo(third.toString());
    charged("order", "12"); // 1 + 3 + 3 + 5
    change(sold, "4", second, "").is(200);
    charged("order", "13"); // 1 + 3 + 4 + 5
    // At one instant the last that was made holds.
    change(sold, "2", first, "").is(200);
    charged("order", "12"); // 1 + 2 + 4 + 5
    assertThat(scene.get("/v1/prices/" + between.text("id")).text("end_date"))
        .isEqualTo(first.toString());
    scene.isClean();
  }

  /** An instant between two, at most a microsecond coarse. */
  private static Instant later(Instant from, Instant to, double share) {
    return from.plusSeconds((long) (ChronoUnit.SECONDS.between(from, to) * share));
  }

  @Test
  void parkedEvent_isTriedAgainByAVersionThatHoldsAtItsTime() {
    String script =
        scene.script(
            "models",
            """
            export function rate(event, params) {
              const unit = params.models[event.properties.model];
              if (unit === undefined) { throw new Error('no model ' + event.properties.model); }
              return [{label: 'call', amount: unit}];
            }\
            """);
    String meter = scene.meter("models", "SUM", "n");
    String plan = scene.plan();
    String price =
        scene.price(
            plan,
            meter,
            "\"billing_model\":\"SCRIPT\",\"script\":%s,\"params\":{\"models\":{\"a\":\"1\"}}"
                .formatted(script));
    scene.customer("models");
    scene.subscribe("models", plan);
    Instant at = later(month, now, 0.5);
    scene.send(new Event("m1", "models", "models", at, "{\"n\":\"1\",\"model\":\"a\"}"));
    scene.send(new Event("m2", "models", "models", at, "{\"n\":\"1\",\"model\":\"b\"}"));
    assertThat(scene.receipt("m2").text("status")).isEqualTo("parked");
    charged("models", "1");
    String params = "{\"params\":{\"models\":{\"a\":\"1\",\"b\":\"2.5\"}}%s}";
    // From now on helps what comes, not what lies before.
    scene.put("/v1/prices/" + price, params.formatted("")).is(200);
    charged("models", "1");
    scene
        .put(
            "/v1/prices/" + price,
            params.formatted(",\"effective_from\":\"%s\"".formatted(later(month, now, 0.4))))
        .is(200);
    charged("models", "3.5");
    assertThat(scene.receipt("m2").text("status")).isEqualTo("accepted");
    scene.isClean();
  }

  @Test
  void version_inPeriodsThatAreOver_isAskedFor_andADryRunSaysTheMoney() {
    Scene.Sold sold = sold("over");
    use("over", "2026-06-10T00:00:00Z", 10);
    use("over", "2026-07-10T00:00:00Z", 20);
    use("over", month, 5);
    charged("over", "35");
    Instant june = Instant.parse("2026-06-15T00:00:00Z");
    change(sold, "3", june, "").refused(400, "adjust_closed");
    change(sold, "3", month.minusSeconds(1), "").refused(400, "/effective_from");
    Reply dry =
        scene.put(
            "/v1/prices/" + sold.price() + "?dry_run=true",
            "{\"amount\":\"3\",\"effective_from\":\"%s\",\"adjust_closed\":true}".formatted(june));
    Json.Obj moves = dry.is(200).inner("moves");
    assertThat(Parts.text(moves, "customers")).isEqualTo("1");
    assertThat(Parts.text(moves, "closed_periods")).isEqualTo("1"); // July
    assertThat(Parts.inner(moves, "amounts").string("usd")).isEqualTo("50"); // 25 x (3 - 1)
    charged("over", "35");
    change(sold, "3", june, ",\"adjust_closed\":true").is(200);
    charged("over", "85"); // 10 + 20 x 3 + 5 x 3
    // Who has no usage that is over is in nobody's way: a customer who begins now.
    Scene.Sold fresh = scene.sell("fresh", flat("1"));
    scene.customer("fresh");
    scene.subscribe("fresh", fresh.plan(), now.minusSeconds(60));
    change(fresh, "2", Instant.parse("2026-02-01T00:00:00Z"), "").is(200);
    use("fresh", now, 3);
    charged("fresh", "6");
    scene.isClean();
  }

  @Test
  void priceAddedToAPlan_countsEarlierOnlyWhereAsked() {
    Scene.Sold sold = sold("earlier");
    use("earlier", "2026-06-10T00:00:00Z", 3);
    use("earlier", "2026-07-10T00:00:00Z", 3);
    use("earlier", month, 3);
    charged("earlier", "9");
    String body =
        """
        {"entity_id":"%s","meter_id":"%s","currency":"usd","billing_period":"MONTHLY",%s%s}\
        """;
    String from = ",\"from\":\"2026-07-01T00:00:00Z\"";
    String terms = flat("10");
    scene
        .post("/v1/prices", body.formatted(sold.plan(), sold.meter(), terms, from))
        .refused(400, "/from");
    Json.Obj open =
        scene
            .post("/v1/prices?dry_run=true", body.formatted(sold.plan(), sold.meter(), terms, ""))
            .is(201)
            .inner("moves");
    assertThat(Parts.inner(open, "amounts").string("usd")).isEqualTo("30"); // 3 x 10
    assertThat(Parts.text(open, "closed_periods")).isEqualTo("0");
    String all = body.formatted(sold.plan(), sold.meter(), terms, from + ",\"adjust_closed\":true");
    Json.Obj moves = scene.post("/v1/prices?dry_run=true", all).is(201).inner("moves");
    assertThat(Parts.inner(moves, "amounts").string("usd")).isEqualTo("60"); // 6 x 10
    assertThat(Parts.text(moves, "closed_periods")).isEqualTo("1"); // July
    charged("earlier", "9");
    scene.post("/v1/prices", all).is(201);
    charged("earlier", "69");
    scene.isClean();
  }

  @Test
  void price_archivedAfterItChanged_isSoldNoMore_andGoesOnForWhoHasIt() {
    Scene.Sold sold = sold("kept");
    String other = scene.meter("kept-too", "SUM", "n");
    scene.price(sold.plan(), other, flat("1"));
    change(sold, "2", month, "").is(200);
    scene.delete("/v1/prices/" + sold.price()).is(200);
    scene.customer("kept-new");
    Reply later = scene.trySubscribe("kept-new", sold.plan(), Scene.START);
    assertThat(later.is(201).list("line_items")).hasSize(1);
    use("kept", month, 3);
    charged("kept", "6");
    // A correction of what goes on does not sell it again.
    change(sold, "3", month, "").is(200);
    charged("kept", "9");
    scene.customer("kept-newer");
    Reply last = scene.trySubscribe("kept-newer", sold.plan(), Scene.START);
    assertThat(last.is(201).list("line_items")).hasSize(1);
    scene.isClean();
  }

  @Test
  void meter_withRunningItems_stays_andAVoidFindsTheOneThatWent() {
    Scene.Sold sold = sold("gone");
    use("gone", month, 3);
    String last = use("gone", month, 2);
    charged("gone", "5");
    String meter = "/v1/meters/" + sold.meter();
    scene.delete("/v1/prices/" + sold.price()).is(200);
    String subscription =
        Parts.text(
            scene
                .post("/v1/subscriptions/search", "{\"plan_ids\":[\"%s\"]}".formatted(sold.plan()))
                .is(200)
                .first("items"),
            "id");
    scene.post(meter + "/disable", "").refused(400, subscription);
    scene.delete(meter).refused(400, "subs_line_");
    scene
        .post(
            "/v1/subscriptions/" + subscription + "/cancel",
            "{\"cancellation_type\":\"immediate\"}")
        .is(200);
    scene.post(meter + "/disable", "").is(200);
    charged("gone", "5");
    scene.revoke(last);
    charged("gone", "3");
    // What was subscribed keeps its meter: usage that comes late is paid, nothing else is.
    use("gone", month, 4);
    charged("gone", "7");
    scene.customer("stranger");
    scene.send(new Event("gone-1", "gone", "stranger", month, "{\"n\":\"1\"}"));
    assertThat(scene.receipt("gone-1").text("reason")).isEqualTo("no_meter");
    scene.isClean();
    assertThat(List.of(scene.get(meter).text("status"))).containsExactly("archived");
  }
}
