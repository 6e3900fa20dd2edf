package io.pricewright.gateway.reconciliation;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.reconciliation.Comparison;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.reconciliation.BookFigures;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reconciles customers' books, archived customers' too. In a snapshot, so that it neither waits for
 * anybody nor sees anything half done.
 *
 * <p>Fails with {@code NotFound} (the customer is not there).
 */
final class ReconcileBooks {
  private ReconcileBooks() {}

  /**
   * Whose books.
   *
   * @param id of one customer, or null
   * @param externalId of one customer, or null; both null: of all
   * @param currency in this alone; null: in all
   * @param limit most customers, 1 to {@link BookFigures#MOST}
   * @param offset customers left out before, in the order of their making
   */
  record Asked(
      @Nullable CustomerId id,
      @Nullable ExternalId externalId,
      @Nullable Currency currency,
      int limit,
      int offset) {}

  /** A customer's books in one currency. */
  record InCurrency(Currency currency, List<Comparison> comparisons) {
    boolean clean() {
      return comparisons.stream().allMatch(Comparison::clean);
    }
  }

  /** A customer's books. */
  record Books(CustomerRow customer, Comparison events, List<InCurrency> currencies) {
    boolean clean() {
      return events.clean() && currencies.stream().allMatch(InCurrency::clean);
    }
  }

  /**
   * A part of all.
   *
   * @param total how many customers there are
   */
  record Reconciled(List<Books> books, long total) {}

  static Future<Reconciled> run(Tx tx, Asked asked) {
    return customers(tx, asked)
        .compose(
            found ->
                BookFigures.read(tx, found.stream().map(CustomerRow::customerNo).toList())
                    .map(
                        figures ->
                            found.stream()
                                .map(one -> books(one, figures, asked.currency()))
                                .toList()))
        .compose(
            books ->
                asked.id() != null || asked.externalId() != null
                    ? Future.succeededFuture(new Reconciled(books, 1))
                    : CustomerRow.TABLE
                        .count(tx, Where.all())
                        .map(total -> new Reconciled(books, total)));
  }

  private static Future<List<CustomerRow>> customers(Tx tx, Asked asked) {
    if (asked.id() != null) {
      return Customers.find(tx, asked.id()).map(found -> one(found, "id", asked));
    }
    return asked.externalId() != null
        ? Customers.findByExternalId(tx, asked.externalId())
            .map(found -> one(found, "external id", asked))
        : CustomerRow.TABLE.oldest(tx, Where.all(), asked.limit(), asked.offset());
  }

  private static List<CustomerRow> one(Optional<CustomerRow> found, String by, Asked asked) {
    CustomerRow customer =
        found.orElseThrow(
            () ->
                new ProblemException(
                    new Problem.NotFound("There is no customer with that %s.".formatted(by))));
    return asked.offset() > 0 ? List.of() : List.of(customer);
  }

  private static Books books(
      CustomerRow customer, BookFigures figures, @Nullable Currency currency) {
    CustomerNo no = customer.customerNo();
    List<InCurrency> currencies = new ArrayList<>();
    figures
        .of(no)
        .forEach(
            (one, of) -> {
              if (currency == null || currency.equals(one)) {
                currencies.add(new InCurrency(one, of.comparisons()));
              }
            });
    return new Books(customer, figures.events(no).comparison(), currencies);
  }
}
