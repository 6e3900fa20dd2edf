package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What searches may be asked, of every search there is and of plans in particular. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class SearchIT {
  private Scene scene;
  private Json.Obj document;

  @BeforeAll
  void make() {
    scene = TestNode.shared().tenant();
    document = scene.get("/openapi.json").json();
    plan("alpha one", 3);
    plan("Beta", 1);
    plan("gamma One", 2);
    scene.post("/v1/plans", "{\"name\":\"no key\"}").is(201);
  }

  private void plan(String name, int order) {
    scene
        .post(
            "/v1/plans",
            "{\"name\":\"%s\",\"lookup_key\":\"%s\",\"display_order\":%d}"
                .formatted(name, name.substring(0, 1), order))
        .is(201);
  }

  private List<String> found(String body) {
    return scene.post("/v1/plans/search", body).is(200).list("items").stream()
        .map(plan -> Parts.text(plan, "name"))
        .toList();
  }

  private static String filter(String field, String operator, String value) {
    return "{\"filters\":[{\"field\":\"%s\",\"operator\":\"%s\",\"value\":%s}],\"order\":\"asc\"}"
        .formatted(field, operator, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name|eq|{\"string\":\"Beta\"}|Beta",
        "name|contains|{\"string\":\"ONE\"}|alpha one,gamma One",
        "name|contains|{\"string\":\"100%_\"}|",
        "name|not_contains|{\"string\":\"one\"}|Beta,no key",
        "name|in|{\"array\":[\"Beta\",\"no key\"]}|Beta,no key",
        "name|not_in|{\"array\":[\"Beta\",\"no key\"]}|alpha one,gamma One",
        "lookup_key|not_in|{\"array\":[\"a\",\"B\"]}|gamma One,no key",
        "lookup_key|not_contains|{\"string\":\"a\"}|Beta,gamma One,no key",
        "display_order|gt|{\"number\":1}|alpha one,gamma One",
        "display_order|gte|{\"number\":2}|alpha one,gamma One",
        "display_order|lt|{\"string\":\"2\"}|Beta",
        "display_order|eq|{\"number\":2}|gamma One",
        "display_order|in|{\"array\":[\"1\",\"2\"]}|Beta,gamma One",
        "created_at|after|{\"date\":\"2020-01-01T00:00:00Z\"}|alpha one,Beta,gamma One,no key",
        "created_at|before|{\"string\":\"2020-01-01T00:00:00Z\"}|",
      })
  void filter_ofAPlan_findsThese(String field, String operator, String value, String names) {
    assertThat(found(filter(field, operator, value)))
        .containsExactlyElementsOf(names == null ? List.of() : List.of(names.split(",", -1)));
  }

  @Test
  void sort_byAColumn_ordersAndLeavesNothingOut() {
    assertThat(found("{\"sort\":[{\"field\":\"name\",\"direction\":\"asc\"}],\"limit\":2}"))
        .containsExactly("Beta", "alpha one");
    assertThat(found("{\"sort\":[{\"field\":\"display_order\",\"direction\":\"desc\"}]}"))
        .containsExactly("alpha one", "gamma One", "Beta", "no key");
    assertThat(found("{\"sort\":\"display_order\",\"order\":\"asc\",\"offset\":1}"))
        .containsExactly("gamma One", "alpha one", "no key");
    assertThat(found("{\"order\":\"desc\"}"))
        .containsExactly("no key", "gamma One", "Beta", "alpha one");
  }

  @Test
  void expand_ofPlans_showsWhatItNames() {
    Scene own = TestNode.shared().tenant();
    String plan = own.plan("with prices");
    own.price(plan, own.meter("expanded"), "\"billing_model\":\"FLAT_FEE\",\"amount\":\"1\"");
    String body = "{\"plan_ids\":\"%s\"%s}";
    assertThat(own.post("/v1/plans/search", body.formatted(plan, "")).first("items").get("prices"))
        .isNull();
    Reply whole =
        own.post("/v1/plans/search", body.formatted(plan, ",\"expand\":\"prices, entitlements\""));
    assertThat(((Json.Arr) Objects.requireNonNull(whole.first("items").get("prices"))).items())
        .hasSize(1);
    assertThat(whole.first("items").get("entitlements")).isEqualTo(new Json.Arr(List.of()));
    scene
        .post("/v1/plans/search", "{\"expand\":\"invoices\"}")
        .refused(400, "Send some of [prices, entitlements]");
    own.post("/v1/wallets/search", "{\"expand\":\"x\"}").refused(400, "/expand");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"filters\":[{\"field\":\"name\",\"operator\":\"gt\",\"value\":{\"string\":\"x\"}}]}|/filters/0/operator",
        "{\"filters\":[{\"field\":\"name\",\"operator\":\"like\",\"value\":{\"string\":\"x\"}}]}|/filters/0/operator",
        "{\"filters\":[{\"field\":\"created_at\",\"operator\":\"after\",\"value\":{\"string\":\"soon\"}}]}|/filters/0/value",
        "{\"filters\":[{\"field\":\"display_order\",\"operator\":\"gt\",\"value\":{\"string\":\"x\"}}]}|/filters/0/value",
        "{\"filters\":[{\"field\":\"name\",\"value\":{\"string\":\"x\",\"number\":1}}]}|/filters/0/value/string",
        "{\"filters\":[{\"field\":\"name\",\"data_type\":\"number\",\"value\":{\"string\":\"x\"}}]}|/filters/0/data_type",
        "{\"filters\":[{\"field\":\"name\",\"value\":{\"text\":\"x\"}}]}|/filters/0/value/text",
        "{\"sort\":[{\"field\":\"name\"},{\"field\":\"name\"}]}|/sort",
        "{\"sort\":[{\"field\":\"name\",\"direction\":\"up\"}]}|/sort/0/direction",
        "{\"sort\":7}|/sort",
        "{\"order\":\"up\"}|/order",
        "{\"start_time\":\"x\"}|/start_time",
        "{\"status\":\"deleted\"}|/status",
        "{\"allow_expired\":true}|/allow_expired",
      })
  void search_askedWhatItCannot_isRefused(String body, String pointer) {
    scene.post("/v1/plans/search", body).refused(400, "\"" + pointer + "\"");
  }

  /** Every column and key that the document names is one that the database has. */
  @Test
  void search_ofEveryRoute_canBeAskedAllItDeclares() {
    List<String> asked = new ArrayList<>();
    inner(document, "paths")
        .fields()
        .forEach(
            (path, item) -> {
              if (path.endsWith("/search")) {
                ask(path, inner((Json.Obj) item, "post"), asked);
              }
            });
    assertThat(asked).hasSizeGreaterThan(100);
  }

  private void ask(String path, Json.Obj operation, List<String> asked) {
    Json.Obj properties = inner(schema(operation), "properties");
    List<String> bodies = new ArrayList<>();
    Json.Obj filter = inner(inner(inner(properties, "filters"), "items"), "properties");
    for (Json column : words(inner(filter, "field"))) {
      boolean fine = false;
      for (String value :
          List.of(
              "{\"string\":\"x\"}",
              "{\"number\":1}",
              "{\"date\":\"2026-01-01T00:00:00Z\"}",
              "{\"boolean\":true}")) {
        Reply reply =
            scene.post(
                path,
                "{\"filters\":[{\"field\":%s,\"value\":%s}]}".formatted(column.text(), value));
        assertThat(reply.status()).as(path + column + reply.body()).isIn(200, 400);
        fine |= reply.status() == 200;
      }
      assertThat(fine).as(path + " " + column).isTrue();
      asked.add(path + column);
    }
    Json.Obj sort =
        (Json.Obj)
            ((Json.Arr) Objects.requireNonNull(inner(properties, "sort").get("anyOf")))
                .items()
                .getFirst();
    words(sort).forEach(by -> bodies.add("{\"sort\":%s}".formatted(by.text())));
    for (Map.Entry<String, Json> key : properties.fields().entrySet()) {
      if (!List.of("filters", "sort", "expand", "limit", "offset").contains(key.getKey())) {
        bodies.add("{\"%s\":%s}".formatted(key.getKey(), value((Json.Obj) key.getValue())));
      }
    }
    for (String body : bodies) {
      assertThat(scene.post(path, body).status()).as(path + " " + body).isEqualTo(200);
      asked.add(path + body);
    }
  }

  /** A value of a key, by its schema. */
  private static String value(Json.Obj schema) {
    if (schema.get("anyOf") instanceof Json.Arr forms) {
      return value((Json.Obj) forms.items().getFirst());
    }
    if (schema.get("enum") != null) {
      return words(schema).getFirst().text();
    }
    if ("date-time".equals(schema.string("format"))) {
      return "\"2026-01-01T00:00:00Z\"";
    }
    String type = String.valueOf(schema.get("type"));
    return type.contains("boolean") ? "true" : "\"1\"";
  }

  private Json.Obj schema(Json.Obj operation) {
    Json.Obj content = inner(inner(operation, "requestBody"), "content");
    String reference =
        Objects.requireNonNull(inner(inner(content, "application/json"), "schema").string("$ref"));
    return inner(
        inner(inner(document, "components"), "schemas"),
        reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static List<Json> words(Json.Obj schema) {
    return ((Json.Arr) Objects.requireNonNull(schema.get("enum"))).items();
  }

  private static Json.Obj inner(Json.Obj of, String name) {
    return (Json.Obj) Objects.requireNonNull(of.get(name), name);
  }
}
