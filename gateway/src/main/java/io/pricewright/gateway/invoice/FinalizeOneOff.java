package io.pricewright.gateway.invoice;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.invoice.GivenDocument;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.ledger.Booking;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.wallet.Move;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.invoice.Numbers;
import io.pricewright.store.ledger.Ledger;
import io.pricewright.store.row.GivenLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes a one-off document final, behind its customer's gate: its lines are posted, the credit
 * balance pays what it has, and last of all a number is taken.
 */
final class FinalizeOneOff {
  private static final int POSTINGS = 5;

  private final TellInvoice tell;

  FinalizeOneOff(TellInvoice tell) {
    this.tell = tell;
  }

  /** Returns the lines of a document, in order. */
  static Future<List<GivenLineRow>> lines(Tx tx, InvoiceRow row) {
    return GivenLineRow.TABLE
        .list(tx, Where.is(GivenLineRow.INVOICE_ID, row.id()), OneOffDraft.MAX_LINES, 0)
        .map(
            lines -> lines.stream().sorted(Comparator.comparingInt(GivenLineRow::lineNo)).toList());
  }

  /** Returns a document of lines, and of what the credit balance has for it. */
  static GivenDocument document(List<GivenLineRow> lines, BigDecimal balance) {
    return new GivenDocument(
        lines.stream().map(line -> new GivenDocument.Line(line.amount(), line.net())).toList(),
        balance.max(BigDecimal.ZERO));
  }

  Future<InvoiceRow> run(Tx tx, InvoiceRow draft, InvoiceSettings settings, Instant now) {
    Future<List<GivenLineRow>> lines = lines(tx, draft);
    return lines
        .compose(read -> VoidFacts.balance(tx, draft))
        .compose(
            balance -> {
              GivenDocument document = document(lines.result(), balance);
              return post(tx, draft, document, false, now).map(document);
            })
        .compose(document -> numbered(tx, draft, document, settings, now));
  }

  private Future<InvoiceRow> numbered(
      Tx tx, InvoiceRow draft, GivenDocument document, InvoiceSettings settings, Instant now) {
    String series = settings.series(draft.type());
    return Numbers.take(tx, series, 1, now)
        .map(block -> row(draft, document, settings, series, block, now))
        .compose(
            row ->
                InvoiceRow.TABLE
                    .put(tx, row)
                    .compose(put -> tell.all(tx, List.of(row), now))
                    .map(row));
  }

  private static InvoiceRow row(
      InvoiceRow draft,
      GivenDocument document,
      InvoiceSettings settings,
      String series,
      Numbers.Block block,
      Instant now) {
    Instant issued = block.issuedAt();
    Instant due = draft.dueDate();
    // Whoever waited beyond the date that was given asks for it at once.
    Instant given = due == null || !due.isBefore(issued) ? due : issued;
    return draft
        .withInvoiceStatus(InvoiceStatus.FINALIZED)
        .withPaymentStatus(document.payment())
        .withNumber(InvoiceSettings.number(series, block.first()))
        .withSubtotal(document.total())
        .withTotal(document.total())
        .withAmountPaid(document.paid())
        .withDueDate(given == null ? settings.due(issued, ZoneOffset.UTC) : given)
        .withFinalizedAt(issued)
        .withUpdatedAt(now);
  }

  /**
   * Posts a document.
   *
   * @param back the other way round
   */
  static Future<Void> post(
      Tx tx, InvoiceRow row, GivenDocument document, boolean back, Instant now) {
    BatchId batch = BatchId.of(now, ThreadLocalRandom.current().nextLong());
    List<Posting> postings = new ArrayList<>();
    for (int i = 0; i < document.lines().size(); i++) {
      for (Move move : document.lines().get(i).moves()) {
        postings.add(posting(batch, postings.size(), row, back ? move.back() : move, i + 1, now));
      }
    }
    for (Move move : document.moves()) {
      postings.add(posting(batch, postings.size(), row, back ? move.back() : move, null, now));
    }
    return Ledger.post(tx, batch, postings, now);
  }

  private static Posting posting(
      BatchId batch, int n, InvoiceRow row, Move move, @Nullable Integer lineNo, Instant now) {
    return new Posting(
        new PostingId(batch.row(POSTINGS, n)),
        row.customerNo(),
        move.debit(),
        move.credit(),
        new Money(move.amount(), row.currency()),
        null,
        new Booking(now, row.id(), lineNo));
  }
}
