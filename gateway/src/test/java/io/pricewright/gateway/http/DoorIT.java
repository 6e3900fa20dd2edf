package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  @SuppressWarnings("NullAway.Init")
  private TestHouse house;

  @SuppressWarnings("NullAway.Init")
  private String key;

  @BeforeAll
  void open() {
    house = new TestHouse(100_000);
    key = house.newKey();
  }

  @AfterAll
  void close() {
    house.close();
  }

  @Test
  void customer_created_isFoundByEveryName() {
    TestHouse.Reply created =
        house.post("/v1/customers", key, "{\"external_id\":\"acme\",\"name\":\"Acme\"}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.object().fields().keySet()).contains(CUSTOMER_KEYS.split(", *"));
    String id = created.text("id");
    assertThat(house.get("/v1/customers/" + id, key).text("external_id")).isEqualTo("acme");
    assertThat(house.get("/v1/customers/external/acme", key).text("id")).isEqualTo(id);
    TestHouse.Reply renamed =
        house.call("PUT", "/v1/customers/" + id, key, "{\"external_id\":\"acme/2 b\"}");
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(house.get("/v1/customers/external/acme", key).text("id")).isEqualTo(id);
    assertThat(house.get("/v1/customers/external/acme%2F2%20b", key).text("id")).isEqualTo(id);
    assertThat(house.get("/v1/customers/lookup?external_id=acme/2%20b", key).text("id"))
        .isEqualTo(id);
    assertThat(house.post("/v1/customers", key, "{\"external_id\":\"acme\"}").status())
        .isEqualTo(409);
  }

  @Test
  void key_unknownMalformedOrAbsent_is401() {
    String typo = key.substring(0, 20) + (key.charAt(20) == 'a' ? 'b' : 'a') + key.substring(21);
    for (String wrong : List.of("", "pw_live_x", typo)) {
      TestHouse.Reply reply = house.get("/v1/customers", wrong);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.text("code")).isEqualTo("unauthenticated");
    }
    HttpRequest bearer =
        HttpRequest.newBuilder(URI.create("http://localhost:" + house.port + "/v1/customers"))
            .header("Authorization", "Bearer " + key)
            .build();
    assertThat(house.send(bearer).status()).isEqualTo(200);
  }

  @Test
  void key_withoutScope_is403AndRevoked_is401() {
    TestHouse.Reply made =
        house.post("/v1/secrets/api/keys", key, "{\"name\":\"r\",\"scopes\":[\"customers:read\"]}");
    assertThat(made.status()).isEqualTo(201);
    String reader = made.text("api_key");
    assertThat(house.get("/v1/customers", reader).status()).isEqualTo(200);
    TestHouse.Reply refused = house.post("/v1/customers", reader, "{\"external_id\":\"x\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("detail")).contains("customers:write");
    assertThat(house.post("/v1/secrets/api/keys", reader, "{\"name\":\"x\"}").status())
        .isEqualTo(403);
    Json.Obj secret = made.inner("secret");
    assertThat(
            house.call("DELETE", "/v1/secrets/api/keys/" + secret.string("id"), key, "").status())
        .isEqualTo(200);
    assertThat(house.get("/v1/customers", reader).status()).isEqualTo(401);
  }

  @Test
  void idempotencyKey_sameBody_isAnsweredOnce() {
    String body = "{\"external_id\":\"once\"}";
    TestHouse.Reply first =
        house.call("POST", "/v1/customers", key, body, "Idempotency-Key", "\"k1\"");
    TestHouse.Reply second =
        house.call("POST", "/v1/customers", key, body, "Idempotency-Key", "k1");
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.raw().body()).isEqualTo(first.raw().body());
    TestHouse.Reply other =
        house.call(
            "POST", "/v1/customers", key, "{\"external_id\":\"two\"}", "Idempotency-Key", "k1");
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
    TestHouse.Reply reply = house.post("/v1/customers", key, body);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.raw().headers().firstValue("content-type"))
        .contains("application/problem+json");
    Json.Arr errors = reply.array("errors");
    if (!pointers.equals("-")) {
      Set<String> found = new HashSet<>();
      for (Json error : errors.items()) {
        String pointer = ((Json.Obj) error).string("pointer");
        found.add(pointer == null ? "none" : pointer);
      }
      assertThat(found).contains(pointers.split(","));
    }
  }

  @Test
  void body_aboveTheLimit_is413() {
    TestHouse.Reply reply =
        house.post("/v1/customers", key, "{\"name\":\"" + "x".repeat(100_000) + "\"}");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(house.get("/v1/customers", key).status()).isEqualTo(200);
  }

  @Test
  void route_unknownOrWrongMethod_isAProblem() {
    assertThat(house.get("/v1/nothing", key).text("code")).isEqualTo("not_found");
    TestHouse.Reply wrong = house.call("PATCH", "/v1/customers", key, "");
    assertThat(wrong.status()).isEqualTo(405);
    TestHouse.Reply named = house.call("GET", "/v1/nothing", key, "", "X-Request-ID", "my-request");
    assertThat(named.raw().headers().firstValue("x-request-id")).contains("my-request");
    assertThat(named.text("request_id")).isEqualTo("my-request");
  }

  @Test
  void document_holdsExactlyTheServedRoutes() {
    Json.Obj paths = (Json.Obj) house.get("/openapi.json", key).object().fields().get("paths");
    Set<String> documented = new HashSet<>();
    if (paths != null) {
      paths
          .fields()
          .forEach(
              (path, methods) ->
                  ((Json.Obj) methods)
                      .fields()
                      .keySet()
                      .forEach(
                          method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    }
    Set<String> served = new HashSet<>();
    house
        .door
        .router(house.vertx)
        .getRoutes()
        .forEach(
            route -> {
              if (route.methods() != null && route.getPath() != null) {
                route
                    .methods()
                    .forEach(
                        method ->
                            served.add(
                                method.name()
                                    + " "
                                    + route.getPath().replaceAll(":(\\w+)", "{$1}")));
              }
            });
    assertThat(documented).isEqualTo(served).hasSizeGreaterThan(10);
  }
}
