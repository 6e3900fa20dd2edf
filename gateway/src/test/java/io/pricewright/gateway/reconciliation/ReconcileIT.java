package io.pricewright.gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.cli.Commands;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Usage, charges, documents and the ledger of customers, held against each other. */
final class ReconcileIT {
  private final ZonedDateTime first =
      ZonedDateTime.now(ZoneOffset.UTC)
          .withDayOfMonth(1)
          .truncatedTo(ChronoUnit.DAYS)
          .plusMonths(1);

  private final TestNode node = TestNode.shared();
  private final Scene scene = node.invoiced();

  private Instant month(int n) {
    return first.plusMonths(n).toInstant();
  }

  private void use(String id, String name, String who, Instant at, String n) {
    scene.send(Event.of(id, name, who).at(at).n(n));
    scene.settle();
  }

  /** A fee in advance, calls at 0.01, and a price that refuses what it is asked. */
  private String plan() {
    String plan = scene.plan();
    scene.price(plan, scene.meter("call", "SUM", "n"), Terms.flat("0.01"));
    String refuses = "export function rate(event) { throw new Error('no'); }";
    scene.price(
        plan, scene.meter("odd", "SUM", "n"), Terms.script(scene.script("odd", refuses), "{}"));
    scene.fee(plan, "30", "MONTHLY", "ADVANCE");
    return plan;
  }

  private Json.Obj books(String customer) {
    return scene.get("/v1/reconciliation?external_customer_id=" + customer).is(200).first("items");
  }

  /**
   * As {@code compared amount/against [reason amount/count]}; what is zero and alike is left out.
   */
  private static List<String> told(Json.Obj books) {
    return Parts.list(Parts.first(books, "currencies"), "comparisons").stream()
        .map(ReconcileIT::one)
        .filter(text -> !text.endsWith(" 0/0 []"))
        .toList();
  }

  private static String one(Json.Obj held) {
    return "%s %s/%s %s"
        .formatted(
            Parts.text(held, "compared"),
            Parts.text(held, "amount"),
            Parts.text(held, "against"),
            Parts.list(held, "explained").stream()
                .map(
                    part ->
                        "%s %s/%s"
                            .formatted(
                                Parts.text(part, "reason"),
                                Parts.text(part, "amount"),
                                Parts.text(part, "count")))
                .toList());
  }

  /**
   * Ann has 10 of credit and pays a fee of 30 in advance: 10 by credit, 20 by money. 1,000.5 calls
   * are 10.005 and 300 are 3: 13.005 on the next document, as 13.01, with 30 for its month. Then
   * the 300 are taken back (-3), 500 of the first month come late (+5), and 700 of the second (7).
   *
   * <p>Charged: 30 + 30 + 13.005 + 5 - 3 + 7 = 82.005. Asked: 60 + 13.005 = 73.005. So 9 are open:
   * 2 late, 7 not due. Usage by cells 22.005; by charges of events 25.005, of which 3 were taken
   * back. Receivable: 20 + 30 + 13.01 = 63.01. The first month's fee is earned. One of six events
   * is parked, one matches nothing.
   */
  @Test
  void everyDifference_isExplained() {
    String plan = plan();
    scene.customer("ann");
    scene.topUp(scene.wallet("ann", ""), "10", "");
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    use("a", "call", "ann", month(0).plusSeconds(60), "1000.5");
    use("b", "call", "ann", month(0).plusSeconds(70), "300");
    scene.until(month(1).plus(Duration.ofHours(2)));
    scene.revoke("b");
    use("late", "call", "ann", month(1).minusSeconds(5), "500");
    use("c", "call", "ann", month(1).plusSeconds(5), "700");
    use("p", "odd", "ann", month(1).plusSeconds(6), "1");
    use("u", "nothing", "ann", month(1).plusSeconds(7), "1");
    Json.Obj books = books("ann");
    assertThat(one(Parts.inner(books, "events")))
        .isEqualTo("events 6/3 [parked 1/1, unmatched 1/1, adjusted 1/1]");
    assertThat(told(books))
        .containsExactly(
            "usage 22.005/25.005 [adjusted -3/1]",
            "charges 82.005/73.005 [not_due 7/1, late 2/1]",
            "unbilled 9/9 []",
            "receivable 63.01/63.01 []",
            "deferred 30/30 []",
            "revenue 52.005/52.005 []",
            "rounding -0.005/-0.005 []",
            "credits 10/10 []");
    assertThat(Parts.text(books, "clean")).isEqualTo("true");
    assertThat(scene.unexplained()).isEmpty();
    scene.isClean();
  }

  /**
   * 1,000 calls are 10 on the first document, and are taken back: one of -10, which goes to the
   * credit balance. 200 calls of the month after are 2, which it pays: 8 are left.
   */
  @Test
  void creditDocument_isInTheBalance() {
    String plan = scene.plan();
    scene.price(plan, scene.meter("call", "SUM", "n"), Terms.flat("0.01"));
    scene.customer("bob");
    scene.subscribe("bob", plan, month(0));
    scene.until(month(0));
    use("a", "call", "bob", month(0).plusSeconds(60), "1000");
    scene.until(month(1).plus(Duration.ofHours(2)));
    scene.revoke("a");
    scene.settle();
    assertThat(told(books("bob")))
        .containsExactly(
            "usage 0/10 [adjusted -10/1]",
            "charges 0/10 [late -10/1]",
            "unbilled -10/-10 []",
            "receivable 10/10 []");
    scene.until(month(2).plus(Duration.ofHours(2)));
    use("b", "call", "bob", month(2).plusSeconds(60), "200");
    scene.until(month(3).plus(Duration.ofHours(2)));
    assertThat(told(books("bob")))
        .containsExactly(
            "usage 2/12 [adjusted -10/1]",
            "charges 2/2 []",
            "receivable 10/10 []",
            "revenue 2/2 []",
            "credit_balance 8/8 []");
  }

  /** 1,000 calls are 10 on a document that is voided: they stay charged, and nobody asks them. */
  @Test
  void voided_isWaived() {
    String plan = scene.plan();
    scene.price(plan, scene.meter("call", "SUM", "n"), Terms.flat("0.01"));
    scene.customer("dan");
    scene.subscribe("dan", plan, month(0));
    scene.until(month(0));
    use("a", "call", "dan", month(0).plusSeconds(60), "1000");
    scene.until(month(1).plus(Duration.ofHours(2)));
    // Of the first boundary nothing was asked: that document was skipped.
    String id = scene.get("/v1/invoices").is(200).first("items").string("id");
    scene.done("POST", "/v1/invoices/" + id + "/void", "");
    assertThat(told(books("dan")))
        .containsExactly(
            "usage 10/10 []", "charges 10/0 [waived 10/1]", "revenue 10/10 []", "waived 10/10 []");
    assertThat(scene.unexplained()).isEmpty();
  }

  /** Credit of 5 pays 5 of usage at once: 2 of before documents were made, 3 of an open month. */
  @Test
  void drawnAndBilledElsewhere_areNotAsked() {
    String plan = scene.plan();
    scene.price(plan, scene.meter("call", "SUM", "n"), Terms.flat("0.01"));
    scene.put("/v1/settings/invoice_config", "{\"enabled\":false}").is(200);
    scene.customer("eve");
    scene.subscribe("eve", plan, month(0));
    scene.until(month(0));
    use("a", "call", "eve", month(0).plusSeconds(60), "200");
    scene.until(month(1).plus(Duration.ofHours(2)));
    scene.put("/v1/settings/invoice_config", "{\"enabled\":true}").is(200);
    scene.topUp(scene.wallet("eve", ""), "5", "");
    use("b", "call", "eve", month(1).plus(Duration.ofHours(1)), "300");
    Json.Obj books = books("eve");
    assertThat(told(books))
        .containsExactly(
            "usage 5/5 []", "charges 5/0 [not_due 3/1, elsewhere 2/1]", "revenue 5/5 []");
    assertThat(scene.unexplained()).isEmpty();
  }

  /** Rows that nobody may change are changed: what they say is told, and nothing else is. */
  @Test
  void tampered_isNamedAlone() {
    String plan = plan();
    scene.customer("ann");
    scene.customer("zoe");
    scene.subscribe("ann", plan, month(0));
    scene.subscribe("zoe", plan, month(0));
    scene.until(month(0));
    use("a", "call", "ann", month(0).plusSeconds(60), "100");
    assertThat(scene.unexplained()).isEmpty();
    scene
        .rows()
        .execute(
            "update balances set amount = amount + 0.01 where account = 'receivable' and"
                + " customer_no = (select min(customer_no) from customers)");
    assertThat(scene.unexplained()).containsExactly("ann usd receivable: 0.01");
    assertThat(run()).isEqualTo("1");
    scene
        .rows()
        .execute(
            "update balances set amount = amount - 0.01 where account = 'receivable' and"
                + " customer_no = (select min(customer_no) from customers)");
    scene.rows().execute("update usage_cells set booked = booked + 3");
    assertThat(scene.unexplained()).containsExactly("ann usd usage: 3");
    scene.rows().execute("update usage_cells set booked = booked - 3");
    scene.rows().execute("update subscriptions set closed_through = '" + month(2) + "'");
    assertThat(scene.unexplained()).containsExactly("ann usd charges: 1");
  }

  @Test
  void command_tellsWhatTheServerSays() {
    scene.customer("ann");
    assertThat(run()).isEqualTo("0");
    assertThat(run("--customer", "nobody")).isEqualTo("3");
    scene.get("/v1/reconciliation?external_customer_id=nobody").is(404);
    scene.get("/v1/reconciliation?limit=101").is(400);
    scene.get("/v1/reconciliation?customer_id=a&external_customer_id=b").is(400);
  }

  private String run(String... more) {
    PrintWriter out = new PrintWriter(new StringWriter());
    List<String> words =
        new ArrayList<>(List.of("reconcile", "--url", node.url(), "--api-key", scene.api.key()));
    words.addAll(List.of(more));
    return String.valueOf(
        new CommandLine(new Commands())
            .setOut(out)
            .setErr(out)
            .execute(words.toArray(String[]::new)));
  }
}
