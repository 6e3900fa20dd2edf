package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** No operation takes what it does not read: every one of the document is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class UnreadIT {
  private Scene scene;
  private final Map<String, Json.Obj> operations = new TreeMap<>();

  @BeforeAll
  void read() {
    scene = TestNode.shared().tenant("development");
    Parts.inner(scene.get("/openapi.json").json(), "paths")
        .fields()
        .forEach(
            (path, methods) ->
                ((Json.Obj) methods)
                    .fields()
                    .forEach(
                        (method, operation) ->
                            operations.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                (Json.Obj) operation)));
    assertThat(operations).hasSizeGreaterThan(140);
  }

  private Reply call(String operation, String query, String body) {
    int space = operation.indexOf(' ');
    String path = operation.substring(space + 1).replaceAll("\\{\\w+}", "x");
    return scene.call(operation.substring(0, space), path + query, body);
  }

  @Test
  void query_thatNobodyKnows_isRefusedWithThoseThatAreKnown() {
    SoftAssertions softly = new SoftAssertions();
    for (String operation : operations.keySet()) {
      Reply reply = call(operation, "?nobody_knows=1", "");
      softly.assertThat(reply.status()).as(operation + reply.body()).isEqualTo(400);
      softly.assertThat(reply.pointers()).as(operation).contains("/query/nobody_knows");
    }
    softly.assertAll();
    assertThat(call("GET /v1/plans", "?nobody_knows=1", "").body())
        .contains("known are [limit, offset]");
    assertThat(call("GET /v1/plans/{id}", "?limit=1", "").body()).contains("none can be sent here");
  }

  @Test
  void body_thatNobodyReads_isRefused() {
    SoftAssertions softly = new SoftAssertions();
    operations.forEach(
        (operation, said) -> {
          boolean raw = operation.endsWith("/parts/{part}");
          if (!operation.startsWith("GET ") && !raw) {
            String named = operation.equals("PUT /v1/customers") ? "?id=x" : "";
            Reply reply = call(operation, named, "{\"nobody_knows\":1}");
            if (operation.startsWith("PUT ") && reply.status() == 404) {
              return; // What is to be changed is looked for first.
            }
            softly.assertThat(reply.status()).as(operation + reply.body()).isEqualTo(400);
            softly
                .assertThat(reply.pointers())
                .as(operation + reply.body())
                .contains("/nobody_knows");
          }
        });
    softly.assertAll();
    assertThat(call("POST /v1/check", "", "[1]").status()).isEqualTo(400);
    assertThat(call("POST /v1/wallets/{id}/freeze", "", "{}").status()).isEqualTo(404);
  }

  /** A rehearsal is one, or refused: what changes something never passes it over. */
  @Test
  void dryRun_ofWhatChanges_isMindedOrRefused() {
    SoftAssertions softly = new SoftAssertions();
    operations.forEach(
        (operation, said) -> {
          boolean minded = said.text().contains("\"name\":\"dry_run\"");
          String code = call(operation, "?dry_run=true", "").body();
          if (!minded) {
            softly.assertThat(code).as(operation).contains("cannot be rehearsed");
          }
          softly
              .assertThat(call(operation, "?dry_run=perhaps", "").body())
              .as(operation)
              .contains("/query/dry_run");
          boolean changes = operation.startsWith("PUT ") || operation.startsWith("DELETE ");
          boolean elsewhere = NOT_REHEARSED.contains(operation);
          softly.assertThat(minded).as(operation).isEqualTo(minded || (changes && !elsewhere));
        });
    softly.assertAll();
  }

  private static final List<String> NOT_REHEARSED =
      List.of("DELETE /v1/secrets/api/keys/{id}", "PUT /v1/simulations/files/{id}/parts/{part}");

  @Test
  void change_rehearsed_changesNothing() {
    String plan = scene.plan("before");
    Reply changed = scene.put("/v1/plans/" + plan + "?dry_run=true", "{\"name\":\"after\"}");
    assertThat(changed.is(200).text("name")).isEqualTo("after");
    Reply archived = scene.delete("/v1/plans/" + plan + "?dry_run=true");
    assertThat(archived.is(200).text("status")).isEqualTo("archived");
    Reply now = scene.get("/v1/plans/" + plan);
    assertThat(now.text("name")).isEqualTo("before");
    assertThat(now.text("status")).isEqualTo("published");
  }

  @Test
  void key_ofAnotherServersClient_isReadOrRefusedWithAWord() {
    scene
        .post("/v1/customers", "{\"external_id\":\"u1\",\"tax_rate_overrides\":[{\"a\":1}]}")
        .refused(400, "Taxes come with invoices.");
    scene
        .post(
            "/v1/customers",
            "{\"external_id\":\"u1\",\"tax_rate_overrides\":[],\"skip_onboarding_workflow\":true}")
        .is(201);
    scene
        .post(
            "/v1/customers",
            "{\"external_id\":\"u2\",\"parent_customer_external_id\":\"u1\",\"customer_timezone\":\"Asia/Tokyo\"}")
        .is(201);
    Reply child = scene.get("/v1/customers/external/u2");
    assertThat(child.text("parent_customer_id"))
        .isEqualTo(scene.get("/v1/customers/external/u1").text("id"));
    assertThat(child.text("timezone")).isEqualTo("Asia/Tokyo");
    scene
        .post("/v1/customers", "{\"external_id\":\"u3\",\"parent_customer_external_id\":\"none\"}")
        .refused(404, "/parent_customer_external_id");
    scene
        .post("/v1/features", "{\"name\":\"f\",\"type\":\"boolean\",\"group_id\":\"g\"}")
        .refused(400, "There are no groups yet.");
    scene.post("/v1/prices", "{\"billing_cadence\":\"ONETIME\"}").refused(400, "/billing_cadence");
    String first = scene.get("/v1/charges/summary?customer_id=" + child.text("id")).is(200).body();
    assertThat(first).doesNotContain("\"charge_count\":1");
    scene.get("/v1/charges/summary?customer_id=x").refused(404, "no customer");
    scene
        .get("/v1/charges?customer_id=x&external_customer_id=y")
        .refused(400, "/query/external_customer_id");
  }
}
