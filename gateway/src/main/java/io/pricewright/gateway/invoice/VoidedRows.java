package io.pricewright.gateway.invoice;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.billing.Asked;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.billing.Due;
import io.pricewright.rules.billing.DueKey;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.invoice.Document;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.ledger.Booking;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Charge;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.wallet.Move;
import io.pricewright.store.database.Tx;
import io.pricewright.store.ledger.Ledger;
import io.pricewright.store.row.ChargeRow;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.pricewright.store.row.InvoiceWaiverRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a void posts, and what undoes it: the document's postings the other way round, charges that
 * it made with the other sign, and usage that nobody asks any more from unbilled to waived.
 */
final class VoidedRows {
  private static final int CHARGES = 4;
  private static final int POSTINGS = 5;

  private final BatchId batch;
  private final InvoiceRow invoice;
  private final Instant now;
  private final List<Charge> charges = new ArrayList<>();
  private final List<Posting> postings = new ArrayList<>();

  /** Makes those of a document that is voided, or asked anew, at an instant. */
  VoidedRows(BatchId batch, InvoiceRow invoice, Instant now) {
    this.batch = batch;
    this.invoice = invoice;
    this.now = now;
  }

  /**
   * Takes the document back.
   *
   * @param made the charges of its line items and periods that documents made
   */
  void back(List<InvoiceLineRow> lines, Collection<ChargeRow> made) {
    List<Document.Line> all = lines.stream().map(VoidedRows::line).toList();
    for (Move move : new Document(all, invoice.amountPaid()).moves()) {
      post(move.back(), null, null);
    }
    for (int i = 0; i < lines.size(); i++) {
      InvoiceLineRow line = lines.get(i);
      all.get(i).moves().forEach(move -> post(move.back(), null, line.lineNo()));
      if (all.get(i).charges()) {
        charge(line, all.get(i).earned(), made);
      }
      if (line.kind() == AmountKind.USAGE) {
        waive(line.gross(), line.lineNo());
      }
    }
  }

  private static Document.Line line(InvoiceLineRow row) {
    Asked asks = new Asked(row.gross(), row.discount(), row.subtotal(), row.net());
    DocumentLines.Line line =
        new DocumentLines.Line(
            new DueKey(row.lineItemNo(), row.periodStart(), row.kind()),
            new Interval(row.serviceFrom(), row.serviceTo()),
            Due.NOTHING,
            Asked.NOTHING,
            asks,
            Asked.NOTHING);
    return new Document.Line(line, row.inAdvance(), row.credits());
  }

  private void charge(InvoiceLineRow line, Account earned, Collection<ChargeRow> made) {
    ChargeRow of =
        made.stream()
            .filter(one -> one.lineItemNo().equals(line.lineItemNo()))
            .filter(one -> one.periodStart().equals(line.periodStart()))
            .filter(one -> one.amount().compareTo(line.gross()) == 0)
            .findFirst()
            .orElseThrow();
    BigDecimal gross = line.gross();
    Charge charge =
        new Charge(
            new ChargeId(batch.row(CHARGES, charges.size())),
            new CellKey(invoice.customerNo(), line.lineItemNo(), line.periodStart(), ""),
            new Money(gross.negate(), invoice.currency()),
            of.priceId(),
            of.scriptId(),
            Cause.FIXED,
            0,
            null);
    charges.add(charge);
    post(
        gross.signum() > 0
            ? new Move(earned, Account.UNBILLED, gross)
            : new Move(Account.UNBILLED, earned, gross.negate()),
        charge.id(),
        line.lineNo());
  }

  /** Asks again what was waived. */
  void again(Collection<InvoiceWaiverRow> waived) {
    waived.stream()
        .filter(row -> row.kind() == AmountKind.USAGE)
        .forEach(row -> waive(row.gross().negate(), row.lineNo()));
  }

  private void waive(BigDecimal gross, int lineNo) {
    if (gross.signum() > 0) {
      post(new Move(Account.WAIVED, Account.UNBILLED, gross), null, lineNo);
    } else if (gross.signum() < 0) {
      post(new Move(Account.UNBILLED, Account.WAIVED, gross.negate()), null, lineNo);
    }
  }

  private void post(Move move, @Nullable ChargeId charge, @Nullable Integer lineNo) {
    postings.add(
        new Posting(
            new PostingId(batch.row(POSTINGS, postings.size())),
            invoice.customerNo(),
            move.debit(),
            move.credit(),
            new Money(move.amount(), invoice.currency()),
            charge,
            new Booking(now, invoice.id(), lineNo)));
  }

  Future<Void> write(Tx tx) {
    return charges.isEmpty()
        ? Ledger.post(tx, batch, postings, now)
        : Ledger.append(tx, batch, charges, postings, now);
  }
}
