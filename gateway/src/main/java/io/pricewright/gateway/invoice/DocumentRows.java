package io.pricewright.gateway.invoice;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.billing.BilledItem;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.billing.Earning;
import io.pricewright.rules.billing.FixedPrice;
import io.pricewright.rules.billing.ScriptedPrice;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.invoice.Document;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.ledger.Booking;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Charge;
import io.pricewright.rules.subscription.ServicePeriod;
import io.pricewright.rules.wallet.Move;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.billing.Deferred;
import io.pricewright.store.database.Tx;
import io.pricewright.store.invoice.Waivers;
import io.pricewright.store.ledger.Ledger;
import io.pricewright.store.row.DeferralRow;
import io.pricewright.store.row.InvoiceLineDrawRow;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.pricewright.store.row.InvoiceWaiverRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of documents but for their own: lines, who paid them, the charges that they make, and
 * postings. Collected of all, written at once.
 */
final class DocumentRows {
  private static final int CHARGES = 4;
  private static final int POSTINGS = 5;

  private final BatchId batch;
  private final List<InvoiceLineRow> lines = new ArrayList<>();
  private final List<InvoiceLineDrawRow> draws = new ArrayList<>();
  private final List<InvoiceWaiverRow> waivers = new ArrayList<>();
  private final List<Charge> charges = new ArrayList<>();
  private final List<Posting> postings = new ArrayList<>();
  private final List<Deferred.Asked> deferred = new ArrayList<>();

  DocumentRows(BatchId batch) {
    this.batch = batch;
  }

  void add(SettleLines.Final one, Instant now) {
    CustomerNo customer = one.computed().due().customerNo();
    Currency currency = one.computed().due().draft().currency();
    for (int i = 0; i < one.document().lines().size(); i++) {
      Document.Line line = one.document().lines().get(i);
      lines.add(LineRow.of(one, i));
      draws(one, i);
      Booking booking = booking(one.computed(), i + 1);
      if (line.charges()) {
        charge(one.computed(), line, customer, currency, booking);
      }
      line.moves().forEach(move -> post(customer, move, currency, null, booking));
      if (line.inAdvance()) {
        deferred.add(deferred(one.computed(), line, i + 1, now));
      }
    }
    for (Move move : one.document().moves()) {
      post(customer, move, currency, null, booking(one.computed(), null));
    }
  }

  /** Notes what moved of what was waived. */
  void absorbed(ComputeLines.Computed one) {
    for (DocumentLines.Line line : one.absorbed()) {
      waivers.addAll(one.before().absorb(line.key(), line.absorbed()));
      if (line.key().kind() == AmountKind.USAGE) {
        BigDecimal gross = line.absorbed().gross();
        post(
            one.due().customerNo(),
            gross.signum() > 0
                ? new Move(Account.WAIVED, Account.UNBILLED, gross)
                : new Move(Account.UNBILLED, Account.WAIVED, gross.negate()),
            one.due().draft().currency(),
            null,
            booking(one, null));
      }
    }
  }

  /** Whenever it is made, a document accounts for its boundary. */
  private static Booking booking(ComputeLines.Computed computed, @Nullable Integer lineNo) {
    InvoiceRow draft = computed.due().draft();
    return new Booking(draft.boundary(), draft.id(), lineNo);
  }

  private void draws(SettleLines.Final one, int line) {
    List<Use.Draw> mine = one.draws().get(line);
    for (int position = 0; position < mine.size(); position++) {
      Use.Draw draw = mine.get(position);
      draws.add(
          new InvoiceLineDrawRow(
              one.computed().due().draft().id(),
              line + 1,
              position + 1,
              draw.grantId(),
              draw.amount()));
    }
  }

  /** What is asked in advance is earned bit by bit; asked again, it is looked at at once. */
  private static Deferred.Asked deferred(
      ComputeLines.Computed computed, Document.Line line, int lineNo, Instant now) {
    DocumentLines.Line of = line.line();
    InvoiceRow draft = computed.due().draft();
    ZoneId zone = LineRow.item(computed, of).span().clock().zone();
    Instant at = draft.finalizeAt();
    return new Deferred.Asked(
        new DeferralRow(
            of.key().lineItemNo(),
            of.key().period(),
            computed.due().customerNo(),
            draft.currency(),
            draft.id(),
            lineNo,
            of.asks().net(),
            BigDecimal.ZERO,
            Earning.first(of.service(), zone)),
        at.isBefore(now) ? at : now);
  }

  /** What no event made is charged by the document that asks it. */
  private void charge(
      ComputeLines.Computed computed,
      Document.Line line,
      CustomerNo customer,
      Currency currency,
      Booking booking) {
    DocumentLines.Line of = line.line();
    PriceVersion price = price(computed, of);
    BigDecimal gross = of.asks().gross();
    Charge charge =
        new Charge(
            new ChargeId(batch.row(CHARGES, charges.size())),
            new CellKey(customer, of.key().lineItemNo(), of.key().period(), ""),
            new Money(gross, currency),
            price.id(),
            price.script().id(),
            Cause.FIXED,
            0,
            null);
    charges.add(charge);
    Account earned = line.earned();
    post(
        customer,
        gross.signum() > 0
            ? new Move(Account.UNBILLED, earned, gross)
            : new Move(earned, Account.UNBILLED, gross.negate()),
        currency,
        charge.id(),
        booking);
  }

  private static PriceVersion price(ComputeLines.Computed computed, DocumentLines.Line line) {
    BilledItem item = LineRow.item(computed, line);
    ServicePeriod period = item.span().keyed(line.key().period()).orElseThrow();
    FixedPrice price = ((BilledItem.Fixed) item).price();
    return ((ScriptedPrice) price).version(period);
  }

  private void post(
      CustomerNo customer,
      Move move,
      Currency currency,
      @Nullable ChargeId charge,
      Booking booking) {
    postings.add(
        new Posting(
            new PostingId(batch.row(POSTINGS, postings.size())),
            customer,
            move.debit(),
            move.credit(),
            new Money(move.amount(), currency),
            charge,
            booking));
  }

  /** Writes them; the documents' own rows come last. */
  Future<Void> write(Tx tx, Instant now) {
    return Future.join(
            InvoiceLineRow.TABLE.addAll(tx, lines),
            InvoiceLineDrawRow.TABLE.addAll(tx, draws),
            Waivers.put(tx, waivers),
            Deferred.defer(tx, deferred),
            charges.isEmpty()
                ? Ledger.post(tx, batch, postings, now)
                : Ledger.append(tx, batch, charges, postings, now))
        .mapEmpty();
  }
}
