package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import org.junit.jupiter.api.Test;

/** A dry run is the operation itself, rolled back. */
final class RehearsalIT {
  private static final String CUSTOMER = "{\"external_id\":\"acme\",\"name\":\"Acme\"}";

  private final Scene scene = TestNode.shared().tenant();

  private Reply dry(String path, String body, String... headers) {
    return scene.call("POST", path + "?dry_run=true", body, headers);
  }

  @Test
  void dryRun_answersLikeTheRealThing_andLeavesNothing() {
    Reply dry = dry("/v1/customers", CUSTOMER).is(201);
    assertThat(dry.headers().firstValue("Dry-Run")).contains("true");
    assertThat(dry.text("external_id")).isEqualTo("acme");
    scene.get("/v1/customers/" + dry.text("id")).is(404);
    Reply real = scene.post("/v1/customers", CUSTOMER).is(201);
    assertThat(real.headers().firstValue("Dry-Run")).isEmpty();
    dry("/v1/customers", CUSTOMER).is(409);
    scene.call("POST", "/v1/customers?dry_run=false", CUSTOMER).is(409);
  }

  @Test
  void dryRun_underAKey_leavesTheKeyFresh() {
    String[] key = {"Idempotency-Key", "once"};
    dry("/v1/customers", CUSTOMER, key).is(201);
    Reply real = scene.call("POST", "/v1/customers", CUSTOMER, key).is(201);
    assertThat(real.headers().firstValue("Idempotency-Replayed")).isEmpty();
    Reply again = dry("/v1/customers", CUSTOMER, key).is(201);
    assertThat(again.text("id")).isEqualTo(real.text("id"));
  }

  /** The rehearsed price has the number that the next change of the catalogue gets. */
  @Test
  void dryRun_ofAPrice_isNotWhatEventsCostAfterwards() {
    String meter = scene.meter("call");
    String plan = scene.plan();
    String terms = "\"billing_model\":\"FLAT_FEE\",\"amount\":\"%s\"";
    dry("/v1/prices", Scene.draft(plan, meter, terms.formatted("9"))).is(201);
    scene.price(plan, meter, terms.formatted("2"));
    scene.customer("ann");
    scene.subscribe("ann", plan);
    scene.send(Event.of("e1", "call", "ann")).is(202);
    assertThat(scene.sumsOf("ann").charged()).isEqualByComparingTo("2");
  }

  @Test
  void dryRun_ofWhatCannotBeRehearsed_isRefused() {
    Reply refused = dry("/v1/check", "{}").is(400);
    assertThat(refused.body()).contains("/query/dry_run", "not_supported");
    assertThat(scene.call("POST", "/v1/customers?dry_run=yes", CUSTOMER).is(400).body())
        .contains("wrong_type");
  }
}
