package io.pricewright.store.invoice;

import static io.pricewright.store.jooq.tables.InvoiceLines.INVOICE_LINES;
import static io.pricewright.store.jooq.tables.InvoiceWaivers.INVOICE_WAIVERS;

import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.InvoiceWaiverRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.impl.DSL;

/**
 * What voided documents asked and nobody asks again, line by line. It counts as asked; what of it
 * is not due any more is taken off. The caller holds the gate.
 */
public final class Waivers {
  /** Argument: the document. */
  private static final Statement VOID =
      Sql.statement(
          dsl ->
              dsl.update(INVOICE_LINES)
                  .set(INVOICE_LINES.VOIDED, DSL.inline(true))
                  .where(Sql.in(INVOICE_LINES))
                  .and(INVOICE_LINES.INVOICE_ID.eq(Sql.arg(1, INVOICE_LINES.INVOICE_ID))));

  /** Argument: the document. */
  private static final Statement TAKE =
      Sql.statement(
          dsl ->
              dsl.deleteFrom(INVOICE_WAIVERS)
                  .where(Sql.in(INVOICE_WAIVERS))
                  .and(INVOICE_WAIVERS.INVOICE_ID.eq(Sql.arg(1, INVOICE_WAIVERS.INVOICE_ID)))
                  .returning(InvoiceWaiverRow.TABLE.fields()));

  private Waivers() {}

  /** Returns what is waived of line items. */
  public static Future<List<InvoiceWaiverRow>> of(Tx tx, Collection<LineItemNo> lineItems) {
    return InvoiceWaiverRow.TABLE.listAny(tx, InvoiceWaiverRow.LINE_ITEM_NO, lineItems);
  }

  /** Waives the lines of a document, which are no longer asked. */
  public static Future<Void> waive(Tx tx, InvoiceId invoice, List<InvoiceLineRow> lines) {
    return tx.run(VOID, invoice)
        .compose(
            voided ->
                InvoiceWaiverRow.TABLE.addAll(tx, lines.stream().map(Waivers::waived).toList()));
  }

  private static InvoiceWaiverRow waived(InvoiceLineRow line) {
    return new InvoiceWaiverRow(
        line.invoiceId(),
        line.lineNo(),
        line.lineItemNo(),
        line.periodStart(),
        line.kind(),
        line.currency(),
        line.gross(),
        line.discount(),
        line.subtotal(),
        line.net());
  }

  /** Takes what is still waived of a document: it is asked again. */
  public static Future<List<InvoiceWaiverRow>> take(Tx tx, InvoiceId invoice) {
    return tx.run(TAKE, invoice).map(InvoiceWaiverRow.TABLE::all);
  }

  /** Writes waivers that shrank; those of nothing go. */
  public static Future<Void> put(Tx tx, Collection<InvoiceWaiverRow> changed) {
    List<Future<?>> writes = new ArrayList<>();
    for (InvoiceWaiverRow row : changed) {
      boolean gone = row.gross().signum() == 0 && row.net().signum() == 0;
      writes.add(
          gone
              ? InvoiceWaiverRow.TABLE.remove(
                  tx,
                  Where.is(InvoiceWaiverRow.INVOICE_ID, row.invoiceId())
                      .and(InvoiceWaiverRow.LINE_NO, row.lineNo()))
              : InvoiceWaiverRow.TABLE.put(tx, row));
    }
    return Future.join(writes).mapEmpty();
  }
}
