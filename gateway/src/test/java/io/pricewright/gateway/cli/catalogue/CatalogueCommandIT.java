package io.pricewright.gateway.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.cli.Commands;
import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.rules.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A catalogue on its way from a sandbox to production. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CatalogueCommandIT {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-20T00:00:00Z"), ZoneOffset.UTC);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private final TestNode node = TestNode.start(TestSettings.DEFAULT, NOW);
  private final Scene production = node.tenant();
  private final String key = production.api.key();

  private record Ended(int code, String out, String err) {}

  @AfterAll
  void close() {
    node.close();
  }

  private Ended run(String as, String... line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(line));
    all.addAll(List.of("--server", node.url(), "--api-key", as));
    int code =
        new CommandLine(new Commands())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  private Ended catalogue(String as, String command, Path file, String... more) {
    List<String> all = new ArrayList<>(List.of("catalogue", command, file.toString()));
    all.addAll(List.of(more));
    return run(as, all.toArray(String[]::new));
  }

  private static void ends(Ended ended, int code, String... told) {
    assertThat(ended.out() + ended.err()).contains(told);
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
  }

  private String made(String as, String path, String body) {
    return production.api.as(as).made(path, body);
  }

  private Json.Obj read(String path) {
    return production.get(path).json();
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  /** Sells calls at 0.10 each, and tokens by a script: 0.2 for each beyond 10. */
  private Path exported(String sandbox) {
    Path script = folder.resolve("mine");
    assertThat(
            new CommandLine(new Commands())
                .execute("script", "new", "mine", "--in", folder.toString()))
        .isZero();
    ends(run(sandbox, "script", "push", script.toString()), 0, "gate: passed");
    String calls = meter(sandbox, "Calls", "call");
    String tokens = meter(sandbox, "Tokens: all", "token");
    String feature =
        made(
            sandbox,
            "/v1/features",
            "{\"name\":\"Seats\",\"type\":\"boolean\",\"lookup_key\":\"seats\",\"description\":\"a\\n  b\"}");
    made(
        sandbox,
        "/v1/features",
        "{\"name\":\"API\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(tokens));
    String plan =
        made(
            sandbox,
            "/v1/plans",
            "{\"name\":\"Pro\",\"lookup_key\":\"pro\",\"metadata\":{\"a\":\"yes\"}}");
    String head =
        "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"type\":\"USAGE\",\"currency\":\"USD\",\"billing_period\":\"MONTHLY\",\"meter_id\":\"%s\","
            .formatted(plan, calls);
    made(
        sandbox,
        "/v1/prices",
        head + "\"billing_model\":\"FLAT_FEE\",\"amount\":\"0.10\",\"lookup_key\":\"pro-calls\"}");
    made(
        sandbox,
        "/v1/prices",
        head.replace(calls, tokens)
            + "\"billing_model\":\"SCRIPT\",\"script\":{\"name\":\"mine\"},\"params\":{\"unit_amount\":\"0.2\",\"free\":\"10\"}}");
    made(
        sandbox,
        "/v1/entitlements",
        "{\"plan_id\":\"%s\",\"feature_id\":\"%s\",\"feature_type\":\"boolean\"}"
            .formatted(plan, feature));
    Path file = folder.resolve("catalogue.yaml");
    ends(catalogue(sandbox, "export", file), 0, "wrote ");
    return file;
  }

  private String meter(String key, String name, String event) {
    return made(
        key,
        "/v1/meters",
        "{\"name\":\"%s\",\"event_name\":\"%s\",\"aggregation\":{\"type\":\"SUM\",\"field\":\"n\"},\"filters\":[{\"key\":\"region\",\"operator\":\"in\",\"values\":[\"eu\"]}]}"
            .formatted(name, event));
  }

  private void use(String customer, String event, int quantity) {
    production.send(
        Event.of(customer + "-" + event, event, customer)
            .at("2026-01-05T00:00:00Z")
            .with("{\"n\":\"%d\",\"region\":\"eu\"}".formatted(quantity)));
  }

  private void subscribe(String customer) {
    production.customer(customer);
    String plan =
        String.valueOf(
            MeasureTouch.items(read("/v1/plans")).findFirst().orElseThrow().string("id"));
    production.subscribe(customer, plan);
  }

  @Test
  void catalogue_goesFromSandboxToProduction_andItsPricesFollowTheFile() throws IOException {
    String sandbox = node.tenant("development").api.key();
    Path file = exported(sandbox);
    assertThat(Files.readString(file))
        .doesNotContainPattern("(meter|feat|plan|price|ent|script)_[0-9A-Z]{20}")
        .contains("pro-calls:", "amount: \"0.1\"", "source: |", "script: mine");
    ends(catalogue(sandbox, "diff", file), 0, "no difference");
    ends(catalogue(key, "diff", file), 1, "+ meter Calls", "+ price pro/pro-calls");
    ends(
        catalogue(key, "apply", file),
        2,
        "9 to create",
        "Nothing was changed: without a terminal, say --yes.");
    ends(catalogue(key, "apply", file, "--yes"), 0, "applied 9 changes");
    ends(catalogue(key, "diff", file), 0, "no difference");
    long rows = production.number("select count(*) from prices");
    ends(catalogue(key, "apply", file, "--yes"), 0, "no difference");
    assertThat(production.number("select count(*) from prices")).isEqualTo(rows);

    subscribe("acme");
    subscribe("bolt");
    use("acme", "call", 100);
    use("bolt", "call", 40);
    use("acme", "token", 15);
    moneyIsTouched(file);
    draftIsSimulated_andRefusedByTheGate(file);
    nextPeriod(file);
    changesOfOtherThings(file);
    otherKey_isToldToBePaidTwice(file);
    whatCannotChange_isRefusedWithItsLine(file);
  }

  /** 140 calls at 0.10 are 14; at 0.25 they are 35. */
  private void moneyIsTouched(Path file) throws IOException {
    edit(file, "amount: \"0.1\"", "amount: 0.25");
    String[] told = {
      "~ price pro/pro-calls",
      "amount: \"0.1\" -> \"0.25\"",
      "2 active subscriptions (",
      "), open period 14 -> 35 usd (+21); 2 pay more, 0 less",
      "money touched, if the open periods had been priced so from their begin: +21 usd",
      "0 to create, 1 to change, 0 to retire, 8 unchanged"
    };
    ends(catalogue(key, "diff", file), 1, told);
    ends(catalogue(key, "apply", file, "--yes"), 0, told);
    ends(catalogue(key, "diff", file), 0, "no difference");
    assertThat(price("pro-calls").string("amount")).isEqualTo("0.25");
    assertThat(price("pro-calls").string("effective_from")).isEqualTo("2026-01-20T00:00:00Z");
  }

  private Json.Obj price(String key) {
    return MeasureTouch.items(read("/v1/prices"))
        .filter(price -> key.equals(price.string("lookup_key")))
        .max(Comparator.comparing(price -> ServerOptions.text(price, "version")))
        .orElseThrow();
  }

  /** 5 tokens beyond 10 at 0.2 are 1; the script that asks twice as much breaks its own tests. */
  private void draftIsSimulated_andRefusedByTheGate(Path file) throws IOException {
    String before = Files.readString(file);
    edit(file, "Decimal.from(params.unit_amount);", "Decimal.from(params.unit_amount).times('2');");
    edit(file, "name: Pro", "name: Professional");
    ends(
        catalogue(key, "apply", file, "--yes"),
        2,
        "+ script mine",
        "open period 1 -> 2 usd (+1); 1 pay more, 0 less",
        "The script mine: the server says: The script is not published",
        "0 of 3 changes are done; not done: script mine, plan pro, price pro/");
    Files.writeString(file, before);
    ends(catalogue(key, "diff", file), 0, "no difference");
    edit(file, "return [{label: 'beyond '", "return [{label: 'above '");
    ends(catalogue(key, "apply", file, "--yes"), 0, "applied 2 changes", "(0); 0 pay more");
    ends(catalogue(key, "diff", file), 0, "no difference");
  }

  private void nextPeriod(Path file) throws IOException {
    edit(file, "amount: 0.25", "amount: \"0.3\"");
    ends(
        catalogue(key, "apply", file, "--yes", "--effective-from", "soon"),
        2,
        "'soon' is none of now, next-period");
    ends(
        catalogue(key, "apply", file, "--yes", "--effective-from", "next-period"),
        0,
        "price pro/pro-calls from 2026-02-01T00:00:00Z",
        "open period 14 -> 42 usd (+28)");
    ends(catalogue(key, "diff", file), 0, "no difference");
    assertThat(price("pro-calls").string("effective_from")).isEqualTo("2026-02-01T00:00:00Z");
  }

  private void changesOfOtherThings(Path file) throws IOException {
    edit(file, "name: Pro", "name: Professional");
    edit(file, "seats: {}", "API: {usage_limit: 5, usage_reset_period: WEEKLY}");
    ends(
        catalogue(key, "apply", file, "--yes"),
        2,
        "name: \"Pro\" -> \"Professional\"",
        "+ entitlement pro/API",
        "- entitlement pro/seats",
        "): they lose the right at once",
        "changed plan pro",
        "The usage_reset_period of a limit on a priced meter has to equal",
        "1 of 3 changes are done; not done: entitlement pro/API, entitlement pro/seats.");
    edit(file, "WEEKLY", "MONTHLY");
    ends(catalogue(key, "apply", file, "--yes"), 0, "applied 2 changes");
    ends(catalogue(key, "diff", file), 0, "no difference");
    edit(file, "usage_limit: 5, ", "");
    ends(catalogue(key, "apply", file, "--yes"), 0, "usage_limit: 5 -> nothing");
    ends(catalogue(key, "diff", file), 0, "no difference");
  }

  /** A price under another key is another price: both would be paid. */
  private void otherKey_isToldToBePaidTwice(Path file) throws IOException {
    edit(file, "pro-calls:", "pro-calls-2:");
    ends(
        catalogue(key, "diff", file),
        1,
        "+ price pro/pro-calls-2",
        "beside the price that is retired: change that one under its own key instead",
        "- price pro/pro-calls",
        "they keep the price, new ones do not get it");
    edit(file, "pro-calls-2:", "pro-calls:");
  }

  private void whatCannotChange_isRefusedWithItsLine(Path file) throws IOException {
    edit(file, "currency: usd", "currency: eur");
    ends(
        catalogue(key, "apply", file, "--yes"),
        2,
        "Nothing was changed.",
        "catalogue.yaml:",
        "currency cannot change from \"usd\" to \"eur\": give the price a new key");
    ends(catalogue(key, "diff", file), 1, "! price pro/pro-calls");
    ends(catalogue("pw_wrong", "diff", file), 2, "Give --api-key");
    ends(catalogue(key, "export", file), 2, "is there already");
  }
}
