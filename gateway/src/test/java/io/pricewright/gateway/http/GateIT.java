package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Publishes through the gate, and runs explanations again in an engine of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GateIT {
  private static final String GOOD =
      "export function price(usage, params) { return [{label: 'usage', quantity: usage.quantity,"
          + " unit_price: params.unit, amount: usage.quantity.times(params.unit)}]; }";
  private static final String FALLING =
      "export function price(usage, params) { const q = usage.quantity; return [{label: 'x',"
          + " amount: q.gt('1000') ? q.times(params.unit).div('2', 12, 'HALF_UP') :"
          + " q.times(params.unit)}]; }";
  private static final String RATE =
      "export function rate(event, params) { return [{label: event.properties.model, amount:"
          + " event.quantity.times(params.unit)}]; }";

  private final Scene scene = TestNode.shared().tenant();

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

  @Test
  void aGoodScript_isPublished_withTheReportOfTheGate() {
    Reply made = scene.post("/v1/scripts", gated("good", GOOD, "5=10").text());
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(Parts.inner(made.json(), "gate").string("status")).isEqualTo("passed");
    Json.Obj read = scene.get("/v1/scripts/" + made.text("id")).json();
    assertThat(Parts.inner(read, "gate")).isEqualTo(Parts.inner(made.json(), "gate"));
    assertThat(
            Parts.inner(Parts.inner(Parts.inner(read, "gate"), "laws"), "monotone")
                .string("status"))
        .isEqualTo("holds");
    assertThat(read.get("tests")).isInstanceOf(Json.Arr.class);
    Reply again = scene.post("/v1/scripts", gated("good", GOOD, "5=10").text());
    assertThat(again.text("id")).isEqualTo(made.text("id"));
  }

  /** Each of its evaluations burns its tenth of a second; each draft, some seconds. */
  private static final String ENDLESS =
      "export function price(usage) { const s = 'ab'.repeat(30000); for (;;)"
          + " /(a|b)*a(a|b){50}c/.test(s); }";

  /** Whose turn comes next is FairPoolTest's; here it is that there is a bound, and for whom. */
  @Test
  void hostileDrafts_ofOneTenant_areBounded_andAnotherPublishes() {
    Scene hostile = TestNode.shared().tenant();
    String draft = gated("endless", ENDLESS, "5=10").text();
    List<CompletableFuture<Reply>> drafts =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> hostile.post("/v1/scripts/check", draft)))
            .limit(14)
            .toList();
    Waiting.until(
        "the queue is full", () -> drafts.stream().filter(CompletableFuture::isDone).count() >= 4);
    Reply made = scene.post("/v1/scripts", gated("beside", GOOD, "5=10").text());
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    List<Reply> replies = drafts.stream().map(CompletableFuture::join).toList();
    assertThat(replies).extracting(Reply::status).containsOnly(200, 503);
    assertThat(replies.stream().filter(reply -> reply.status() == 503))
        .isNotEmpty()
        .allSatisfy(reply -> assertThat(reply.body()).contains("scripts of yours wait"));
    assertThat(replies.stream().filter(reply -> reply.status() == 200))
        .isNotEmpty()
        .allSatisfy(reply -> assertThat(reply.text("status")).isEqualTo("failed"));
  }

  @Test
  void aDraft_thatUsesWhatIsNotThere_isMarkedWhereItStands() {
    Json.Obj tried =
        scene
            .post(
                "/v1/scripts/check",
                gated(
                        "clock",
                        "export function price(usage) {\n"
                            + "  return [{label: 'x', amount:"
                            + " usage.quantity.tmies(Math.random())}];\n"
                            + "}",
                        "5=10")
                    .text())
            .json();
    assertThat(tried.string("status")).isEqualTo("invalid");
    assertThat(tried.text())
        .contains("a Decimal has no tmies; is it times?\",\"line\":2,\"column\":47")
        .contains(
            "Math has no random: there is no randomness: the same usage has the same"
                + " price\",\"line\":2,\"column\":58");
  }

  @Test
  void aScript_thatPricesNothing_keepsNoLaw_andEachTestSaysWhatItExpected() {
    String throwing = "export function price(usage) { throw new Error('not yet'); }";
    Json.Obj tried =
        scene.post("/v1/scripts/check", gated("none", throwing, "5=10", "6=12").text()).json();
    assertThat(tried.string("status")).isEqualTo("failed");
    assertThat(
            Parts.inner(Parts.inner(Parts.inner(tried, "report"), "laws"), "monotone")
                .string("status"))
        .isEqualTo("not_tried");
    assertThat(Parts.inner(tried, "report").get("tests_failed")).isEqualTo(Json.of(2));
    assertThat(tried.text())
        .contains(
            "2 of 2 tests failed. test 1: expected 10, it failed: line 1, column 38: Error: not"
                + " yet")
        .contains("\"expected\":\"12\"");
  }

  @Test
  void aDraft_isTriedInAnotherProcess() {
    assertThat(scene.post("/v1/scripts", draft("elsewhere", GOOD).text()).status()).isEqualTo(201);
    assertThat(ProcessHandle.current().children())
        .anySatisfy(
            child ->
                assertThat(child.info().arguments().orElse(new String[0]))
                    .contains("io.pricewright.rules.script.worker.WorkerMain"));
  }

  @Test
  void aBadScript_isRefused_withTheSmallestInput_andNotKept() {
    Reply refused = scene.post("/v1/scripts", gated("bad", FALLING, "5=10", "2000=2000").text());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("gate_failed");
    assertThat(refused.body())
        .contains("\"code\":\"monotone\"")
        .contains("a quantity of 1000 costs 2000, and one of 1001 costs less: 1001")
        .contains("Smallest input: ");
    assertThat(scene.get("/v1/scripts?name=bad").json().get("items"))
        .isEqualTo(new Json.Arr(List.of()));
  }

  @Test
  void withoutTestsAndManifest_itIsPublished_andSaysUngated() {
    Reply made = scene.post("/v1/scripts", draft("plain", GOOD).text());
    assertThat(made.status()).isEqualTo(201);
    assertThat(Parts.inner(made.json(), "gate").string("status")).isEqualTo("ungated");
  }

  @Test
  void aCheckedDraft_isJudgedTestByTest_andNotKept() {
    Reply passed = scene.post("/v1/scripts/check", gated("tried", GOOD, "5=10", "0=0").text());
    assertThat(passed.status()).as(passed.body()).isEqualTo(200);
    assertThat(passed.text("status")).isEqualTo("passed");
    assertThat(passed.text("kind")).isEqualTo("CUMULATIVE");
    assertThat(Parts.array(passed.json(), "tests")).hasSize(2);
    assertThat(Parts.inner(passed.json(), "report").get("tests")).isEqualTo(Json.of(2));

    Json.Obj failed =
        scene.post("/v1/scripts/check", gated("tried", FALLING, "5=10", "6=13").text()).json();
    assertThat(failed.string("status")).isEqualTo("failed");
    assertThat(Parts.array(failed, "tests").stream().map(test -> ((Json.Obj) test).get("passed")))
        .containsExactly(Json.of(true), Json.of(false));
    assertThat(Parts.array(failed, "branches_missed").getFirst())
        .isInstanceOfSatisfying(
            Json.Obj.class,
            branch -> {
              assertThat(branch.get("line")).isEqualTo(Json.of(1));
              assertThat(branch.get("column")).isInstanceOf(Json.Num.class);
            });
    assertThat(scene.get("/v1/scripts?name=tried").json().get("items"))
        .isEqualTo(new Json.Arr(List.of()));
  }

  @Test
  void aCheckedDraft_thatBreaksTheContract_saysWhere() {
    String broken = "export function price(usage) {\n  return eval('1');\n}";
    Reply reply = scene.post("/v1/scripts/check", draft("broken", broken).text());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("status")).isEqualTo("invalid");
    Json.Obj error = (Json.Obj) Parts.array(reply.json(), "errors").getFirst();
    assertThat(error.get("line")).isEqualTo(Json.of(2));
    assertThat(error.get("column")).isEqualTo(Json.of(10));
    assertThat(scene.post("/v1/scripts/check", draft("plain", GOOD).text()).text("status"))
        .isEqualTo("ungated");
    assertThat(scene.post("/v1/scripts/check", "{\"name\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void paramsThatTheSchemaRefuses_failTheGate() {
    Json.Obj schema = Json.Obj.EMPTY.with("required", new Json.Arr(List.of(Json.of("other"))));
    Reply refused =
        scene.post("/v1/scripts", gated("strict", GOOD, "5=10").with("schema", schema).text());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("\"code\":\"schema\"").contains("sample 1");
  }

  @Test
  void explanations_runAgainElsewhere_giveTheSameLinesAndSteps() {
    bill("cumulative", GOOD, "sums");
    bill("single", RATE, "rates");
    int explained = 0;
    List<Json> charges = Parts.array(scene.get("/v1/charges").json(), "items");
    assertThat(charges).hasSize(2);
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      for (Json charge : charges) {
        Json.Obj whole =
            scene.get("/v1/charges/" + ((Json.Obj) charge).string("id") + "/explain").json();
        assertThat(whole.get("complete")).as(whole.text()).isEqualTo(Json.of(true));
        for (Json part : Parts.array(whole, "parts")) {
          runAgain(engine, (Json.Obj) part);
          explained++;
        }
      }
    }
    assertThat(explained).isEqualTo(4);
    assertThat(scene.get("/v1/charges/none/explain").status()).isEqualTo(404);
  }

  private void bill(String name, String source, String event) {
    scene.post("/v1/scripts", draft(name, source).text());
    String script = "{\"name\":\"%s\"}".formatted(name);
    scene.sell(event, Terms.script(script, "{\"unit\":\"0.5\"}"));
    scene.subscriber(name);
    Reply sent =
        scene.send(
            Stream.of(7, 5, 9)
                .map(
                    n ->
                        Event.of(name + "-" + n, event, name)
                            .with("{\"n\":\"%d\",\"model\":\"m\"}".formatted(n)))
                .toList());
    assertThat(sent.text("accepted")).as(sent.body()).isEqualTo("3");
  }

  private void runAgain(GraalScriptEngine engine, Json.Obj part) {
    Json.Obj after = Parts.inner(part, "price_after");
    Json.Obj input = Parts.inner(after, "input");
    String source = scene.get("/v1/scripts/" + part.string("script_id")).text("source");
    ScriptKind kind = engine.check(source);
    ScriptOutcome outcome =
        engine
            .evaluate(
                new ScriptVersion(new ScriptId("script_1"), "again", 1, "sha", kind, source),
                List.of(
                    new ScriptInput(
                        Parts.inner(input, "subject").text(),
                        Parts.inner(input, "params").text(),
                        Parts.inner(input, "context").text())))
            .getFirst();
    assertThat(outcome).isInstanceOf(ScriptOutcome.Priced.class);
    ScriptOutcome.Priced priced = (ScriptOutcome.Priced) outcome;
    assertThat(Json.of(priced.steps())).isEqualTo(after.get("steps"));
    List<Json> lines = Parts.array(after, "lines");
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
        "import {twice} from 'doubling@1';\n"
            + "export function price(usage) { return [{label: 'twice', amount:"
            + " twice(usage.quantity)}]; }";
    assertThat(scene.post("/v1/scripts", draft("doubled", price).text()).status()).isEqualTo(400);
    Reply made = scene.post("/v1/scripts", draft("doubling", library).text());
    assertThat(made.status()).as(made.json().text()).isEqualTo(201);
    assertThat(made.text("kind")).isEqualTo("LIBRARY");
    Reply published = scene.post("/v1/scripts", draft("doubled", price).text());
    assertThat(published.status()).as(published.json().text()).isEqualTo(201);
    assertThat(published.text("source")).startsWith(price).contains("//# module doubling@1");
    String again = scene.post("/v1/scripts", draft("doubled", price).text()).text("id");
    assertThat(again).isEqualTo(published.text("id"));
    Reply linked = scene.post("/v1/scripts", draft("doubled", published.text("source")).text());
    assertThat(linked.status()).isEqualTo(400);
    assertThat(linked.json().text()).contains("the author's text alone");
  }
}
