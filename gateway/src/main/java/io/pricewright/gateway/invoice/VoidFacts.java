package io.pricewright.gateway.invoice;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.invoice.AskedSums;
import io.pricewright.store.row.BalanceRow;
import io.pricewright.store.row.ChargeRow;
import io.pricewright.store.row.InvoiceLineDrawRow;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a document that is to be voided holds, and what stands beside it.
 *
 * @param lines in order
 * @param draws what grants paid of them, in order; below zero: got back
 * @param charges that documents made of its line items and periods, newest first
 * @param asked what all documents that stand ask of them, this one among them
 * @param paid what grants paid of that
 * @param balance what the customer's credit balance has in its currency
 */
record VoidFacts(
    InvoiceRow row,
    List<InvoiceLineRow> lines,
    List<InvoiceLineDrawRow> draws,
    List<ChargeRow> charges,
    AskedSums asked,
    Map<Use.Key, List<Use.Draw>> paid,
    BigDecimal balance) {

  /** Reads them, behind the customer's gate. */
  static Future<VoidFacts> read(Tx tx, InvoiceRow row) {
    Future<List<InvoiceLineRow>> lines =
        InvoiceLineRow.TABLE.list(
            tx, Where.is(InvoiceLineRow.INVOICE_ID, row.id()), ReadInvoices.MOST_LINES, 0);
    Future<List<InvoiceLineDrawRow>> draws =
        InvoiceLineDrawRow.TABLE.list(
            tx, Where.is(InvoiceLineDrawRow.INVOICE_ID, row.id()), ReadInvoices.MOST_LINES, 0);
    return Future.join(lines, draws)
        .compose(
            both ->
                beside(
                    tx,
                    row,
                    lines.result().stream()
                        .sorted(Comparator.comparingInt(InvoiceLineRow::lineNo))
                        .toList(),
                    draws.result().stream()
                        .sorted(
                            Comparator.comparingInt(InvoiceLineDrawRow::lineNo)
                                .thenComparing(InvoiceLineDrawRow::position))
                        .toList()));
  }

  private static Future<VoidFacts> beside(
      Tx tx, InvoiceRow row, List<InvoiceLineRow> lines, List<InvoiceLineDrawRow> draws) {
    List<LineItemNo> items = lines.stream().map(InvoiceLineRow::lineItemNo).distinct().toList();
    List<Instant> periods = lines.stream().map(InvoiceLineRow::periodStart).distinct().toList();
    Future<List<ChargeRow>> charges =
        ChargeRow.TABLE.list(
            tx,
            Where.is(ChargeRow.CUSTOMER_NO, row.customerNo())
                .and(ChargeRow.CAUSE, Cause.FIXED)
                .andAny(ChargeRow.LINE_ITEM_NO, items)
                .andAny(ChargeRow.PERIOD_START, periods),
            ReadInvoices.MOST_LINES,
            0);
    Future<AskedSums> asked = AskedSums.read(tx, items, row.boundary(), periods);
    Future<Map<Use.Key, List<Use.Draw>>> paid =
        AskedSums.draws(tx, lines.stream().map(VoidFacts::key).distinct().toList());
    Future<BigDecimal> balance = balance(tx, row);
    return Future.join(charges, asked, paid, balance)
        .map(
            all ->
                new VoidFacts(
                    row,
                    lines,
                    draws,
                    charges.result(),
                    asked.result(),
                    paid.result(),
                    balance.result()));
  }

  /** Reads what a customer's credit balance has in a document's currency. */
  static Future<BigDecimal> balance(Tx tx, InvoiceRow row) {
    return BalanceRow.TABLE
        .list(
            tx,
            Where.is(BalanceRow.CUSTOMER_NO, row.customerNo())
                .and(BalanceRow.ACCOUNT, Account.CREDIT_BALANCE.name())
                .and(BalanceRow.CURRENCY, row.currency()),
            1,
            0)
        // What is owed to a customer is on the credit side.
        .map(rows -> rows.isEmpty() ? BigDecimal.ZERO : rows.getFirst().amount().negate());
  }

  static Use.Key key(InvoiceLineRow line) {
    return new Use.Key(line.lineItemNo(), line.periodStart());
  }

  /** Returns what grants paid of it, as purses know it. */
  List<Use.Draw> draws(Use.Key key) {
    List<Integer> mine =
        lines.stream().filter(line -> key(line).equals(key)).map(InvoiceLineRow::lineNo).toList();
    return draws.stream()
        .filter(draw -> mine.contains(draw.lineNo()))
        .map(draw -> new Use.Draw(draw.grantId(), draw.amount(), null))
        .toList();
  }

  /**
   * Returns whether another document took back something of a line item and period that this one
   * asked, so that without this one less than nothing would be asked of it.
   */
  boolean corrected(Use.Key key) {
    BigDecimal mine =
        lines.stream()
            .filter(line -> key(line).equals(key))
            .map(InvoiceLineRow::net)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal all =
        asked.asked().entrySet().stream()
            .filter(one -> one.getKey().lineItemNo().equals(key.lineItemNo()))
            .filter(one -> one.getKey().period().equals(key.periodStart()))
            .map(one -> one.getValue().net())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (mine.signum() > 0 && all.subtract(mine).compareTo(all.min(BigDecimal.ZERO)) < 0) {
      return true;
    }
    Map<GrantId, BigDecimal> left = new HashMap<>();
    paid.getOrDefault(key, List.of())
        .forEach(draw -> left.merge(draw.grantId(), draw.amount(), BigDecimal::add));
    Map<GrantId, BigDecimal> drawn = new HashMap<>();
    draws(key).forEach(draw -> drawn.merge(draw.grantId(), draw.amount(), BigDecimal::add));
    return drawn.entrySet().stream()
        .anyMatch(
            one ->
                one.getValue().signum() > 0
                    && one.getValue()
                            .compareTo(
                                Objects.requireNonNullElse(left.get(one.getKey()), BigDecimal.ZERO))
                        > 0);
  }
}
