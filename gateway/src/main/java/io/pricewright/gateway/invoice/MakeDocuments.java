package io.pricewright.gateway.invoice;

import io.pricewright.gateway.credit.PostCredits;
import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.invoice.BillingReason;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.invoice.PaymentStatus;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.billing.Closed;
import io.pricewright.store.billing.Deferred;
import io.pricewright.store.database.Tx;
import io.pricewright.store.invoice.Numbers;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes documents final, in one transaction behind their customers' gates: what is asked is
 * computed from the facts as they are now, credits are settled, the ledger is told, and last of all
 * a number is taken. What asks nothing is skipped, without a number.
 */
final class MakeDocuments {
  /** What the occasion of a document begins with that asks anew what a voided one asked. */
  static final String REISSUE = "reissue:";

  /** What the occasion of a document begins with that asks at once what a change comes to. */
  private static final String CHANGE = "change:";

  private final Ids ids;
  private final ComputeLines compute;
  private final PostCredits post;
  private final TellInvoice tell;

  MakeDocuments(Ids ids, ComputeLines compute, PostCredits post, TellInvoice tell) {
    this.ids = ids;
    this.compute = compute;
    this.post = post;
    this.tell = tell;
  }

  /**
   * A document that is due.
   *
   * @param watched whether the customer has credits
   * @param subscription as rating knows it
   * @param draft what it is so far
   * @param stored whether the draft is in the table
   */
  record Due(
      CustomerNo customerNo,
      boolean watched,
      Subscription subscription,
      InvoiceRow draft,
      boolean stored) {
    /**
     * Returns until when all was asked before; null: nothing was. Between boundaries, and where a
     * document is made anew, all was asked, and only what moved is asked.
     */
    @Nullable Instant after() {
      return ofBoundary() ? draft.after() : draft.boundary();
    }

    private boolean ofBoundary() {
      return !draft.occasion().startsWith(REISSUE) && !draft.occasion().startsWith(CHANGE);
    }
  }

  /** Returns the draft of a subscription's next document. */
  InvoiceRow draft(OpenSubscription open, InvoiceSettings settings, Instant now) {
    Instant boundary = open.boundary();
    Instant after = open.after();
    boolean first = after == null;
    return row(open, reason(open.subscription(), boundary, first), boundary, now)
        .withOccasion((open.over() ? "late:" : "cycle:") + boundary)
        .withFinalizeAt(boundary.plus(open.grace(boundary, settings.grace())));
  }

  /** Returns the draft of a document that asks at once what a change of a subscription comes to. */
  InvoiceRow change(OpenSubscription open, Instant now) {
    InvoiceRow row = row(open, BillingReason.SUBSCRIPTION_UPDATE, now, now);
    return row.withOccasion(CHANGE + row.id().value());
  }

  private InvoiceRow row(
      OpenSubscription open, BillingReason reason, Instant boundary, Instant now) {
    return new InvoiceRow(
        new InvoiceId(ids.next("inv", now)),
        open.gate().customerNo(),
        open.subscription().id(),
        InvoiceType.SUBSCRIPTION,
        reason,
        InvoiceStatus.DRAFT,
        PaymentStatus.PENDING,
        "",
        open.after(),
        boundary,
        boundary,
        null,
        null,
        open.subscription().currency(),
        null,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        null,
        null,
        null,
        null,
        Json.Obj.EMPTY,
        now,
        now);
  }

  private static BillingReason reason(Subscription subscription, Instant boundary, boolean first) {
    if (first && boundary.equals(subscription.start())) {
      return BillingReason.SUBSCRIPTION_CREATE;
    }
    return subscription.lineItems().stream().anyMatch(item -> boundary.equals(item.trialEnd()))
        ? BillingReason.SUBSCRIPTION_TRIAL_END
        : BillingReason.SUBSCRIPTION_CYCLE;
  }

  /** Makes them final. Fails with {@code Problem.InvalidOperation} when a price gives no amount. */
  Future<Void> run(Tx tx, List<Due> due, InvoiceSettings settings, Instant now) {
    if (due.isEmpty()) {
      return Future.succeededFuture();
    }
    return compute.run(tx, due).compose(computed -> of(tx, computed, settings, now));
  }

  /** Makes documents final whose lines are computed. */
  Future<Void> of(
      Tx tx, List<ComputeLines.Computed> computed, InvoiceSettings settings, Instant now) {
    return SettleLines.run(tx, computed).compose(settled -> write(tx, settled, settings, now));
  }

  private Future<Void> write(
      Tx tx, SettleLines.Settled settled, InvoiceSettings settings, Instant now) {
    BatchId batch = BatchId.of(now, ThreadLocalRandom.current().nextLong());
    DocumentRows rows = new DocumentRows(batch);
    settled.documents().forEach(one -> rows.add(one, now));
    settled.computed().forEach(rows::absorbed);
    List<Future<?>> writes = new ArrayList<>();
    writes.add(rows.write(tx, now).compose(written -> Deferred.ended(tx, ends(settled))));
    writes.add(post.write(tx, batch, settled.books(), now));
    for (ComputeLines.Computed one : settled.computed()) {
      Due due = one.due();
      if (due.ofBoundary()) {
        writes.add(
            Closed.through(tx, due.subscription().id(), due.customerNo(), due.draft().boundary()));
      }
    }
    return Future.join(writes)
        .compose(written -> numbered(tx, settled, settings, now))
        .compose(made -> put(tx, made).compose(put -> tell.all(tx, finalized(made), now)));
  }

  /** Line items of documents' subscriptions that had ended by their boundaries. */
  private static Map<LineItemNo, Instant> ends(SettleLines.Settled settled) {
    Map<LineItemNo, Instant> ends = new HashMap<>();
    for (ComputeLines.Computed one : settled.computed()) {
      for (LineItem item : one.due().subscription().lineItems()) {
        Instant end = item.end();
        if (end != null && !end.isAfter(one.due().draft().boundary())) {
          ends.put(item.no(), end);
        }
      }
    }
    return ends;
  }

  // ---- numbers, last ----

  private record Made(InvoiceRow row, boolean stored) {}

  private static List<InvoiceRow> finalized(List<Made> made) {
    return made.stream()
        .map(Made::row)
        .filter(row -> row.invoiceStatus() == InvoiceStatus.FINALIZED)
        .toList();
  }

  private static Future<List<Made>> numbered(
      Tx tx, SettleLines.Settled settled, InvoiceSettings settings, Instant now) {
    Map<String, List<SettleLines.Final>> series = new TreeMap<>();
    for (SettleLines.Final one : settled.documents()) {
      series
          .computeIfAbsent(settings.series(one.document().type()), name -> new ArrayList<>())
          .add(one);
    }
    List<Made> made = new ArrayList<>();
    for (ComputeLines.Computed one : settled.computed()) {
      if (one.lines().isEmpty()) {
        InvoiceRow row = one.due().draft();
        made.add(
            new Made(
                row.withInvoiceStatus(InvoiceStatus.SKIPPED)
                    .withPaymentStatus(PaymentStatus.SUCCEEDED)
                    .withWaitsFor(null)
                    .withLookAt(null)
                    .withUpdatedAt(now),
                one.due().stored()));
      }
    }
    Future<Void> each = Future.succeededFuture();
    for (Map.Entry<String, List<SettleLines.Final>> entry : series.entrySet()) {
      List<SettleLines.Final> all = entry.getValue();
      each =
          each.compose(before -> Numbers.take(tx, entry.getKey(), all.size(), now))
              .map(
                  block -> {
                    for (int i = 0; i < all.size(); i++) {
                      String number = InvoiceSettings.number(entry.getKey(), block.first() + i);
                      SettleLines.Final one = all.get(i);
                      made.add(
                          new Made(
                              row(one, number, block.issuedAt(), settings, now),
                              one.computed().due().stored()));
                    }
                    return null;
                  });
    }
    return each.map(made);
  }

  private static InvoiceRow row(
      SettleLines.Final one, String number, Instant issued, InvoiceSettings settings, Instant now) {
    ReadSubscriptions.Whole whole = one.computed().whole();
    return one.computed()
        .due()
        .draft()
        .withType(one.document().type())
        .withInvoiceStatus(InvoiceStatus.FINALIZED)
        .withPaymentStatus(one.document().payment())
        .withWaitsFor(null)
        .withLookAt(null)
        .withNumber(number)
        .withSubtotal(one.document().subtotal())
        .withDiscount(one.document().discount())
        .withCredits(one.document().credits())
        .withTotal(one.document().total())
        .withAmountPaid(one.document().paid())
        .withDueDate(settings.due(issued, whole.row().timezone()))
        .withFinalizedAt(issued)
        .withUpdatedAt(now);
  }

  private static Future<Void> put(Tx tx, List<Made> made) {
    List<Future<?>> writes = new ArrayList<>();
    writes.add(
        InvoiceRow.TABLE.addAll(
            tx, made.stream().filter(one -> !one.stored()).map(Made::row).toList()));
    made.stream()
        .filter(Made::stored)
        .forEach(one -> writes.add(InvoiceRow.TABLE.put(tx, one.row())));
    return Future.join(writes).mapEmpty();
  }
}
