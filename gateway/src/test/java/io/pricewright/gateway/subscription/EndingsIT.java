package io.pricewright.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How subscriptions begin and end, and what is said of terms that nothing acts on yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndingsIT {
  private final Scene scene = TestNode.shared().tenant();
  private int made;
  private String plan = "";

  private String plan() {
    if (plan.isEmpty()) {
      plan = scene.sell("used", "\"billing_model\":\"FLAT_FEE\",\"amount\":\"1\"").plan();
    }
    return plan;
  }

  private Reply subscribe(String customer, String of, String rest) {
    return scene.post(
        "/v1/subscriptions",
        """
        {"external_customer_id":"%s","plan_id":"%s","currency":"usd","billing_period":"MONTHLY"%s}\
        """
            .formatted(customer, of, rest));
  }

  private String running(String customer, String rest) {
    scene.customer(customer);
    return subscribe(customer, plan(), ",\"start_date\":\"2026-01-01T00:00:00Z\"" + rest)
        .is(201)
        .text("id");
  }

  private String use(String customer, Object at) {
    String id = "end-" + ++made;
    scene.send(new Event(id, "used", customer, at, "{\"n\":\"1\"}"));
    return id;
  }

  private Reply cancel(String subscription, String how) {
    return scene.post("/v1/subscriptions/" + subscription + "/cancel", "{" + how + "}");
  }

  private void charged(String customer, String amount) {
    scene.settle();
    assertThat(scene.sumsOf(customer).charged()).isEqualByComparingTo(amount);
  }

  @Test
  void cancel_takesBackWhatLiesBehindTheEnd() {
    String subscription = running("ahead", "");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    use("ahead", now.minusSeconds(5));
    use("ahead", now.plusSeconds(1800));
    String last = use("ahead", now.plusSeconds(1801));
    charged("ahead", "3");
    cancel(subscription, "\"cancellation_type\":\"immediate\"").is(200);
    charged("ahead", "1");
    assertThat(scene.receipt(last).text("reason")).isEqualTo("no_subscription");
    scene.isClean();
  }

  @Test
  void cancel_atADate_cutsTheOpenPeriodAlone() {
    String subscription = running("dated", "");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant month =
        now.truncatedTo(ChronoUnit.DAYS)
            .minus(now.atZone(java.time.ZoneOffset.UTC).getDayOfMonth() - 1L, ChronoUnit.DAYS);
    use("dated", month.minusSeconds(60)); // the month before
    use("dated", month);
    Instant at = month.plusMillis(1);
    use("dated", at);
    use("dated", now.plusSeconds(600));
    charged("dated", "4");
    cancel(subscription, "\"cancellation_type\":\"scheduled_date\"").refused(400, "/cancel_at");
    cancel(subscription, "\"cancellation_type\":\"immediate\",\"cancel_at\":\"%s\"".formatted(at))
        .refused(400, "/cancel_at");
    cancel(
            subscription,
            "\"cancellation_type\":\"scheduled_date\",\"cancel_at\":\"%s\""
                .formatted(month.minusSeconds(1)))
        .refused(400, "/cancel_at");
    Reply done =
        cancel(
            subscription,
            "\"cancellation_type\":\"scheduled_date\",\"cancel_at\":\"%s\"".formatted(at));
    assertThat(done.is(200).text("status")).isEqualTo("cancelled");
    charged("dated", "2");
    scene.isClean();
  }

  @Test
  void end_makesItCancelledThen() {
    Scene own = TestNode.shared().tenant("development");
    String free = own.sell("used", "\"billing_model\":\"FLAT_FEE\",\"amount\":\"1\"").plan();
    own.customer("ends");
    own.customer("goes");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String body =
        """
        {"external_customer_id":"%s","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
         "start_date":"%s"%s}\
        """;
    Reply fixed =
        own.post(
            "/v1/subscriptions",
            body.formatted(
                "ends", free, now, ",\"end_date\":\"" + now.plus(2, ChronoUnit.DAYS) + "\""));
    // An end that was agreed is no cancellation.
    assertThat(fixed.is(201).json().get("cancel_at_period_end")).isEqualTo(Json.of(false));
    String ending =
        own.post("/v1/subscriptions", body.formatted("goes", free, now, "")).is(201).text("id");
    Reply said =
        own.post(
            "/v1/subscriptions/" + ending + "/cancel",
            "{\"cancellation_type\":\"scheduled_date\",\"cancel_at\":\"%s\"}"
                .formatted(now.plus(3, ChronoUnit.DAYS)));
    assertThat(said.is(200).text("status")).isEqualTo("active");
    assertThat(own.get("/v1/subscriptions/" + ending).text("subscription_status"))
        .isEqualTo("active");
    own.isClean(); // an end to come is no open task
    // Its answer comes when all that became due is done, and says so.
    Reply advanced = own.post("/v1/clock/advance", "{\"by\":\"P4D\"}").is(200);
    assertThat(advanced.text("caught_up")).isEqualTo("true");
    assertThat(advanced.text("left")).isEqualTo("0");
    for (String id : List.of(fixed.text("id"), ending)) {
      assertThat(own.get("/v1/subscriptions/" + id).text("subscription_status"))
          .isEqualTo("cancelled");
    }
    assertThat(own.get("/v1/subscriptions/" + fixed.text("id")).text("cancelled_at"))
        .isEqualTo(now.plus(2, ChronoUnit.DAYS).toString());
  }

  @Test
  void secondSubscription_ofOnePlan_isAskedFor() {
    String first = running("twice", ",\"lookup_key\":\"a\"");
    subscribe("twice", plan(), "").refused(409, first);
    subscribe("twice", plan(), ",\"lookup_key\":\"a\"").refused(409, "allow_second");
    subscribe("twice", plan(), ",\"lookup_key\":\"b\"").is(201);
    subscribe("twice", plan(), ",\"allow_second\":true").is(201);
    // One that is over before the others begin is beside none.
    subscribe(
            "twice",
            plan(),
            ",\"start_date\":\"2025-01-01T00:00:00Z\",\"end_date\":\"2026-01-01T00:00:00Z\"")
        .is(201);
    assertThat(scene.trySubscribe("twice", plan(), Scene.START).status()).isEqualTo(201);
    String other = running("once", "");
    cancel(other, "\"cancellation_type\":\"immediate\"").is(200);
    subscribe("once", plan(), "").is(201);
  }

  @Test
  void usage_ofASubscriptionWithoutAPrice_saysSo() {
    String meter = scene.meter("priceless", "SUM", "n");
    String feature =
        scene.made(
            "/v1/features",
            "{\"name\":\"F\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(meter));
    String bare = scene.plan();
    scene.made(
        "/v1/entitlements",
        """
        {"entity_id":"%s","feature_id":"%s","feature_type":"metered","usage_limit":5,
         "usage_reset_period":"MONTHLY"}\
        """
            .formatted(bare, feature));
    scene.customer("priceless");
    scene.customer("nothing");
    subscribe("priceless", bare, ",\"start_date\":\"2026-01-01T00:00:00Z\"").is(201);
    scene.send(new Event("p1", "priceless", "priceless", "2026-02-01T00:00:00Z", "{\"n\":\"1\"}"));
    scene.send(new Event("p2", "priceless", "priceless", "2025-02-01T00:00:00Z", "{\"n\":\"1\"}"));
    scene.send(new Event("p3", "priceless", "nothing", "2026-02-01T00:00:00Z", "{\"n\":\"1\"}"));
    assertThat(scene.receipt("p1").text("reason")).isEqualTo("no_price");
    assertThat(scene.receipt("p2").text("reason")).isEqualTo("no_subscription");
    assertThat(scene.receipt("p3").text("reason")).isEqualTo("no_subscription");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"trial_start\":\"2026-01-01T00:00:00Z\"|/trial_start",
        "\"payment_terms\":\"30 NET\"|/payment_terms",
        "\"proration_behavior\":\"bananas\"|/proration_behavior",
        "\"collection_method\":\"charge_automatically\"|payments",
        "\"collection_method\":\"by_mule\"|/collection_method",
        "\"payment_behavior\":\"error_if_incomplete\"|payments",
        "\"gateway_payment_method_id\":\"pm_1\"|/gateway_payment_method_id",
        "\"billing_cadence\":\"ONETIME\"|/billing_cadence",
        "\"coupons\":[\"c\"]|/coupons",
        "\"commitment_amount\":\"10\"|/commitment_amount",
        "\"billing_cycle\":\"calendar\",\"billing_anchor\":\"2026-01-05T00:00:00Z\"|/billing_anchor"
      })
  void terms_thatNothingActsOn_areRefused(String terms, String says) {
    subscribe("nobody", "plan_nowhere", "," + terms).refused(400, says);
  }

  @Test
  void terms_thatMeanWhatHappensAnyway_areTaken() {
    scene.customer("plain");
    subscribe(
            "plain",
            plan(),
            """
            ,"billing_cadence":"RECURRING","collection_method":"send_invoice",
             "proration_behavior":"none","payment_behavior":"default_active","coupons":[],
             "enable_true_up":false,"trial_start":null,"gateway_payment_method_id":""\
            """)
        .is(201);
    String subscription = running("plainer", "");
    cancel(
            subscription,
            "\"cancellation_type\":\"immediate\",\"cancel_immediately_inovice_policy\":\"skip\"")
        .refused(400, "invoices");
    cancel(
            subscription,
            """
            "cancellation_type":"immediate","proration_behavior":"none",
            "cancel_immediately_inovice_policy":"generate_invoice"\
            """)
        .is(200);
  }
}
