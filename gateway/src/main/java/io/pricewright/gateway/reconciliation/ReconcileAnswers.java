package io.pricewright.gateway.reconciliation;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.reconciliation.Compared;
import io.pricewright.rules.reconciliation.Comparison;
import io.pricewright.rules.reconciliation.Explained;
import io.pricewright.rules.reconciliation.Reason;
import java.math.BigDecimal;
import java.util.List;

/** What is answered of reconciled books. */
final class ReconcileAnswers {
  static final Body<Shown> BOOKS = Body.of(Shown.class);

  private ReconcileAnswers() {}

  /** A customer's books. */
  @Named("ReconciledBooks")
  record Shown(
      CustomerId customerId,
      ExternalId externalCustomerId,
      @Says("Whether nothing is left unexplained.") boolean clean,
      @Says("Events that were received against those that are priced; counts, not amounts.")
          Held events,
      List<InCurrency> currencies) {
    static Shown of(ReconcileBooks.Books books) {
      return new Shown(
          books.customer().id(),
          books.customer().externalId(),
          books.clean(),
          Held.of(books.events()),
          books.currencies().stream().map(InCurrency::of).toList());
    }
  }

  /** A customer's books in one currency. */
  @Named("ReconciledCurrency")
  record InCurrency(
      Currency currency,
      boolean clean,
      @Says("From usage to charges, documents and the ledger.") List<Held> comparisons) {
    static InCurrency of(ReconcileBooks.InCurrency books) {
      return new InCurrency(
          books.currency(), books.clean(), books.comparisons().stream().map(Held::of).toList());
    }
  }

  /** Two figures that are the same but for what is explained. */
  @Named("Comparison")
  record Held(
      Compared compared,
      BigDecimal amount,
      @Says("What it is held against.") BigDecimal against,
      @Says("By how much the one is more than the other.") BigDecimal difference,
      List<Part> explained,
      @Says("What of the difference nothing explains: 0 where the books are right.")
          BigDecimal unexplained) {
    static Held of(Comparison one) {
      return new Held(
          one.compared(),
          one.amount(),
          one.against(),
          one.difference(),
          one.explained().stream().map(Part::of).toList(),
          one.unexplained());
    }
  }

  /** A part of a difference. */
  @Named("ExplainedDifference")
  record Part(
      Reason reason,
      BigDecimal amount,
      @Says("Of how many events, charges, lines or periods.") long count) {
    static Part of(Explained one) {
      return new Part(one.reason(), one.amount(), one.count());
    }
  }
}
