package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.invoice.OwedSums;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of what a customer was asked, and of what is not paid. */
final class OwedAnswers {
  static final Body<Shown> SUMMARY = Body.of(Shown.class);

  private OwedAnswers() {}

  /** What a customer was asked, by currency. */
  @Named("CustomerInvoiceSummaries")
  record Shown(
      CustomerId customerId,
      @Says("That of most of its invoices; null: there is none.")
          @Nullable Currency defaultCurrency,
      List<Summary> summaries) {
    static Shown of(CustomerId id, List<OwedSums> sums) {
      return new Shown(
          id,
          sums.stream()
              .max(Comparator.comparingLong(OwedSums::documents))
              .map(OwedSums::currency)
              .orElse(null),
          sums.stream().map(one -> Summary.of(id, one)).toList());
    }
  }

  /** What a customer was asked in a currency; of final invoices. */
  @Named("CustomerInvoiceSummary")
  record Summary(
      CustomerId customerId,
      Currency currency,
      long totalInvoiceCount,
      @Says("What they ask, less what credits gave back.") BigDecimal totalRevenueAmount,
      long unpaidInvoiceCount,
      @Says("What is still to be paid.") BigDecimal totalUnpaidAmount,
      @Says("Usage and commitments on unpaid invoices, after credits.")
          BigDecimal unpaidUsageCharges,
      @Says("Fixed prices and one-offs on unpaid invoices, after credits.")
          BigDecimal unpaidFixedCharges,
      long overdueInvoiceCount,
      BigDecimal totalOverdueAmount) {
    private static Summary of(CustomerId id, OwedSums sums) {
      return new Summary(
          id,
          sums.currency(),
          sums.documents(),
          sums.asked(),
          sums.unpaid(),
          sums.owed(),
          sums.usage(),
          sums.fixed(),
          sums.overdue(),
          sums.late());
    }
  }
}
