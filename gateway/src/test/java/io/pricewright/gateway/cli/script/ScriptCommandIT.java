package io.pricewright.gateway.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.cli.Commands;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An author's way: new, test, push, list, show, diff, replay. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScriptCommandIT {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private final Scene scene = TestNode.shared().tenant();

  private record Ended(int code, String out, String err) {}

  private static Ended run(String... line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("script"));
    all.addAll(List.of(line));
    int code =
        new CommandLine(new Commands())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  private Ended onServer(String... line) {
    List<String> all = new ArrayList<>(List.of(line));
    all.addAll(List.of("--url", scene.api.url(), "--api-key", scene.api.key()));
    return run(all.toArray(String[]::new));
  }

  private Path made(String name) {
    Ended ended = run("new", name, "--in", folder.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    return folder.resolve(name);
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void aNewFolder_passesTheGate_withoutAServer() {
    Path script = made("fresh");
    assertThat(script.resolve("pricing.d.ts")).isNotEmptyFile();
    Ended ended = run("test", script.toString(), "--seed", "7");
    assertThat(ended.out())
        .contains("ok        beyond what is free: gave 10, ")
        .contains("coverage  3 of 3 branches")
        .contains("law       continuous: holds")
        .contains("steps     at most ")
        .contains("passed    seed 7");
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(run("new", "fresh", "--in", folder.toString()).err()).contains("is there already");
  }

  @Test
  void aWrongScript_failsTheTest_andSaysWhere() throws IOException {
    Path script = made("wrong");
    edit(
        script.resolve("price.js"),
        "if (paid.lte('0')) return [];",
        "if (paid.lte('0')) return [];\n  if (paid.gt('77777')) return [];");
    Ended ended = run("test", script.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .contains("not taken: line 9, column 25: if")
        .contains("law       monotone: broken")
        .contains("smallest input: {\"subject\":{\"quantity\":\"")
        .contains("repeat with --seed ");
    edit(script.resolve("price.js"), "export function", "export async function");
    assertThat(run("test", script.toString()).err())
        .contains("line 6, column ")
        .contains("remove async");
    assertThat(run("test", folder.resolve("nowhere").toString()).err())
        .contains("There is no folder");
  }

  @Test
  void push_list_show_diff_replay_workOnAServer() throws IOException {
    Path script = made("mine");
    Ended pushed = onServer("push", script.toString());
    assertThat(pushed.out()).as(pushed.err()).contains("published mine@1").contains("gate: passed");
    assertThat(onServer("list").out())
        .containsPattern("mine@1 +passed")
        .containsPattern("flat@1 +shipped");
    assertThat(onServer("show", "mine@1").out())
        .contains("export function price")
        .contains("sha256 ");
    assertThat(onServer("show", "mine@9").err()).contains("has no version 9; its newest is 1");
    assertThat(onServer("diff", "mine", script.toString()).out()).contains("no difference");
    bill();
    edit(
        script.resolve("price.js"),
        "const unit = Decimal.from(params.unit_amount);",
        "const unit = Decimal.from(params.unit_amount).times('2');");
    Ended diff = onServer("diff", "mine@1", script.toString());
    assertThat(diff.code()).isEqualTo(1);
    assertThat(diff.out())
        .contains("--- mine@1/price.js")
        .contains("-  const unit = Decimal.from(params.unit_amount);")
        .contains("+  const unit = Decimal.from(params.unit_amount).times('2');");
    Ended refused = onServer("push", script.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("1 of 2 tests failed. beyond what is free: expected 10, it gave 20");
    Ended replayed = onServer("replay", "call/1", "--folder", script.toString());
    assertThat(replayed.out())
        .as(replayed.err())
        .contains("call/1 by mine@1")
        .contains("recorded  1, ")
        .contains("beyond 10: 5 x 0.2 = 1")
        .contains("beyond 10: 5 x 0.4 = 2")
        .contains("local code charges 2");
    assertThat(onServer("replay", "call/2", "--folder", script.toString()).err())
        .contains("the server says");
  }

  /** A parked event is replayed with what its script would see now: 4 + 5 units at 0.2, less 4. */
  @Test
  void replay_ofAParkedEvent_showsWhatItSaidAndWhatItWouldCost() throws IOException {
    String source =
        """
        export function price(usage, params) {
          if (Decimal.from(usage.quantity).gt(params.most)) {
            throw new Error(`more than ${params.most}`);
          }
          return [{ label: 'n', amount: Decimal.from(usage.quantity).times('0.2') }];
        }
        """;
    scene.sell("parks", Terms.script(scene.script("parks", source), "{\"most\":\"5\"}"));
    scene.subscriber("parks");
    scene.send(Event.of("parks/1", "parks", "parks").n(4));
    assertThat(scene.send(Event.of("parks/2", "parks", "parks").n(5)).text("status"))
        .isEqualTo("parked");
    Path script = made("parks");
    Files.writeString(script.resolve("price.js"), source);
    String[] replay = {"replay", "parks/2", "--folder", script.toString()};
    String said = "line 3, column 11: Error: more than 5";
    Ended replayed = onServer(replay);
    assertThat(replayed.out())
        .as(replayed.err())
        .contains("parks/2 by parks@1")
        .contains("parked, script_error")
        .contains("said      " + said)
        .contains("with the event, {\"quantity\":\"9\"}")
        .contains("local     fails: " + said)
        .contains("without it, {\"quantity\":\"4\"}");
    edit(script.resolve("price.js"), "params.most)) {", "10)) {");
    assertThat(onServer(replay).out())
        .contains("said      " + said)
        .contains("local code would charge 1");
  }

  private void bill() {
    String meter =
        scene.made(
            "/v1/meters",
            "{\"name\":\"M\",\"event_name\":\"t\",\"reset_usage\":\"BILLING_PERIOD\",\"aggregation\":{\"type\":\"SUM\",\"field\":\"n\"}}");
    String plan = scene.made("/v1/plans", "{\"name\":\"P\"}");
    scene.made(
        "/v1/prices",
        """
        {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
         "billing_period":"MONTHLY","billing_model":"SCRIPT","script":{"name":"mine"},
         "params":{"unit_amount":"0.2","free":"10"}}\
        """
            .formatted(plan, meter));
    scene.made("/v1/customers", "{\"external_id\":\"c\"}");
    scene.made(
        "/v1/subscriptions",
        """
        {"external_customer_id":"c","plan_id":"%s","currency":"usd",
         "billing_period":"MONTHLY","start_date":"2026-01-01T00:00:00Z"}\
        """
            .formatted(plan));
    assertThat(
            scene
                .post(
                    "/v1/events",
                    "{\"event_id\":\"call/1\",\"event_name\":\"t\",\"external_customer_id\":\"c\",\"properties\":{\"n\":\"15\"}}")
                .text("amount"))
        .isEqualTo("1");
  }

  @Test
  void aPrice_isSimulatedRolledOutAndTakenBack() throws IOException {
    String meter =
        scene.made(
            "/v1/meters",
            "{\"name\":\"m\",\"event_name\":\"cli\",\"aggregation\":{\"type\":\"SUM\",\"field\":\"n\"},\"reset_usage\":\"BILLING_PERIOD\"}");
    String plan = scene.made("/v1/plans", "{\"name\":\"p\"}");
    String price =
        scene.made(
            "/v1/prices",
            "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"type\":\"USAGE\",\"meter_id\":\"%s\",\"currency\":\"USD\",\"billing_period\":\"MONTHLY\",\"invoice_cadence\":\"ARREAR\",\"billing_model\":\"FLAT_FEE\",\"amount\":\"0.1\"}"
                .formatted(plan, meter));
    scene.made("/v1/customers", "{\"external_id\":\"cli\"}");
    scene.made(
        "/v1/subscriptions",
        "{\"external_customer_id\":\"cli\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"start_date\":\"2026-01-01T00:00:00Z\"}"
            .formatted(plan));
    assertThat(
            scene
                .post(
                    "/v1/events",
                    "{\"event_id\":\"cli-1\",\"event_name\":\"cli\",\"external_customer_id\":\"cli\",\"timestamp\":\"2026-01-02T00:00:00Z\",\"properties\":{\"n\":\"100\"}}")
                .status())
        .isEqualTo(202);
    Path page = folder.resolve("report.html");
    Ended simulated =
        onServer(
            "simulate",
            "flat",
            "--price",
            price,
            "--params",
            "{\"amount\":\"0.3\"}",
            "--from",
            "2026-01-01T00:00:00Z",
            "--to",
            "2026-02-01T00:00:00Z",
            "--html",
            page.toString());
    assertThat(simulated.out())
        .as(simulated.err())
        .contains("candidate", "30", "+20", "1 customers pay more");
    assertThat(Files.readString(page)).contains("<svg");
    Ended out =
        onServer(
            "rollout",
            "flat",
            "--price",
            price,
            "--params",
            "{\"amount\":\"0.3\"}",
            "--mode",
            "reprice",
            "--reason",
            "a test");
    assertThat(out.code()).as(out.err()).isZero();
    assertThat(out.out()).contains("active  1 line items");
    String rollout = out.out().substring(0, out.out().indexOf(' '));
    Ended back = onServer("rollback", rollout, "--mode", "reprice", "--reason", "a test");
    assertThat(back.out()).as(back.err()).contains("rolled_back");
    Ended shadow =
        onServer(
            "shadow",
            "flat",
            "--price",
            price,
            "--params",
            "{\"amount\":\"0.3\"}",
            "--reason",
            "a test");
    assertThat(shadow.out()).as(shadow.err()).contains("  shadow");
    assertThat(scene.get("/v1/charges/summary?external_customer_id=cli").body())
        .contains("\"amount\":\"10\"");
  }

  @Test
  void watch_publishesWhatIsSaved_atOnce() throws IOException, InterruptedException {
    Path script = made("watched");
    assertThat(onServer("watch", script.toString(), "--times", "1").err())
        .contains("The key is a production environment's");
    StringWriter out = new StringWriter();
    Thread watching =
        Thread.ofVirtual()
            .start(
                () ->
                    new CommandLine(new Commands())
                        .setOut(new PrintWriter(out, true))
                        .execute(
                            "script",
                            "watch",
                            script.toString(),
                            "--times",
                            "4",
                            "--server",
                            scene.api.url(),
                            "--api-key",
                            TestNode.shared().tenant("development").api.key()));
    await(out, "published watched@1");
    edit(script.resolve("price.js"), "'beyond '", "'over '");
    await(out, "published watched@2 in ");
    edit(script.resolve("price.js"), "'over '", "'over ");
    await(out, "the server says: line 10");
    edit(script.resolve("price.js"), "'over ", "'above '");
    await(out, "published watched@3 in ");
    watching.join();
    System.out.print(out);
  }

  private static void await(StringWriter out, String line) throws InterruptedException {
    for (int i = 0; i < 4_800 && !out.toString().contains(line); i++) {
      Thread.sleep(50);
    }
    assertThat(out.toString()).contains(line);
  }
}
