package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Quantities of a running subscription change. Seats at 10 a month; the month is one of 30 days,
 * called April, and May after it has 31.
 */
final class SeatsIT extends InvoicedTenant {
  private static final String FLAT = "\"billing_model\":\"FLAT_FEE\",\"amount\":\"10\"";

  /** Ten a seat up to five, eight beyond. */
  private static final String GRADUATED =
      "\"billing_model\":\"TIERED\",\"tier_mode\":\"SLAB\",\"tiers\":[{\"up_to\":\"5\",\"unit_amount\":\"10\"},{\"up_to\":null,\"unit_amount\":\"8\"}]";

  private static final String ADVANCE = ",\"invoice_cadence\":\"ADVANCE\"";
  private static final String ARREAR = ",\"invoice_cadence\":\"ARREAR\"";
  private static final String SHARES = ",\"proration_behavior\":\"create_prorations\"";

  private final ZonedDateTime april = ofThirtyDays();
  private String price = "";
  private String subscription = "";
  private String item = "";

  private ZonedDateTime ofThirtyDays() {
    ZonedDateTime month = first;
    while (month.toLocalDate().lengthOfMonth() != 30) {
      month = month.plusMonths(1);
    }
    return month;
  }

  private Instant ofApril(int n) {
    return april.plusDays(n - 1L).toInstant();
  }

  private Instant may() {
    return april.plusMonths(1).toInstant();
  }

  private Instant june() {
    return april.plusMonths(2).toInstant();
  }

  private String fee(String terms) {
    return scene.made(
        "/v1/prices",
        "{\"entity_id\":\"%s\",\"type\":\"FIXED\",\"currency\":\"usd\",%s}".formatted(plan, terms));
  }

  private void seats(String terms, String quantity, String more) {
    price = fee(terms + ",\"billing_period\":\"MONTHLY\"");
    subscribe("MONTHLY", quantity, more);
  }

  private void subscribe(String period, String quantity, String more) {
    Reply made =
        scene
            .post(
                "/v1/subscriptions",
                """
                {"external_customer_id":"ann","plan_id":"%s","currency":"usd","billing_period":"%s",
                 "start_date":"%s","override_line_items":[{"price_id":"%s","quantity":"%s"}]%s}\
                """
                    .formatted(plan, period, ofApril(1), price, quantity, more))
            .is(201);
    subscription = made.text("id");
    item =
        made.list("line_items").stream()
            .filter(line -> price.equals(line.string("price_id")))
            .map(line -> String.valueOf(line.string("id")))
            .findFirst()
            .orElseThrow();
  }

  private static String change(String item, String quantity, String more) {
    return """
    {"type":"quantity_change","quantity_change_params":{"line_items":[{"id":"%s","quantity":"%s"%s}]}}\
    """
        .formatted(item, quantity, more);
  }

  private static String from(Instant at) {
    return ",\"effective_date\":\"%s\"".formatted(at);
  }

  private Reply modify(String how, String body, String... headers) {
    return scene.call(
        "POST", "/v1/subscriptions/" + subscription + "/modify/" + how, body, headers);
  }

  /** Changes the seats and returns the documents that ask it, after a look at just that. */
  private List<String> seats(String quantity, String more) {
    String body = change(item, quantity, more);
    long before = written();
    List<String> preview = asked(modify("preview", body).is(200));
    assertThat(written()).isEqualTo(before);
    Reply done = modify("execute", body).is(200);
    assertThat(asked(done)).isEqualTo(preview);
    return asked(done);
  }

  private long written() {
    return scene.number(
        "select (select count(*) from line_item_quantities) + (select count(*) from invoices)"
            + " + (select count(*) from touched) + (select count(*) from postings)");
  }

  private static List<String> asked(Reply reply) {
    return Parts.list(reply.inner("changed_resources"), "invoices").stream()
        .map(one -> one.string("action") + " " + told(Parts.inner(one, "invoice")))
        .toList();
  }

  private static String told(Json.Obj invoice) {
    return "%s %s"
        .formatted(
            invoice.string("total"),
            lines(invoice, line -> line.string("amount") + " x " + line.string("quantity")));
  }

  private List<String> documents() {
    return invoices().stream().map(SeatsIT::told).toList();
  }

  private String quantityNow() {
    return scene.read("/v1/subscriptions/" + subscription).list("line_items").stream()
        .filter(line -> item.equals(line.string("id")))
        .map(line -> String.valueOf(line.string("quantity")))
        .findFirst()
        .orElseThrow();
  }

  private void cents(String account, String amount) {
    assertThat(
            scene.number(
                "select coalesce(round(sum(amount) * 100), 0)::bigint from balances where account = '%s'"
                    .formatted(account)))
        .isEqualTo(new BigDecimal(amount).movePointRight(2).longValueExact());
  }

  private void allAddsUp() {
    scene.isClean();
    assertThat(scene.unexplained()).isEmpty();
  }

  /**
   * 5 are asked in advance, 8 from the 11th: 50 x 10/30 + 80 x 20/30 = 70, so 20 more at once. From
   * May on 80. All of April's is earned as it is over.
   */
  @Test
  void more_isAskedAtOnce() {
    seats(FLAT + ADVANCE, "5", SHARES);
    scene.until(ofApril(11));
    assertThat(seats("8", from(ofApril(11)))).containsExactly("created 20 [20 x 8]");
    assertThat(quantityNow()).isEqualTo("8");
    Json.Obj update = invoices().getLast();
    assertThat(update.text())
        .contains("\"billing_reason\":\"SUBSCRIPTION_UPDATE\"", "\"invoice_status\":\"FINALIZED\"");
    assertThat(scene.read("/v1/invoices/" + update.string("id") + "/explain").body())
        .contains(
            "\"from\":\"%s\",\"to\":\"%s\",\"quantity\":\"5\"".formatted(ofApril(1), ofApril(11)),
            "\"from\":\"%s\",\"to\":\"%s\",\"quantity\":\"8\"".formatted(ofApril(11), may()));
    scene.until(may());
    assertThat(documents()).containsExactly("50 [50 x 5]", "20 [20 x 8]", "80 [80 x 8]");
    cents("revenue", "-70");
    cents("deferred", "-80");
    allAddsUp();
  }

  /** P(5) = 50, P(8) = 74: 50 x 10/30 + 74 x 20/30 = 66. */
  @Test
  void graduatedSeats_arePricedWhole_andShared() {
    seats(GRADUATED + ADVANCE, "5", SHARES);
    scene.until(ofApril(11));
    assertThat(seats("8", from(ofApril(11)))).containsExactly("created 16 [16 x 8]");
    scene.until(may());
    assertThat(documents().getLast()).isEqualTo("74 [74 x 8]");
    cents("revenue", "-66");
    allAddsUp();
  }

  /** 80 asked, 5 from the 11th: 80 x 10/30 + 50 x 20/30 = 60. The 20 are given back on 1 May. */
  @Test
  void less_isGivenBackByTheNextDocument() {
    seats(FLAT + ADVANCE, "8", SHARES);
    scene.until(ofApril(11));
    assertThat(seats("5", from(ofApril(11)))).isEmpty();
    scene.until(may());
    assertThat(documents()).containsExactly("80 [80 x 8]", "30 [-20 x 5, 50 x 5]");
    scene.until(may().plusSeconds(60));
    cents("revenue", "-60");
    cents("deferred", "-50");
    allAddsUp();
  }

  /**
   * 50 asked. 8 from the 11th: 70. 6 from the 16th: 50 x 10/30 + 80 x 5/30 + 60 x 15/30 = 60, which
   * waits. 10 from the 21st: 16.666667 + 13.333333 + 60 x 5/30 + 100 x 10/30 = 73.333333, of which
   * 70 is asked: 3.33.
   */
  @Test
  void changes_addUp_whateverWasAskedBetween() {
    seats(FLAT + ADVANCE, "5", SHARES);
    scene.until(ofApril(11));
    assertThat(seats("8", from(ofApril(11)))).containsExactly("created 20 [20 x 8]");
    scene.until(ofApril(16));
    assertThat(seats("6", from(ofApril(16)))).isEmpty();
    scene.until(ofApril(21));
    assertThat(seats("10", from(ofApril(21)))).containsExactly("created 3.33 [3.33 x 10]");
    scene.until(may());
    assertThat(documents().getLast()).isEqualTo("100 [100 x 10]");
    allAddsUp();
  }

  /** In arrear nothing is asked at the change, which is of now; 70 at the end, once. */
  @Test
  void inArrear_isAskedAtTheEnd() {
    seats(FLAT + ARREAR, "5", SHARES);
    scene.until(ofApril(11));
    assertThat(seats("8", "")).isEmpty();
    scene.until(may());
    assertThat(documents()).containsExactly("70 [70 x 8]");
    allAddsUp();
  }

  /** Without proration the new number counts from May, and a change of mind before that is free. */
  @Test
  void withoutProration_countsFromTheNextPeriod() {
    seats(FLAT + ADVANCE, "5", "");
    scene.until(ofApril(11));
    assertThat(seats("8", from(ofApril(11)))).isEmpty();
    assertThat(quantityNow()).isEqualTo("5");
    Reply again = modify("execute", change(item, "9", "")).is(200);
    assertThat(again.body()).contains("\"start_date\":\"%s\"".formatted(may()));
    scene.until(may());
    assertThat(quantityNow()).isEqualTo("9");
    assertThat(documents()).containsExactly("50 [50 x 5]", "90 [90 x 9]");
    scene.until(june());
    assertThat(documents().getLast()).isEqualTo("90 [90 x 9]");
    allAddsUp();
  }

  /** 8 from the 11th, all ended on the 21st: 50 x 10/30 + 80 x 10/30 = 43.33 of 70. */
  @Test
  void changedAndThenCancelled_costsWhatWasServed() {
    seats(FLAT + ADVANCE, "5", SHARES);
    scene.until(ofApril(11));
    seats("8", from(ofApril(11)));
    scene.until(ofApril(21));
    scene
        .post(
            "/v1/subscriptions/" + subscription + "/cancel",
            "{\"cancellation_type\":\"scheduled_date\",\"cancel_at\":\"%s\"}"
                .formatted(ofApril(21)))
        .is(200);
    scene.until(ofApril(22));
    assertThat(documents().getLast()).isEqualTo("-26.67 [-26.67 x 8]");
    cents("revenue", "-43.33");
    cents("deferred", "0");
    assertThat(modify("execute", change(item, "9", "")).body()).contains("invalid_operation");
    allAddsUp();
  }

  /**
   * On the 11th for the 6th: 50 x 5/30 + 80 x 25/30 = 75. For 1 April, which is 8 from the start
   * on: 80. And for the 21st, ahead: 80 x 20/30 + 100 x 10/30 = 86.67, asked at once.
   */
  @Test
  void backdatedAndAhead_withinTheOpenPeriod() {
    seats(FLAT + ADVANCE, "5", SHARES);
    scene.until(ofApril(11));
    assertThat(seats("8", from(ofApril(6)))).containsExactly("created 25 [25 x 8]");
    assertThat(seats("8", from(ofApril(1)))).containsExactly("created 5 [5 x 8]");
    assertThat(seats("10", from(ofApril(21)))).containsExactly("created 6.67 [6.67 x 10]");
    assertThat(quantityNow()).isEqualTo("8");
    assertThat(seats("3", from(may()))).isEmpty();
    scene.until(may());
    assertThat(quantityNow()).isEqualTo("3");
    assertThat(documents().getLast()).isEqualTo("30 [30 x 3]");
    allAddsUp();
  }

  /** What asks a change is taken back and asked anew, and so is what was asked before it. */
  @Test
  void documents_areVoidedAndAskedAnew() {
    seats(FLAT + ADVANCE, "5", SHARES);
    scene.until(ofApril(11));
    seats("8", from(ofApril(11)));
    String update = String.valueOf(invoices().getLast().string("id"));
    scene.post("/v1/invoices/" + update + "/void", "").is(200);
    allAddsUp();
    assertThat(told(scene.post("/v1/invoices/" + update + "/recalculate", "").is(200).json()))
        .isEqualTo("20 [20 x 8]");
    String opening = String.valueOf(invoices().getFirst().string("id"));
    scene.post("/v1/invoices/" + opening + "/void", "").is(200);
    assertThat(told(scene.post("/v1/invoices/" + opening + "/recalculate", "").is(200).json()))
        .isEqualTo("50 [50 x 8]");
    // Asking anew moved no boundary: April is open from its begin.
    assertThat(seats("9", from(ofApril(6))))
        // 50 x 5/30 + 90 x 5/30 + 80 x 20/30 = 76.67
        .containsExactly("created 6.67 [6.67 x 8]");
    scene.until(may());
    allAddsUp();
  }

  /**
   * The draft of 1 May waits for usage: what changes then is in it, 50 x 0.5/744 + 80 x 743.5/744.
   */
  @Test
  void whileADraftWaits_theChangeIsInIt() {
    scene.price(plan, scene.meter("call", "SUM", "n"), Terms.flat("1"));
    seats(FLAT + ADVANCE, "5", SHARES);
    scene.until(may().plus(Duration.ofMinutes(30)));
    assertThat(seats("8", from(may().plus(Duration.ofMinutes(30)))))
        .containsExactly("updated 79.98 [79.98 x 8]");
    scene.until(may().plus(Duration.ofHours(2)));
    assertThat(documents()).containsExactly("50 [50 x 5]", "79.98 [79.98 x 8]");
    allAddsUp();
  }

  /**
   * A year at 1 a day and seat: 2, and 3 from 1 May on. At its end April has earned 60, and May 93.
   */
  @Test
  void earned_byWhatTheSpansCost() {
    long year = Duration.between(ofApril(1), april.plusYears(1).toInstant()).toDays();
    price =
        fee(
            "\"billing_model\":\"FLAT_FEE\",\"amount\":\"%d\",\"billing_period\":\"ANNUAL\"%s"
                .formatted(year, ADVANCE));
    subscribe("ANNUAL", "2", SHARES);
    scene.until(may());
    long more = year - 30;
    assertThat(seats("3", from(may())))
        .containsExactly("created %d [%d x 3]".formatted(more, more));
    cents("revenue", "-60");
    scene.until(june());
    cents("revenue", "-153");
    scene.until(april.plusYears(1).plusHours(1).toInstant());
    cents("revenue", String.valueOf(-(60 + 3 * more)));
    cents("deferred", String.valueOf(-3 * year));
    allAddsUp();
  }

  /** What was due before is asked before, though nobody had come to it. */
  @Test
  void firstWhatIsDue_thenTheChange() {
    seats(FLAT + ADVANCE, "5", SHARES);
    scene.until(ofApril(2));
    scene.rows().execute("update customer_dues set lease = now() + interval '9 years'");
    scene.call("POST", "/v1/clock/advance", "{\"to\":\"%s\"}".formatted(may().plusSeconds(1)));
    assertThat(documents()).hasSize(1);
    assertThat(seats("8", from(may()))).containsExactly("created 30 [30 x 8]");
    // Two of one instant stand in either order.
    assertThat(documents()).containsExactlyInAnyOrder("50 [50 x 5]", "50 [50 x 5]", "30 [30 x 8]");
    scene.rows().execute("update customer_dues set lease = null");
    allAddsUp();
  }

  /** The same key gets the same answer, and it is changed once. */
  @Test
  void sentTwice_isDoneOnce_andTheSameQuantityIsNoChange() {
    seats(FLAT + ADVANCE, "5", SHARES);
    scene.until(ofApril(11));
    String body = change(item, "8", "");
    Reply one = modify("execute", body, "Idempotency-Key", "k1").is(200);
    assertThat(modify("execute", body, "Idempotency-Key", "k1").body()).isEqualTo(one.body());
    assertThat(scene.number("select count(*) from line_item_quantities")).isEqualTo(2);
    Reply same = modify("execute", change(item, "8.0", "")).is(200);
    assertThat(same.body())
        .contains("Nothing changes")
        .contains("\"changed_resources\":{\"invoices\":[],\"line_items\":[],\"subscriptions\":[]}");
    assertThat(documents()).hasSize(2);
  }

  @Test
  void whatCannotBe_isRefusedAtItsField_andNothingIsChanged() {
    String other = plan;
    plan = scene.plan("other");
    seats(FLAT + ADVANCE, "5", SHARES);
    String others = item;
    plan = other;
    String meter = scene.meter("call", "SUM", "n");
    String usage = scene.price(plan, meter, Terms.flat("1"));
    String once = fee(FLAT + ",\"billing_period\":\"ONETIME\"");
    seats(FLAT + ADVANCE + ",\"min_quantity\":\"3\"", "5", SHARES);
    scene.until(ofApril(11));
    long before = written();
    String items = "/quantity_change_params/line_items";
    refused(change("nobody", "8", ""), items + "/0/id", "no line item");
    refused(change(others, "8", ""), items + "/0/id", "no line item");
    refused(change(itemOf(usage), "8", ""), items + "/0/quantity", "Usage is measured");
    refused(change(itemOf(once), "8", ""), items + "/0/quantity", "asked once");
    refused(change(item, "2", ""), items + "/0/quantity", "min_quantity is 3");
    refused(change(item, "0", ""), items + "/0/quantity", "more than 0");
    refused(change(item, "-1", ""), items + "/0/quantity", "more than 0");
    refused(change(item, "x", ""), items + "/0/quantity", "decimal");
    refused(change(item, "8", "").replace(",\"quantity\":\"8\"", ""), items + "/0/quantity", "new");
    refused(
        change(item, "8", from(ofApril(1).minusSeconds(1))),
        items + "/0/effective_date",
        "from " + ofApril(1));
    refused(
        change(item, "8", from(may().plusSeconds(1))),
        items + "/0/effective_date",
        "until " + may());
    String two = "[{\"id\":\"%s\",\"quantity\":\"8\"},{\"id\":\"%s\",\"quantity\":\"9\"}]";
    refused(lines(two.formatted(item, item)), items + "/1/id", "once");
    refused(lines(two.formatted(item, "nobody")), items + "/1/id", "no line item");
    refused(lines("[]"), items, "at least one");
    refused("{\"type\":\"quantity_change\"}", "/quantity_change_params", "line items");
    refused(
        change(item, "8", "").replace("quantity_change\"", "trial_end\""),
        "/type",
        "not there yet");
    refused(change(item, "8", "").replace("quantity_change\"", "nothing\""), "/type", "Send one");
    manyQuantities();
    refused(change(item, "8", ""), items + "/0/id", "At most 1000");
    scene.rows().execute("delete from line_item_quantities");
    scene.rows().execute("update customer_dues set held = 'out of luck'");
    for (String how : List.of("preview", "execute")) {
      Reply held = modify(how, change(item, "8", ""));
      assertThat(held.status()).isEqualTo(409);
      assertThat(held.body()).contains("billing_held");
    }
    scene.rows().execute("update customer_dues set held = null");
    assertThat(written()).isEqualTo(before);
    assertThat(
            scene.post("/v1/subscriptions/nobody/modify/execute", change(item, "8", "")).status())
        .isEqualTo(404);
    // A line item that ends with its period has no next one, and after its end none at all.
    scene
        .post(
            "/v1/subscriptions/" + subscription + "/cancel",
            "{\"cancellation_type\":\"scheduled_date\",\"cancel_at\":\"%s\"}"
                .formatted(ofApril(21)))
        .is(200);
    refused(change(item, "8", from(ofApril(21))), items + "/0/effective_date", "ends at");
  }

  /** As many as may begin within a period. */
  private void manyQuantities() {
    scene
        .rows()
        .execute(
            """
            insert into line_item_quantities
            select tenant, environment, line_item_no, start_date + n * interval '1 second', 5
            from subscription_line_items, generate_series(0, 999) n where id = '%s'\
            """
                .formatted(item));
  }

  private static String lines(String lines) {
    return "{\"type\":\"quantity_change\",\"quantity_change_params\":{\"line_items\":%s}}"
        .formatted(lines);
  }

  private String itemOf(String price) {
    return scene.read("/v1/subscriptions/" + subscription).list("line_items").stream()
        .filter(line -> price.equals(line.string("price_id")))
        .map(line -> String.valueOf(line.string("id")))
        .findFirst()
        .orElseThrow();
  }

  private void refused(String body, String pointer, String says) {
    for (String how : List.of("preview", "execute")) {
      Reply reply = modify(how, body);
      assertThat(reply.status()).as(reply.body()).isEqualTo(400);
      assertThat(reply.body()).contains("\"" + pointer + "\"").contains(says);
    }
  }
}
