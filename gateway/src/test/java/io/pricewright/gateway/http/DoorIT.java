package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoorIT {
  private static final String CUSTOMER_KEYS =
      "address_city, address_country, address_line1, address_line2, address_postal_code,"
          + " address_state, created_at, created_by, email, environment_id, external_id, id,"
          + " metadata, name, parent_customer, parent_customer_id, status, tenant_id, updated_at,"
          + " updated_by";

  private final Scene scene = TestNode.shared().tenant();

  @Test
  void customer_created_isFoundByEveryName() {
    Reply created = scene.post("/v1/customers", "{\"external_id\":\"acme\",\"name\":\"Acme\"}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().fields().keySet()).contains(CUSTOMER_KEYS.split(", *"));
    String id = created.text("id");
    assertThat(scene.get("/v1/customers/" + id).text("external_id")).isEqualTo("acme");
    assertThat(scene.get("/v1/customers/external/acme").text("id")).isEqualTo(id);
    Reply renamed = scene.call("PUT", "/v1/customers/" + id, "{\"external_id\":\"acme/2 b\"}");
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(scene.get("/v1/customers/external/acme").text("id")).isEqualTo(id);
    assertThat(scene.get("/v1/customers/external/acme%2F2%20b").text("id")).isEqualTo(id);
    assertThat(scene.get("/v1/customers/lookup?external_id=acme/2%20b").text("id")).isEqualTo(id);
    assertThat(scene.post("/v1/customers", "{\"external_id\":\"acme\"}").status()).isEqualTo(409);
  }

  @Test
  void key_unknownMalformedOrAbsent_is401() {
    String key = scene.api.key();
    String typo = key.substring(0, 20) + (key.charAt(20) == 'a' ? 'b' : 'a') + key.substring(21);
    for (String wrong : List.of("", "pw_live_x", typo)) {
      Reply reply = scene.api.as("").call("GET", "/v1/customers", "", "x-api-key", wrong);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.text("code")).isEqualTo("unauthenticated");
    }
    Api bearer = scene.api.as("");
    assertThat(bearer.call("GET", "/v1/customers", "", "Authorization", "Bearer " + key).status())
        .isEqualTo(200);
  }

  @Test
  void key_withoutScope_is403AndRevoked_is401() {
    Reply made =
        scene.post("/v1/secrets/api/keys", "{\"name\":\"r\",\"scopes\":[\"customers:read\"]}");
    assertThat(made.status()).isEqualTo(201);
    String reader = made.text("api_key");
    assertThat(scene.api.as(reader).get("/v1/customers").status()).isEqualTo(200);
    Reply refused = scene.api.as(reader).post("/v1/customers", "{\"external_id\":\"x\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("detail")).contains("customers:write");
    assertThat(scene.api.as(reader).post("/v1/secrets/api/keys", "{\"name\":\"x\"}").status())
        .isEqualTo(403);
    Json.Obj secret = made.inner("secret");
    assertThat(scene.call("DELETE", "/v1/secrets/api/keys/" + secret.string("id"), "").status())
        .isEqualTo(204);
    assertThat(scene.api.as(reader).get("/v1/customers").status()).isEqualTo(401);
  }

  @Test
  void idempotencyKey_sameBody_isAnsweredOnce() {
    String body = "{\"external_id\":\"once\"}";
    Reply first = scene.call("POST", "/v1/customers", body, "Idempotency-Key", "\"k1\"");
    Reply second = scene.call("POST", "/v1/customers", body, "Idempotency-Key", "k1");
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    Reply other =
        scene.call("POST", "/v1/customers", "{\"external_id\":\"two\"}", "Idempotency-Key", "k1");
    assertThat(other.status()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":1}|400|/external_id,/name",
        "{\"external_id\":\"a\",\"nam\":\"b\"}|400|/nam",
        "{\"external_id\":\"a\",\"metadata\":{\"k\":1}}|400|/metadata",
        "{\"external_id\":\"a\",\"timezone\":\"Mars/One\"}|400|/timezone",
        "{\"external_id\":\" \"}|400|/external_id",
        "[]|400|''",
        "{|400|-",
        "{\"external_id\":\"\\u0000\"}|400|-",
        "{\"external_id\":\"a\",\"external_id\":\"b\"}|400|-",
      })
  void customer_badBody_namesTheFields(String body, int status, String pointers) {
    Reply reply = scene.post("/v1/customers", body);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers().firstValue("content-type")).contains("application/problem+json");
    List<Json> errors = Parts.array(reply.json(), "errors");
    if (!pointers.equals("-")) {
      Set<String> found = new HashSet<>();
      for (Json error : errors) {
        String pointer = ((Json.Obj) error).string("pointer");
        found.add(pointer == null ? "none" : pointer);
      }
      assertThat(found).contains(pointers.split(","));
    }
  }

  @Test
  void body_aboveTheLimit_is413() {
    String body = "{\"name\":\"" + "x".repeat(Door.MAX_BODY_BYTES) + "\"}";
    try {
      assertThat(scene.post("/v1/customers", body).status()).isEqualTo(413);
    } catch (UncheckedIOException e) {
      // The server answers and closes before the body is sent, so that it may not be read.
      assertThat(e.getCause()).as(e.toString()).isNotNull();
    }
    assertThat(scene.get("/v1/customers").status()).isEqualTo(200);
  }

  @Test
  void route_unknownOrWrongMethod_isAProblem() {
    assertThat(scene.get("/v1/nothing").text("code")).isEqualTo("not_found");
    Reply wrong = scene.call("PATCH", "/v1/customers", "");
    assertThat(wrong.status()).isEqualTo(405);
    Reply named = scene.call("GET", "/v1/nothing", "", "X-Request-ID", "my-request");
    assertThat(named.headers().firstValue("x-request-id")).contains("my-request");
    assertThat(named.text("request_id")).isEqualTo("my-request");
  }
}
