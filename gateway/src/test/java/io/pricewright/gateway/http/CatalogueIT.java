package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.catalogue.CatalogueReader;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CatalogueIT {
  private static final String[] SUBSCRIPTION_KEYS =
      ("active_pause_id, billing_anchor, billing_cadence, billing_cycle, billing_period,"
              + " billing_period_count, cancel_at, cancel_at_period_end, cancelled_at,"
              + " collection_method, commitment_amount, commitment_duration, coupon_associations,"
              + " created_at, created_by, credit_grants, currency, current_period_end,"
              + " current_period_start, customer, customer_id, customer_timezone, enable_true_up,"
              + " end_date, environment_id, gateway_payment_method_id, id, invoicing_customer_id,"
              + " latest_invoice, line_items, lookup_key, metadata, overage_factor,"
              + " parent_subscription_id, pause_status, pauses, payment_behavior, payment_terms,"
              + " phases, plan, plan_id, proration_behavior, start_date, status,"
              + " subscription_status, tenant_id, trial_end, trial_start, updated_at, updated_by,"
              + " version")
          .split(", *");

  private final Scene scene = TestNode.shared().tenant();
  private final String meter =
      scene.filtered(
          "tokens",
          "{\"type\":\"SUM\",\"field\":\"n\"}",
          "[{\"key\":\"model\",\"values\":[\"a\"]},{\"key\":\"n\",\"operator\":\"gt\",\"values\":[\"0\"]}]");
  private final String plan = scene.plan("Pro");

  private String price(String rest) {
    return "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"type\":\"USAGE\",\"meter_id\":\"%s\",\"currency\":\"USD\",\"billing_period\":\"MONTHLY\",\"price_unit_type\":\"FIAT\",\"invoice_cadence\":\"ARREAR\",%s}"
        .formatted(plan, meter, rest);
  }

  private Reply subscribe(String plan) {
    return scene.post(
        "/v1/subscriptions",
        "{\"external_customer_id\":\"free-1\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\"}"
            .formatted(plan));
  }

  @Test
  void subscription_ofAPlanWithoutAPriceInItsCurrency_isTakenOnlyWhereThePlanIsFree() {
    scene.made("/v1/customers", "{\"external_id\":\"free-1\"}");
    String bare = scene.made("/v1/plans", "{\"name\":\"Bare\"}");
    assertThat(subscribe(bare).status()).isEqualTo(400);
    String right = scene.made("/v1/features", "{\"name\":\"SSO\",\"type\":\"boolean\"}");
    scene.made(
        "/v1/entitlements",
        "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"feature_id\":\"%s\",\"feature_type\":\"boolean\",\"is_enabled\":true}"
            .formatted(bare, right));
    assertThat(subscribe(bare).status()).isEqualTo(201);
    scene.made(
        "/v1/prices",
        price("\"billing_model\":\"FLAT_FEE\",\"amount\":0.002")
            .replace(plan, bare)
            .replace("USD", "eur"));
    Reply refused = subscribe(bare);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("no price in usd");
  }

  @Test
  void subscription_created_isWhatRatingReads() {
    String flat =
        scene.made("/v1/prices", price("\"billing_model\":\"FLAT_FEE\",\"amount\":0.002"));
    String slab =
        scene.made(
            "/v1/prices",
            price(
                "\"billing_model\":\"TIERED\",\"tier_mode\":\"SLAB\",\"tiers\":[{\"up_to\":1000,\"unit_amount\":\"0.10\"},{\"unit_amount\":\"0.05\"}]"));
    String feature =
        scene.made(
            "/v1/features",
            "{\"name\":\"T\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(meter));
    scene.made(
        "/v1/entitlements",
        "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"feature_id\":\"%s\",\"feature_type\":\"metered\",\"usage_limit\":500,\"usage_reset_period\":\"MONTHLY\"}"
            .formatted(plan, feature));
    Reply weekly =
        scene.post(
            "/v1/entitlements",
            "{\"entity_id\":\"%s\",\"feature_id\":\"%s\",\"feature_type\":\"metered\",\"usage_limit\":5,\"usage_reset_period\":\"WEEKLY\"}"
                .formatted(plan, feature));
    assertThat(weekly.status()).isEqualTo(400);
    scene.made("/v1/customers", "{\"external_id\":\"sub-1\"}");
    Reply subscribed =
        scene.post(
            "/v1/subscriptions",
            "{\"external_customer_id\":\"sub-1\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"billing_cadence\":\"RECURRING\",\"override_line_items\":[{\"price_id\":\"%s\",\"amount\":\"0.001\"}]}"
                .formatted(plan, flat));
    assertThat(subscribed.status()).as(subscribed.body()).isEqualTo(201);
    assertThat(subscribed.json().fields().keySet()).contains(SUBSCRIPTION_KEYS);
    assertThat(subscribed.list("line_items")).hasSizeGreaterThanOrEqualTo(2);

    Reply versioned =
        scene.call("PUT", "/v1/prices/" + slab, "{\"tiers\":[{\"unit_amount\":\"0.2\"}]}");
    assertThat(versioned.status()).as(versioned.body()).isEqualTo(200);
    assertThat(versioned.text("lineage_id")).isEqualTo(slab);

    var catalogue = stored(CatalogueReader::load);
    assertThat(catalogue.lineage(new LineageId(slab))).hasSize(2);
    assertThat(catalogue.lineage(new LineageId(slab)).getLast().script().name())
        .isEqualTo("graduated");
    var books =
        stored(
            tx ->
                Customers.resolve(tx, List.of(new ExternalId("sub-1")))
                    .compose(found -> CustomerBooks.load(tx, found.values())));
    var items = books.values().iterator().next().subscriptions().getFirst().lineItems();
    assertThat(items).allSatisfy(i -> assertThat(i.allowance()).isEqualTo(new BigDecimal(500)));
    assertThat(items)
        .anySatisfy(i -> assertThat(i.overrideParams()).isEqualTo("{\"amount\":\"0.001\"}"));

    Reply cancelled =
        scene.post(
            "/v1/subscriptions/" + subscribed.text("id") + "/cancel",
            "{\"cancellation_type\":\"immediate\"}");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("status")).isEqualTo("cancelled");
  }

  /** Reads as rating does. */
  private <T> T stored(Function<Tx, Future<T>> reading) {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, TestNode.shared().stores.app().options(), 1);
    try {
      return database.inScope(scene.rows().scope(), reading).await();
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }

  @Test
  void script_published_isNumberedAndImmutable() {
    String first = scene.made("/v1/scripts", script("1"));
    assertThat(scene.made("/v1/scripts", script("1"))).isEqualTo(first);
    String second = scene.made("/v1/scripts", script("2"));
    assertThat(second).isNotEqualTo(first);
    assertThat(scene.get("/v1/scripts/" + second).json().get("version")).isEqualTo(Json.of(2));
    Reply broken = scene.post("/v1/scripts", "{\"name\":\"broken\",\"source\":\"function (\"}");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.text("code")).isEqualTo("invalid_script");
  }

  private static String script(String price) {
    String source =
        "export function price(usage, params, context) { return [{label: 'x', amount: Decimal('%s')}]; }"
            .formatted(price);
    return "{\"name\":\"mine\",\"source\":\"%s\"}".formatted(source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"billing_model\":\"FLAT_FEE\"|/amount",
        "\"billing_model\":\"FLAT_FEE\",\"amount\":\"-1\"|/amount",
        "\"billing_model\":\"PACKAGE\",\"amount\":\"1\",\"transform_quantity\":{\"divide_by\":0}|/transform_quantity/divide_by",
        "\"billing_model\":\"TIERED\",\"tier_mode\":\"SLAB\",\"tiers\":[{\"up_to\":10,\"unit_amount\":\"1\"}]|/tiers/0/up_to",
        "\"billing_model\":\"TIERED\",\"tiers\":[{\"unit_amount\":\"1\"}]|/tier_mode",
        "\"billing_model\":\"TIERED\",\"tier_mode\":\"SLAB\",\"tiers\":[{\"up_to\":10,\"unit_amount\":\"1\"},{\"up_to\":5,\"unit_amount\":\"1\"},{\"unit_amount\":\"1\"}]|/tiers/1/up_to",
        "\"billing_model\":\"SCRIPT\",\"script\":{\"name\":\"nope\"}|/script",
        "\"billing_model\":\"MAGIC\"|/billing_model",
      })
  void price_badTerms_namesTheField(String rest, String pointer) {
    Reply reply = scene.post("/v1/prices", price(rest));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.pointers()).contains(pointer);
  }
}
