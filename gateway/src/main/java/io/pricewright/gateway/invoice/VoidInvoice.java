package io.pricewright.gateway.invoice;

import io.pricewright.gateway.credit.PostCredits;
import io.pricewright.gateway.subscription.BillingGoesOn;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.invoice.PaymentStatus;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.billing.Deferred;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.invoice.Waivers;
import io.pricewright.store.row.DeferralRow;
import io.pricewright.store.row.InvoiceLineDrawRow;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Takes a final document back, behind its customer's gate: its postings are mirrored, credits
 * return to the grants that paid, and money to the credit balance. It keeps its number, and what it
 * asked is waived until somebody recalculates it. One that is voided already stays as it is.
 *
 * <p>Fails with {@code NotFound}, and with {@code InvalidOperation} for a draft, for one that asked
 * nothing, and where what it gave was used since or what it asked was given back since.
 */
final class VoidInvoice {
  private final PostCredits post;
  private final TellInvoice tell;
  private final VoidOneOff oneOff;

  VoidInvoice(PostCredits post, TellInvoice tell) {
    this.post = post;
    this.tell = tell;
    this.oneOff = new VoidOneOff(tell);
  }

  Future<InvoiceRow> run(Tx tx, InvoiceId id, Instant now) {
    return Epochs.share(tx)
        .compose(epoch -> FinalizeInvoice.find(tx, id))
        .compose(named -> Gates.take(tx, named.customerNo()))
        .compose(gate -> FinalizeInvoice.find(tx, id))
        .compose(
            row ->
                row.invoiceStatus() == InvoiceStatus.VOIDED
                    ? Future.succeededFuture(row)
                    : BillingGoesOn.notHeld(tx, row.customerNo())
                        .compose(
                            goesOn ->
                                row.type() == InvoiceType.ONE_OFF
                                    ? oneOff.run(tx, row, now)
                                    : VoidFacts.read(tx, possible(row))
                                        .compose(facts -> run(tx, facts, now))));
  }

  private static InvoiceRow possible(InvoiceRow row) {
    return switch (row.invoiceStatus()) {
      case DRAFT ->
          throw impossible(
              "The invoice is a DRAFT, which asks nothing yet: make it final before you void it.");
      case SKIPPED -> throw impossible("The invoice was SKIPPED: there is nothing to take back.");
      case FINALIZED, VOIDED -> row;
    };
  }

  private static ProblemException impossible(String detail) {
    return new ProblemException(new Problem.InvalidOperation(detail));
  }

  private Future<InvoiceRow> run(Tx tx, VoidFacts facts, Instant now) {
    BigDecimal owed = facts.row().total().negate();
    if (owed.signum() > 0 && owed.compareTo(facts.balance()) > 0) {
      throw impossible(
          "Of the %s that it gave %s are left on the credit balance: void the invoices that were paid with it first."
              .formatted(
                  Money.plain(owed).toPlainString(), Money.plain(facts.balance()).toPlainString()));
    }
    BatchId batch = BatchId.of(now, ThreadLocalRandom.current().nextLong());
    return corrected(tx, facts)
        .compose(none -> books(tx, facts))
        .compose(books -> post.write(tx, batch, books, now))
        .compose(posted -> write(tx, facts, batch, now));
  }

  /** Whoever corrected it goes first, or the correction would give what nobody was asked. */
  private static Future<Void> corrected(Tx tx, VoidFacts facts) {
    List<InvoiceLineRow> those =
        facts.lines().stream().filter(line -> facts.corrected(VoidFacts.key(line))).toList();
    if (those.isEmpty()) {
      return Future.succeededFuture();
    }
    Set<Use.Key> keys = new HashSet<>(those.stream().map(VoidFacts::key).toList());
    Where<InvoiceLineRow> fell =
        Where.<InvoiceLineRow>all()
            .andAny(
                InvoiceLineRow.LINE_ITEM_NO,
                those.stream().map(InvoiceLineRow::lineItemNo).toList())
            .andAny(
                InvoiceLineRow.PERIOD_START,
                those.stream().map(InvoiceLineRow::periodStart).toList())
            .and(InvoiceLineRow.VOIDED, false);
    return InvoiceLineRow.TABLE
        .list(tx, fell, ReadInvoices.MOST_LINES, 0)
        .map(
            lines ->
                lines.stream()
                    .filter(line -> keys.contains(VoidFacts.key(line)))
                    .filter(line -> line.net().signum() < 0)
                    .map(InvoiceLineRow::invoiceId)
                    .max(Comparator.comparing(InvoiceId::value))
                    .orElseThrow())
        .compose(id -> FinalizeInvoice.find(tx, id))
        .map(
            last -> {
              throw impossible(
                  "What it asked was given back by %s since: void that one first."
                      .formatted(last.number()));
            });
  }

  private static Future<Collection<CreditBook>> books(Tx tx, VoidFacts facts) {
    Set<GrantId> grants =
        new HashSet<>(facts.draws().stream().map(InvoiceLineDrawRow::grantId).toList());
    if (grants.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    CustomerNo customer = facts.row().customerNo();
    return CreditBooks.load(tx, List.of(customer), new CreditBooks.Asked(Map.of(), false, grants))
        .map(
            books -> {
              CreditBook book = Objects.requireNonNull(books.get(customer));
              List<Use.Draw> draws =
                  facts.draws().stream()
                      .map(draw -> new Use.Draw(draw.grantId(), draw.amount(), null))
                      .toList();
              if (!book.purse(facts.row().currency()).reverse(draws)) {
                throw impossible(
                    "The prepaid credits that it gave back were used since: void the invoices that"
                        + " they paid first.");
              }
              return List.of(book);
            });
  }

  /** What it asked in advance is not earned any more: what of it was told is looked at at once. */
  private static List<Deferred.Asked> undeferred(VoidFacts facts, Instant now) {
    return facts.lines().stream()
        .filter(InvoiceLineRow::inAdvance)
        .map(
            line ->
                new Deferred.Asked(
                    new DeferralRow(
                        line.lineItemNo(),
                        line.periodStart(),
                        facts.row().customerNo(),
                        facts.row().currency(),
                        line.invoiceId(),
                        line.lineNo(),
                        line.net().negate(),
                        BigDecimal.ZERO,
                        now),
                    now))
        .toList();
  }

  private Future<InvoiceRow> write(Tx tx, VoidFacts facts, BatchId batch, Instant now) {
    InvoiceRow old = facts.row();
    VoidedRows rows = new VoidedRows(batch, old, now);
    rows.back(facts.lines(), facts.charges());
    InvoiceRow row =
        old.withInvoiceStatus(InvoiceStatus.VOIDED)
            .withPaymentStatus(PaymentStatus.VOIDED)
            .withAmountPaid(BigDecimal.ZERO)
            .withVoidedAt(now)
            .withUpdatedAt(now);
    return rows.write(tx)
        .compose(written -> Deferred.defer(tx, undeferred(facts, now)))
        .compose(written -> Waivers.waive(tx, old.id(), facts.lines()))
        .compose(waived -> InvoiceRow.TABLE.put(tx, row))
        .compose(put -> tell.voided(tx, row, now))
        .map(row);
  }
}
