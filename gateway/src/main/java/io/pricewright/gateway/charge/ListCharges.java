package io.pricewright.gateway.charge;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.ledger.ChargeSums;
import io.pricewright.store.ledger.Charges;
import io.pricewright.store.row.ChargeRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists and sums charges of a customer, or of all.
 *
 * <p>Fails with {@code NotFound} (no customer has the external id).
 */
final class ListCharges {
  private ListCharges() {}

  /** Of whom: by one of both names, or of all. */
  record Whose(@Nullable CustomerId id, @Nullable ExternalId externalId) {
    private Future<@Nullable CustomerNo> number(Tx tx) {
      if (id != null) {
        return Customers.numbers(tx, List.of(id)).map(found -> existing(found.get(id), "id"));
      }
      return externalId == null
          ? Future.succeededFuture(null)
          : Customers.resolve(tx, List.of(externalId))
              .map(found -> existing(found.get(externalId), "external id"));
    }

    private static CustomerNo existing(@Nullable CustomerNo no, String by) {
      if (no == null) {
        throw new ProblemException(
            new Problem.NotFound("There is no customer with that %s.".formatted(by)));
      }
      return no;
    }
  }

  /**
   * A part of the list.
   *
   * @param charges newest first
   * @param total how many there are
   * @param books of their customers
   */
  record Listed(List<ChargeRow> charges, long total, Map<CustomerNo, CustomerBook> books) {}

  /** Lists charges, newest first. */
  static Future<Listed> run(Tx tx, Whose whose, int limit, int offset) {
    return whose
        .number(tx)
        .compose(
            no ->
                ChargeRow.TABLE
                    .count(tx, no == null ? Where.all() : Where.is(ChargeRow.CUSTOMER_NO, no))
                    .compose(
                        total ->
                            Charges.newest(tx, no, limit, offset)
                                .compose(charges -> listed(tx, charges, total))));
  }

  private static Future<Listed> listed(Tx tx, List<ChargeRow> charges, long total) {
    return CustomerBooks.load(
            tx, charges.stream().map(ChargeRow::customerNo).distinct().sorted().toList())
        .map(books -> new Listed(charges, total, books));
  }

  /** Sums charges by currency. */
  static Future<List<ChargeSums>> sums(Tx tx, Whose whose) {
    return whose.number(tx).compose(no -> ChargeSums.read(tx, no));
  }
}
