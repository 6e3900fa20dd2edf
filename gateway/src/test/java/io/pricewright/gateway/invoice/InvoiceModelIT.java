package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random subscriptions on two nodes, over a year and more, some on trial first: usage in time, late
 * and taken back, fees in advance and in arrear whose quantities change, credits, cancellations,
 * invoices that are voided and asked anew. The documents are those of a naive model. {@code
 * -Dpricewright.seed} repeats a run, {@code -Dpricewright.steps} makes it longer.
 */
final class InvoiceModelIT {
  private static final int STEPS = Integer.getInteger("pricewright.steps", 60);

  private final long seed = Long.getLong("pricewright.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<NaiveBilling> customers = new ArrayList<>();
  private int events;
  private Instant shown = Instant.EPOCH;

  private static String fee(String plan, String amount, NaiveBilling.Asked asked) {
    String terms =
        asked == NaiveBilling.Asked.ONCE
            ? "\"billing_period\":\"ONETIME\""
            : "\"billing_period\":\"MONTHLY\",\"invoice_cadence\":\"%s\"".formatted(asked);
    return """
    {"entity_id":"%s","type":"FIXED","currency":"usd","amount":"%s","billing_model":"FLAT_FEE",%s}\
    """
        .formatted(plan, amount, terms);
  }

  @Test
  void documents_areThoseOfTheNaiveModel() {
    System.out.println("InvoiceModelIT: -Dpricewright.seed=" + seed);
    try (TestNode node = TestNode.start();
        TestNode other = node.another()) {
      Scene scene = node.invoiced();
      List<Scene> nodes = List.of(scene, scene.at(other));
      Instant now =
          Instant.parse(scene.get("/v1/clock").text("now"))
              .truncatedTo(ChronoUnit.DAYS)
              .plus(2, ChronoUnit.DAYS);
      for (int i = 0; i < 6; i++) {
        subscribe(scene, i, now.plus(random.nextInt(40 * 24), ChronoUnit.HOURS));
      }
      for (int step = 0; step < STEPS; step++) {
        Scene on = nodes.get(random.nextInt(2));
        now = now.plus(1 + random.nextInt(20 * 24), ChronoUnit.HOURS);
        until(on, now.plus(15, ChronoUnit.MINUTES));
        nodes.forEach(one -> Waiting.until("it knows the time", () -> knows(one)));
        for (int i = random.nextInt(4); i > 0; i--) {
          change(nodes.get(random.nextInt(2)), now);
        }
      }
      until(scene, now.plus(400, ChronoUnit.DAYS));
      scene.settle();
      customers.forEach(one -> compare(scene, one));
      assertThat(scene.number("select count(*) from invoices where number is not null"))
          .as("of %d", seed)
          .isEqualTo(customers.stream().mapToInt(one -> one.documents().size()).sum());
      scene.isClean();
      assertThat(scene.unexplained()).as("of %d", seed).isEmpty();
    }
  }

  private void subscribe(Scene scene, int i, Instant start) {
    String plan = scene.plan("plan" + i);
    String meter = scene.meter("call" + i, "SUM", "n");
    long micros = random.nextInt(100_000);
    scene.price(plan, meter, Terms.flat("0." + "%06d".formatted(micros)));
    boolean tried = random.nextInt(3) == 0;
    Instant paid = tried ? start.plus(1 + random.nextInt(45 * 24), ChronoUnit.HOURS) : start;
    NaiveBilling model = new NaiveBilling("c" + i, start, paid, micros);
    List<String> many = new ArrayList<>();
    for (NaiveBilling.Asked asked : NaiveBilling.Asked.values()) {
      if (random.nextBoolean()) {
        int cents = 1 + random.nextInt(10_000);
        int quantity = random.nextInt(4);
        String price =
            scene.made(
                "/v1/prices", fee(plan, "%d.%02d".formatted(cents / 100, cents % 100), asked));
        many.add("{\"price_id\":\"%s\",\"quantity\":\"%d\"}".formatted(price, quantity));
        model.fee(price, cents, quantity, asked);
      }
    }
    scene.customer(model.name());
    if (random.nextBoolean()) {
      scene.topUp(scene.wallet(model.name(), ""), "" + (1 + random.nextInt(500)), "");
    }
    model.subscription(
        scene.made(
            "/v1/subscriptions",
            """
            {"external_customer_id":"%s","plan_id":"%s","currency":"usd",
             "billing_period":"MONTHLY","start_date":"%s","override_line_items":%s%s}\
            """
                .formatted(
                    model.name(),
                    plan,
                    start,
                    many,
                    tried ? ",\"trial_end\":\"" + paid + "\"" : "")));
    customers.add(model);
  }

  private void until(Scene scene, Instant time) {
    scene.until(time);
    customers.forEach(one -> one.until(time));
    shown = time;
    customers.forEach(one -> earned(scene, one));
  }

  /** What was asked in advance is earned as it is served; an end is known with its document. */
  private void earned(Scene scene, NaiveBilling one) {
    if (!one.ending()) {
      BigDecimal deferred =
          scene
              .rows()
              .decimal(
                  "select coalesce(sum(-amount), 0) from balances b join customers c using (tenant,"
                      + " environment, customer_no) where account = 'deferred' and external_id = '"
                      + one.name()
                      + "'");
      assertThat(deferred)
          .as("deferred of %s at %s of %d", one.name(), shown, seed)
          .isEqualByComparingTo(new BigDecimal(one.deferred(shown), 12));
    }
  }

  /** Another node's clock is set forward a moment later. */
  private boolean knows(Scene scene) {
    return !Instant.parse(scene.get("/v1/clock").text("now")).isBefore(shown);
  }

  private void change(Scene scene, Instant now) {
    NaiveBilling one = customers.get(random.nextInt(customers.size()));
    if (!one.runs(now)) {
      return;
    }
    int what = random.nextInt(15);
    if (what > 12) {
      seats(scene, one);
      return;
    }
    if (what > 9) {
      retake(scene, one, what == 12);
      return;
    }
    if (what == 0 && customers.stream().filter(other -> other.runs(now)).count() > 2) {
      Reply reply =
          scene
              .post(
                  "/v1/subscriptions/" + one.subscription() + "/cancel",
                  "{\"cancellation_type\":\"immediate\"}")
              .is(200);
      one.end(Instant.parse(reply.text("effective_date")));
    } else if (what < 3 && one.used() > 0) {
      String event = one.takeBack(random.nextInt(one.used()));
      scene.revoke(event);
    } else {
      long span = ChronoUnit.SECONDS.between(one.begin(), now);
      // Half of it of the last days, half of any time before.
      long back = random.nextBoolean() ? random.nextLong(Math.min(span, 500_000) + 1) : span;
      Instant at = now.minusSeconds(random.nextLong(back + 1));
      String event = "e" + events++;
      int n = 1 + random.nextInt(1_000);
      scene.send(Event.of(event, "call" + one.name().substring(1), one.name()).at(at).n("" + n));
      one.use(event, at, n);
    }
    scene.settle();
  }

  /** Another quantity of a fee, which counts from the next month on. */
  private void seats(Scene scene, NaiveBilling one) {
    List<String> prices = one.recurring();
    if (prices.isEmpty()) {
      return;
    }
    String price = prices.get(random.nextInt(prices.size()));
    int quantity = 1 + random.nextInt(4);
    String path = "/v1/subscriptions/" + one.subscription();
    String item =
        scene.read(path).list("line_items").stream()
            .filter(line -> price.equals(line.string("price_id")))
            .map(line -> String.valueOf(line.string("id")))
            .findFirst()
            .orElseThrow();
    scene
        .post(
            path + "/modify/execute",
            """
            {"type":"quantity_change","quantity_change_params":{"line_items":[{"id":"%s","quantity":"%d"}]}}\
            """
                .formatted(item, quantity))
        .is(200);
    one.change(price, shown, quantity);
  }

  /** Voids an invoice, or has one that was voided asked anew. */
  private void retake(Scene scene, NaiveBilling one, boolean anew) {
    List<Json.Obj> possible =
        invoices(scene, one).stream()
            .filter(
                invoice ->
                    anew
                        ? "VOIDED".equals(invoice.string("invoice_status"))
                            && invoice.string("recalculated_invoice_id") == null
                        : "FINALIZED".equals(invoice.string("invoice_status")))
            .toList();
    if (possible.isEmpty()) {
      return;
    }
    Json.Obj invoice = possible.get(random.nextInt(possible.size()));
    String path = "/v1/invoices/" + invoice.string("id");
    if (anew) {
      scene.post(path + "/recalculate", "").is(200);
      one.again(text(invoice));
      return;
    }
    Reply reply = scene.post(path + "/void", "");
    if (reply.status() == 200) {
      assertThat(one.corrected(text(invoice))).as("%s of %d", invoice, seed).isFalse();
      one.voids(text(invoice));
    } else {
      // Credits that were spent since are no part of the model.
      assertThat(reply.is(400).body()).as("of %d", seed).containsAnyOf("that one first", "first.");
    }
  }

  private static List<Json.Obj> invoices(Scene scene, NaiveBilling one) {
    return scene
        .get("/v1/invoices?limit=1000&external_customer_id=" + one.name())
        .is(200)
        .list("items");
  }

  private void compare(Scene scene, NaiveBilling one) {
    List<String> documents =
        invoices(scene, one).stream()
            .filter(invoice -> !"SKIPPED".equals(invoice.string("invoice_status")))
            .map(InvoiceModelIT::text)
            .toList();
    assertThat(documents)
        .as("%s of %d", one.name(), seed)
        .containsExactlyInAnyOrderElementsOf(one.documents());
  }

  private static String text(Json.Obj invoice) {
    List<String> lines =
        ((Json.Arr) Objects.requireNonNull(invoice.get("line_items")))
            .items().stream()
                .map(line -> (Json.Obj) line)
                .map(
                    line ->
                        "%s %s from %s"
                            .formatted(
                                line.string("kind"),
                                line.string("amount"),
                                line.string("period_start")))
                .sorted()
                .toList();
    return "%s %s %s"
        .formatted(invoice.string("period_end"), invoice.string("invoice_status"), lines);
  }
}
