package io.pricewright.gateway.invoice;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/**
 * A tenant whose documents are made, with a plan and its customer ann. Its clock is set forward:
 * subscriptions begin with a month.
 */
@SuppressWarnings("NullAway.Init") // set before each test
abstract class InvoicedTenant {
  /** The first of the next month, midnight: months from it on are whole. */
  final ZonedDateTime first =
      ZonedDateTime.now(ZoneOffset.UTC)
          .withDayOfMonth(1)
          .truncatedTo(ChronoUnit.DAYS)
          .plusMonths(1);

  /** How many days that month has. */
  final int days = first.toLocalDate().lengthOfMonth();

  final Scene scene = TestNode.shared().invoiced();
  String plan;

  @BeforeEach
  final void furnish() {
    plan = scene.plan();
    scene.customer("ann");
  }

  final Instant month(int n) {
    return first.plusMonths(n).toInstant();
  }

  /** Returns midnight so many days after the month begins. */
  final Instant day(int n) {
    return first.plusDays(n).toInstant();
  }

  /** Subscribes ann to the plan by the month, if that can be; the rest of the body as it is. */
  final Reply trySubscribe(Instant start, String rest) {
    return scene.post(
        "/v1/subscriptions",
        """
        {"external_customer_id":"ann","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
         "start_date":"%s"%s}\
        """
            .formatted(plan, start, rest));
  }

  /** Subscribes ann to the plan by the month, and returns the subscription's id. */
  final String subscribe(Instant start, String rest) {
    return trySubscribe(start, rest).is(201).text("id");
  }

  /** Sends an event {@code call} of ann, which is rated. */
  final void use(String id, Instant at, String n) {
    scene.send(Event.of(id, "call", "ann").at(at).n(n));
    scene.settle();
  }

  /** Returns the documents, oldest first. */
  final List<Json.Obj> invoices() {
    return scene.get("/v1/invoices?limit=100").is(200).list("items").reversed();
  }

  /** Returns the documents as a text each: number, status, total, and lines with their credits. */
  final List<String> texts() {
    return invoices().stream().map(InvoicedTenant::text).toList();
  }

  static String text(Json.Obj invoice) {
    return "%s %s %s %s"
        .formatted(
            invoice.string("invoice_number"),
            invoice.string("invoice_status"),
            invoice.string("total"),
            lines(
                invoice,
                line ->
                    "%s %s-%s"
                        .formatted(
                            line.string("kind"),
                            line.string("amount"),
                            line.string("prepaid_credits_applied"))));
  }

  /** Returns a document's lines as texts, in their order. */
  static List<String> lines(Json.Obj invoice, Function<Json.Obj, String> text) {
    return Parts.list(invoice, "line_items").stream().map(text).sorted().toList();
  }
}
