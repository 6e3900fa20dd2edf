package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.Waiting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Customers whose invoices are held or far behind are not changed. */
final class HeldIT {
  private final Scene scene = TestNode.shared().invoiced();

  private void refused(String path, String body, String code) {
    Reply reply = scene.post(path, body);
    assertThat(reply.status()).as("%s %s", path, reply.body()).isEqualTo(409);
    assertThat(reply.text("code")).isEqualTo(code);
  }

  private String fee(String period) {
    String plan = scene.plan();
    scene.fee(plan, "5", period, "ADVANCE");
    return plan;
  }

  private static String draft(String customer, String plan, String period, Instant start) {
    return """
    {"external_customer_id":"%s","plan_id":"%s","currency":"usd","billing_period":"%s",
     "start_date":"%s"}\
    """
        .formatted(customer, plan, period, start);
  }

  private void fails(String customer) {
    scene
        .rows()
        .execute(
            "update customer_dues set attempts = 10, held = 'out of luck' where customer_no ="
                + " (select customer_no from customers where external_id = '%s')"
                    .formatted(customer));
  }

  @Test
  void held_isNotChanged_untilItIsReleased() {
    String plan = fee("MONTHLY");
    String customer = scene.customer("ann");
    Instant now = Instant.parse(scene.get("/v1/clock").text("now"));
    String subscription = scene.subscribe("ann", plan, now.minus(1, ChronoUnit.HOURS));
    Waiting.until(
        "it is asked",
        () -> scene.get("/v1/invoices?invoice_status=FINALIZED").list("items").size() == 1);
    String invoice =
        String.valueOf(scene.get("/v1/invoices").list("items").getFirst().string("id"));
    fails("ann");
    assertThat(scene.get("/v1/billing/held").is(200).list("items").getFirst().string("reason"))
        .isEqualTo("out of luck");
    String cancel = "/v1/subscriptions/" + subscription + "/cancel";
    String ends = "{\"cancellation_type\":\"immediate\"}";
    refused(cancel, ends, "billing_held");
    refused("/v1/subscriptions", draft("ann", fee("MONTHLY"), "MONTHLY", now), "billing_held");
    refused("/v1/invoices/" + invoice + "/void", "", "billing_held");
    assertThat(scene.get("/v1/invoices/" + invoice).text("invoice_status")).isEqualTo("FINALIZED");
    scene.post("/v1/billing/held/" + customer + "/release", "").is(200);
    scene.post("/v1/invoices/" + invoice + "/void", "").is(200);
    fails("ann");
    refused("/v1/invoices/" + invoice + "/recalculate", "", "billing_held");
    scene.post("/v1/billing/held/" + customer + "/release", "").is(200);
    scene.post("/v1/invoices/" + invoice + "/recalculate", "").is(200);
    scene.post(cancel, ends).is(200);
    scene.isClean();
  }

  /** 30 days are due, as nobody makes their invoices: it is refused until they are made. */
  @Test
  void farBehind_isNotCancelled_untilItCaughtUp() {
    String plan = fee("DAILY");
    String customer = scene.customer("ann");
    scene
        .rows()
        .execute(
            "insert into customer_dues select tenant, environment, customer_no, null,"
                + " now() + interval '9 years' from customers where external_id = 'ann'"
                + " on conflict (tenant, environment, customer_no) do update"
                + " set lease = excluded.lease");
    Instant now = Instant.parse(scene.get("/v1/clock").text("now"));
    String subscription =
        scene
            .post("/v1/subscriptions", draft("ann", plan, "DAILY", now.minus(30, ChronoUnit.DAYS)))
            .is(201)
            .text("id");
    String cancel = "/v1/subscriptions/" + subscription + "/cancel";
    String ends = "{\"cancellation_type\":\"immediate\"}";
    refused(cancel, ends, "billing_catching_up");
    scene.rows().execute("update customer_dues set lease = null");
    Waiting.until("it caught up", () -> scene.post(cancel, ends).status() == 200);
    assertThat(customer).isNotEmpty();
    scene.isClean();
  }

  /** The tenth failure in a row holds the customer: no invoice, never a wrong one. */
  @Test
  void tenFailures_hold() {
    String refuses = "export function rate(event) { throw new Error('no'); }";
    scene.script("bad", refuses);
    String plan = scene.plan();
    scene.made(
        "/v1/prices",
        """
        {"entity_type":"PLAN","entity_id":"%s","type":"FIXED","currency":"usd",
         "billing_model":"SCRIPT","script":{"name":"bad"},"billing_period":"MONTHLY",
         "billing_period_count":1,"billing_cadence":"RECURRING","invoice_cadence":"ADVANCE"}\
        """
            .formatted(plan));
    scene.customer("ann");
    Instant now = Instant.parse(scene.get("/v1/clock").text("now"));
    scene.subscribe("ann", plan, now.plus(1, ChronoUnit.DAYS));
    scene.rows().execute("update customer_dues set attempts = 9");
    scene.post("/v1/clock/advance", "{\"by\":\"P2D\"}").is(200);
    Waiting.until("it is held", () -> !scene.get("/v1/billing/held").list("items").isEmpty());
    assertThat(scene.get("/v1/billing/held").list("items").getFirst().string("reason"))
        .contains("no");
    assertThat(scene.get("/v1/invoices").list("items")).isEmpty();
  }
}
