package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Publishes through the gate, and runs explanations again in an engine of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GateIT {
  private static final String GOOD =
      "export function price(usage, params) { return [{label: 'usage', quantity: usage.quantity, unit_price: params.unit, amount: usage.quantity.times(params.unit)}]; }";
  private static final String FALLING =
      "export function price(usage, params) { const q = usage.quantity; return [{label: 'x', amount: q.gt('1000') ? q.times(params.unit).div('2', 12, 'HALF_UP') : q.times(params.unit)}]; }";
  private static final String RATE =
      "export function rate(event, params) { return [{label: event.properties.model, amount: event.quantity.times(params.unit)}]; }";

  @SuppressWarnings("NullAway.Init")
  private TestNode node;

  @BeforeAll
  void open() {
    node = new TestNode();
  }

  @AfterAll
  void close() {
    node.close();
  }

  private static Json.Obj draft(String name, String source) {
    return Json.Obj.EMPTY.with("name", Json.of(name)).with("source", Json.of(source));
  }

  private static Json.Obj gated(String name, String source, String... quantities) {
    List<Json> tests =
        List.of(quantities).stream()
            .<Json>map(
                pair ->
                    Json.Obj.EMPTY
                        .with(
                            "subject",
                            Json.Obj.EMPTY.with(
                                "quantity", Json.of(pair.substring(0, pair.indexOf('=')))))
                        .with("params", Json.Obj.EMPTY.with("unit", Json.of("2")))
                        .with("amount", Json.of(pair.substring(pair.indexOf('=') + 1))))
            .toList();
    return draft(name, source)
        .with("tests", new Json.Arr(tests))
        .with(
            "manifest",
            Json.Obj.EMPTY.with(
                "samples", new Json.Arr(List.of(Json.Obj.EMPTY.with("unit", Json.of("2"))))));
  }

  private static Json.Obj object(Json.Obj of, String name) {
    return of.get(name) instanceof Json.Obj inner ? inner : Json.Obj.EMPTY;
  }

  @Test
  void aGoodScript_isPublished_withTheReportOfTheGate() {
    TestNode.Reply made = node.post("/v1/scripts", gated("good", GOOD, "5=10").text());
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(object(made.json(), "gate").string("status")).isEqualTo("passed");
    Json.Obj read = node.get("/v1/scripts/" + made.text("id")).json();
    assertThat(object(read, "gate")).isEqualTo(object(made.json(), "gate"));
    assertThat(object(object(object(read, "gate"), "laws"), "monotone").string("status"))
        .isEqualTo("holds");
    assertThat(read.get("tests")).isInstanceOf(Json.Arr.class);
    TestNode.Reply again = node.post("/v1/scripts", gated("good", GOOD, "5=10").text());
    assertThat(again.text("id")).isEqualTo(made.text("id"));
  }

  @Test
  void aDraft_isTriedInAnotherProcess() {
    assertThat(node.post("/v1/scripts", draft("elsewhere", GOOD).text()).status()).isEqualTo(201);
    assertThat(ProcessHandle.current().children())
        .anySatisfy(
            child ->
                assertThat(child.info().arguments().orElse(new String[0]))
                    .contains("io.pricewright.rules.script.worker.WorkerMain"));
  }

  @Test
  void aBadScript_isRefused_withTheSmallestInput_andNotKept() {
    TestNode.Reply refused =
        node.post("/v1/scripts", gated("bad", FALLING, "5=10", "2000=2000").text());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("gate_failed");
    assertThat(refused.body())
        .contains("\"code\":\"monotone\"")
        .contains("a quantity of 1000 costs 2000, and one of 1001 costs less: 1001")
        .contains("Smallest input: ");
    assertThat(node.get("/v1/scripts?name=bad").json().get("items"))
        .isEqualTo(new Json.Arr(List.of()));
  }

  @Test
  void withoutTestsAndManifest_itIsPublished_andSaysUngated() {
    TestNode.Reply made = node.post("/v1/scripts", draft("plain", GOOD).text());
    assertThat(made.status()).isEqualTo(201);
    assertThat(object(made.json(), "gate").string("status")).isEqualTo("ungated");
  }

  @Test
  void aCheckedDraft_isJudgedTestByTest_andNotKept() {
    TestNode.Reply passed =
        node.post("/v1/scripts/check", gated("tried", GOOD, "5=10", "0=0").text());
    assertThat(passed.status()).as(passed.body()).isEqualTo(200);
    assertThat(passed.text("status")).isEqualTo("passed");
    assertThat(passed.text("kind")).isEqualTo("CUMULATIVE");
    assertThat(items(passed.json(), "tests")).hasSize(2);
    assertThat(object(passed.json(), "report").get("tests")).isEqualTo(Json.of(2));

    Json.Obj failed =
        node.post("/v1/scripts/check", gated("tried", FALLING, "5=10", "6=13").text()).json();
    assertThat(failed.string("status")).isEqualTo("failed");
    assertThat(items(failed, "tests").stream().map(test -> ((Json.Obj) test).get("passed")))
        .containsExactly(Json.of(true), Json.of(false));
    assertThat(items(failed, "branches_missed").getFirst())
        .isInstanceOfSatisfying(
            Json.Obj.class,
            branch -> {
              assertThat(branch.get("line")).isEqualTo(Json.of(1));
              assertThat(branch.get("column")).isInstanceOf(Json.Num.class);
            });
    assertThat(node.get("/v1/scripts?name=tried").json().get("items"))
        .isEqualTo(new Json.Arr(List.of()));
  }

  @Test
  void aCheckedDraft_thatBreaksTheContract_saysWhere() {
    String broken = "export function price(usage) {\n  return eval('1');\n}";
    TestNode.Reply reply = node.post("/v1/scripts/check", draft("broken", broken).text());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("status")).isEqualTo("invalid");
    Json.Obj error = (Json.Obj) items(reply.json(), "errors").getFirst();
    assertThat(error.get("line")).isEqualTo(Json.of(2));
    assertThat(error.get("column")).isEqualTo(Json.of(10));
    assertThat(node.post("/v1/scripts/check", draft("plain", GOOD).text()).text("status"))
        .isEqualTo("ungated");
    assertThat(node.post("/v1/scripts/check", "{\"name\":\"x\"}").status()).isEqualTo(400);
  }

  private static List<Json> items(Json.Obj of, String name) {
    return of.get(name) instanceof Json.Arr array ? array.items() : List.of();
  }

  @Test
  void paramsThatTheSchemaRefuses_failTheGate() {
    Json.Obj schema = Json.Obj.EMPTY.with("required", new Json.Arr(List.of(Json.of("other"))));
    TestNode.Reply refused =
        node.post("/v1/scripts", gated("strict", GOOD, "5=10").with("schema", schema).text());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("\"code\":\"schema\"").contains("sample 1");
  }

  @Test
  void explanations_runAgainElsewhere_giveTheSameLinesAndSteps() {
    bill("cumulative", GOOD, "sums");
    bill("single", RATE, "rates");
    int explained = 0;
    List<Json> charges =
        ((Json.Arr) Objects.requireNonNull(node.get("/v1/charges").json().get("items"))).items();
    assertThat(charges).hasSize(2);
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      for (Json charge : charges) {
        Json.Obj whole =
            node.get("/v1/charges/" + ((Json.Obj) charge).string("id") + "/explain").json();
        assertThat(whole.get("complete")).as(whole.text()).isEqualTo(Json.of(true));
        for (Json part : ((Json.Arr) Objects.requireNonNull(whole.get("parts"))).items()) {
          runAgain(engine, (Json.Obj) part);
          explained++;
        }
      }
    }
    assertThat(explained).isEqualTo(4);
    assertThat(node.get("/v1/charges/none/explain").status()).isEqualTo(404);
  }

  private void bill(String name, String source, String event) {
    node.post("/v1/scripts", draft(name, source).text());
    String meter =
        node.made(
            "/v1/meters",
            "{\"name\":\"M\",\"event_name\":\"%s\",\"reset_usage\":\"BILLING_PERIOD\",\"aggregation\":{\"type\":\"SUM\",\"field\":\"n\"}}"
                .formatted(event));
    String plan = node.made("/v1/plans", "{\"name\":\"P\"}");
    node.made(
        "/v1/prices",
        """
        {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
         "billing_period":"MONTHLY","billing_model":"SCRIPT","script":{"name":"%s"},"params":{"unit":"0.5"}}"""
            .formatted(plan, meter, name));
    node.made("/v1/customers", "{\"external_id\":\"%s\"}".formatted(name));
    node.made(
        "/v1/subscriptions",
        """
        {"external_customer_id":"%s","plan_id":"%s","currency":"usd",
         "billing_period":"MONTHLY","start_date":"2026-01-01T00:00:00Z"}"""
            .formatted(name, plan));
    String one =
        "{\"event_id\":\"%2$s-%3$d\",\"event_name\":\"%1$s\",\"external_customer_id\":\"%2$s\",\"properties\":{\"n\":\"%3$d\",\"model\":\"m\"}}";
    TestNode.Reply sent =
        node.post(
            "/v1/events/bulk",
            "{\"events\":[%s,%s,%s]}"
                .formatted(
                    one.formatted(event, name, 7),
                    one.formatted(event, name, 5),
                    one.formatted(event, name, 9)));
    assertThat(sent.text("accepted")).as(sent.body()).isEqualTo("3");
  }

  private void runAgain(GraalScriptEngine engine, Json.Obj part) {
    Json.Obj after = object(part, "price_after");
    Json.Obj input = object(after, "input");
    String source = node.get("/v1/scripts/" + part.string("script_id")).text("source");
    ScriptKind kind = engine.check(source);
    ScriptOutcome outcome =
        engine
            .evaluate(
                new ScriptVersion("script_1", "again", 1, "sha", kind, source),
                List.of(
                    new ScriptInput(
                        object(input, "subject").text(),
                        object(input, "params").text(),
                        object(input, "context").text())))
            .getFirst();
    assertThat(outcome).isInstanceOf(ScriptOutcome.Priced.class);
    ScriptOutcome.Priced priced = (ScriptOutcome.Priced) outcome;
    assertThat(Json.of(priced.steps())).isEqualTo(after.get("steps"));
    List<Json> lines = ((Json.Arr) Objects.requireNonNull(after.get("lines"))).items();
    assertThat(lines).hasSameSizeAs(priced.lines()).isNotEmpty();
    for (int i = 0; i < lines.size(); i++) {
      ScriptLine line = priced.lines().get(i);
      assertThat(((Json.Obj) lines.get(i)).string("label")).isEqualTo(line.label());
      assertThat(((Json.Obj) lines.get(i)).string("amount"))
          .isEqualTo(line.amount().toPlainString());
    }
  }

  @Test
  void library_isImportedByNameAndVersion_andNeverPriced() {
    String library = "'use library';\nexport function twice(amount) { return amount.times('2'); }";
    String price =
        "import {twice} from 'doubling@1';\nexport function price(usage) { return [{label: 'twice', amount: twice(usage.quantity)}]; }";
    assertThat(node.post("/v1/scripts", draft("doubled", price).text()).status()).isEqualTo(400);
    TestNode.Reply made = node.post("/v1/scripts", draft("doubling", library).text());
    assertThat(made.status()).as(made.json().text()).isEqualTo(201);
    assertThat(made.text("kind")).isEqualTo("LIBRARY");
    TestNode.Reply published = node.post("/v1/scripts", draft("doubled", price).text());
    assertThat(published.status()).as(published.json().text()).isEqualTo(201);
    assertThat(published.text("source")).startsWith(price).contains("//# module doubling@1");
    String again = node.post("/v1/scripts", draft("doubled", price).text()).text("id");
    assertThat(again).isEqualTo(published.text("id"));
    TestNode.Reply linked =
        node.post("/v1/scripts", draft("doubled", published.text("source")).text());
    assertThat(linked.status()).isEqualTo(400);
    assertThat(linked.json().text()).contains("the author's text alone");
  }
}
