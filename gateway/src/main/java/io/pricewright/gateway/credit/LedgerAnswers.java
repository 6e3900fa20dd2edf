package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Pagination;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.ledger.Statement;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of the ledger's accounts. */
final class LedgerAnswers {
  static final Body<Shown> STATEMENT = Body.of(Shown.class);
  static final Body<Trial> TRIAL = Body.of(Trial.class);

  private LedgerAnswers() {}

  /** A statement of an account. */
  @Named("Statement")
  record Shown(
      CustomerId customerId,
      @Example("unbilled") String account,
      Currency currency,
      Instant from,
      Instant to,
      BigDecimal openingBalance,
      BigDecimal closingBalance,
      List<Line> items,
      Pagination pagination) {
    static Shown of(
        CustomerId customer,
        String account,
        Currency currency,
        Instant from,
        Instant to,
        Statement read,
        Page page) {
      return new Shown(
          customer,
          account,
          currency,
          from,
          to,
          read.opening(),
          read.closing(),
          read.lines().stream().map(Line::of).toList(),
          new Pagination(page.limit(), page.offset(), read.count()));
    }
  }

  /** A line of a statement. */
  @Named("StatementLine")
  record Line(
      String postingId,
      Instant postedAt,
      @Example("revenue") String otherAccount,
      @Says("Above zero when the account was debited.") BigDecimal amount,
      @Says("Of the account after it.") BigDecimal balance,
      @Nullable String chargeId,
      @Says("The document behind it.") @Nullable InvoiceId invoiceId,
      @Says("The document's line; of what is the document's as a whole none.")
          @Nullable Integer lineNo,
      @Says("The instant it accounts for, whenever it was posted.") Instant bookedFor) {
    static Line of(Statement.Line line) {
      return new Line(
          line.postingId().toString(),
          line.at(),
          line.other(),
          line.amount(),
          line.balance(),
          line.chargeId() == null ? null : line.chargeId().toString(),
          line.invoiceId(),
          line.lineNo(),
          line.bookedFor());
    }
  }

  /** The sums of all accounts. */
  @Named("TrialBalance")
  record Trial(
      List<Sum> items,
      @Says("Whether debits equal credits, and the stored balances, in each currency.")
          boolean balanced) {
    static Trial of(Statement.Trial trial) {
      return new Trial(trial.sums().stream().map(Sum::of).toList(), trial.balanced());
    }
  }

  /** The sums of a kind of account. */
  @Named("AccountBalance")
  record Sum(
      @Says("The accounts of grants are one kind.") @Example("wallet") String account,
      Currency currency,
      BigDecimal debit,
      BigDecimal credit,
      @Says("Debits less credits.") BigDecimal balance) {
    static Sum of(Statement.Sum sum) {
      return new Sum(
          sum.account(), new Currency(sum.currency()), sum.debit(), sum.credit(), sum.balance());
    }
  }
}
