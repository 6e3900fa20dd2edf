package io.pricewright.gateway.cli.thing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A catalogue, its customer and an event, made, found and shown without curl. */
final class ThingCommandIT {
  private final Scene scene = TestNode.shared().tenant("development");

  @Command
  private static final class Root {}

  private record Ended(int status, String said) {}

  private Ended run(String... arguments) {
    StringWriter said = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", TestNode.shared().url(), "--api-key", scene.api.key()));
    CommandLine line =
        ThingCommand.addTo(new CommandLine(new Root()))
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true));
    int status = line.execute(all.toArray(String[]::new));
    return new Ended(status, said.toString());
  }

  private String made(String... arguments) {
    Ended ended = run(arguments);
    assertThat(ended.status()).as(ended.said()).isZero();
    return ended.said().replaceAll("(?s)^\\{\\s*\"id\": ?\"([^\"]+)\".*", "$1");
  }

  @Test
  void things_areMadeListedAndShown() {
    String meter =
        made(
            "meter",
            "make",
            "name=Tokens",
            "event_name=call",
            "reset_usage=BILLING_PERIOD",
            "aggregation.type=SUM",
            "aggregation.field=tokens");
    String plan = made("plan", "make", "name=Pro");
    String price =
        made(
            "price",
            "make",
            "entity_type=PLAN",
            "entity_id=" + plan,
            "meter_id=" + meter,
            "type=USAGE",
            "billing_model=FLAT_FEE",
            "amount=0.01",
            "currency=usd",
            "billing_period=MONTHLY",
            "invoice_cadence=ARREAR");
    assertThat(run("price", "list").said())
        .containsSubsequence("id", "entity_id", "billing_model", price, plan, meter, "0.01", "usd");
    made("customer", "make", "external_id=acme", "name=Acme Inc.");
    made(
        "subscription",
        "make",
        "external_customer_id=acme",
        "plan_id=" + plan,
        "currency=usd",
        "billing_period=MONTHLY");
    assertThat(
            run(
                    "event",
                    "make",
                    "event_id=e 1",
                    "event_name=call",
                    "external_customer_id=acme",
                    "properties.tokens:=1200")
                .said())
        .contains("\"amount\": \"12\"");
    assertThat(run("event", "show", "e 1").said()).contains(price, "flat@1");
    assertThat(run("event", "list", "--where", "external_customer_id=acme").said())
        .contains("e 1", "call", "acme");
    assertThat(run("customer", "list", "--where", "external_id=acme", "--json").said())
        .startsWith("{")
        .hasLineCount(1);
    assertThat(run("customer", "list", "--limit", "1").said()).hasLineCount(2);
  }

  @Test
  void mistakes_areSaidWithTheirField_andEndWithOne() {
    Ended wrong = run("price", "make", "amount=much", "currency=usd");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.said()).contains("pricewright: the server says:", "  billing_model: ");
    assertThat(run("event", "make", "properties.n:=nonsense").said()).contains("is no JSON");
    assertThat(run("event", "make", "what").said()).contains("'what' is no field");
    assertThat(run("customer", "show", "cust_none").said()).contains("There is no");
  }
}
