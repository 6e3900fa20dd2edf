package io.pricewright.gateway.invoice;

import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.ChargeRow;
import io.pricewright.store.row.GivenLineRow;
import io.pricewright.store.row.InvoiceLineDrawRow;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.pricewright.store.row.PostingRow;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says of each line of a final document what it was made of: what is due and what was asked before,
 * who paid, and the charges behind it, whose own explanations go down to the lines of their
 * scripts. Fails with {@code NotFound}, and with {@code InvalidOperation} for a draft.
 */
final class ExplainInvoice {
  /** Most charges of a line that are shown. */
  static final int MOST_CHARGES = 100;

  private ExplainInvoice() {}

  /** A document and its lines, in order: those of a subscription, or those that were given. */
  record Explained(InvoiceRow row, List<Line> lines, List<Given> given) {}

  /** A line that was given, and its postings: at most a few. */
  record Given(GivenLineRow row, List<PostingRow> postings) {}

  /**
   * A line.
   *
   * @param draws in the order they were made
   * @param charges newest first, at most {@value #MOST_CHARGES}
   * @param hasMore whether there are more
   * @param postings oldest first, at most {@value #MOST_CHARGES}
   * @param morePostings whether there are more
   */
  record Line(
      InvoiceLineRow row,
      List<InvoiceLineDrawRow> draws,
      List<ChargeRow> charges,
      boolean hasMore,
      List<PostingRow> postings,
      boolean morePostings) {}

  static Future<Explained> run(Tx tx, InvoiceId id) {
    return FinalizeInvoice.find(tx, id)
        .compose(
            row -> {
              if (row.invoiceStatus() == InvoiceStatus.DRAFT) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "The invoice is a DRAFT: its lines are computed as it is read, and are"
                            + " explained once it is final."));
              }
              return row.type() == InvoiceType.ONE_OFF ? given(tx, row) : explained(tx, row);
            });
  }

  private static Future<Explained> given(Tx tx, InvoiceRow row) {
    Future<List<GivenLineRow>> lines = FinalizeOneOff.lines(tx, row);
    Future<List<PostingRow>> postings =
        PostingRow.TABLE.list(
            tx, Where.is(PostingRow.INVOICE_ID, row.id()), ReadInvoices.MOST_LINES, 0);
    return Future.join(lines, postings)
        .map(
            both ->
                new Explained(
                    row,
                    List.of(),
                    lines.result().stream()
                        .map(line -> new Given(line, of(line, postings.result())))
                        .toList()));
  }

  private static List<PostingRow> of(GivenLineRow line, List<PostingRow> postings) {
    return postings.stream()
        .filter(posting -> line.lineNo().equals(posting.lineNo()))
        .sorted(
            Comparator.comparing(PostingRow::bookedFor).thenComparing(one -> one.id().toString()))
        .toList();
  }

  private static Future<Explained> explained(Tx tx, InvoiceRow row) {
    Future<List<InvoiceLineRow>> lines =
        InvoiceLineRow.TABLE.list(
            tx, Where.is(InvoiceLineRow.INVOICE_ID, row.id()), ReadInvoices.MOST_LINES, 0);
    Future<List<InvoiceLineDrawRow>> draws =
        InvoiceLineDrawRow.TABLE.list(
            tx, Where.is(InvoiceLineDrawRow.INVOICE_ID, row.id()), ReadInvoices.MOST_LINES, 0);
    Future<List<PostingRow>> postings =
        PostingRow.TABLE.list(
            tx, Where.is(PostingRow.INVOICE_ID, row.id()), ReadInvoices.MOST_LINES, 0);
    return Future.join(lines, draws, postings)
        .compose(
            all -> {
              Map<Integer, List<PostingRow>> byLine =
                  postings.result().stream()
                      .filter(posting -> posting.lineNo() != null)
                      .collect(Collectors.groupingBy(PostingRow::lineNo));
              // Of a document that has more than are read, any line may have.
              boolean cut = postings.result().size() == ReadInvoices.MOST_LINES;
              return Future.join(
                  lines.result().stream()
                      .sorted(Comparator.comparingInt(InvoiceLineRow::lineNo))
                      .map(line -> line(tx, row, line, draws.result(), byLine, cut))
                      .toList());
            })
        .map(each -> new Explained(row, each.<Line>list(), List.of()));
  }

  private static Future<Line> line(
      Tx tx,
      InvoiceRow row,
      InvoiceLineRow line,
      List<InvoiceLineDrawRow> draws,
      Map<Integer, List<PostingRow>> byLine,
      boolean cut) {
    List<PostingRow> postings =
        byLine.getOrDefault(line.lineNo(), List.of()).stream()
            .sorted(Comparator.comparing(PostingRow::bookedFor).thenComparing(PostingRow::postedAt))
            .toList();
    Where<ChargeRow> behind =
        Where.is(ChargeRow.CUSTOMER_NO, row.customerNo())
            .and(ChargeRow.LINE_ITEM_NO, line.lineItemNo())
            .and(ChargeRow.PERIOD_START, line.periodStart());
    return ChargeRow.TABLE
        .list(tx, behind, MOST_CHARGES + 1, 0)
        .map(
            charges ->
                new Line(
                    line,
                    draws.stream()
                        .filter(draw -> draw.lineNo().equals(line.lineNo()))
                        .sorted(Comparator.comparingInt(InvoiceLineDrawRow::position))
                        .toList(),
                    charges.stream().limit(MOST_CHARGES).toList(),
                    charges.size() > MOST_CHARGES,
                    postings.stream().limit(MOST_CHARGES).toList(),
                    cut || postings.size() > MOST_CHARGES));
  }
}
