package io.pricewright.gateway.rating;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.row.TouchedRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which periods of those that a batch moves were asked for already. */
final class Touches {
  private Touches() {}

  /**
   * Returns them by what the books say, so that rating reads nothing more.
   *
   * @param cells that are written
   */
  static List<TouchedRow> of(List<Cell> cells, Collection<CustomerBook> books) {
    Map<CustomerNo, CustomerBook> closed =
        books.stream()
            .filter(
                book -> book.subscriptions().stream().anyMatch(one -> one.closedThrough() != null))
            .collect(Collectors.toMap(CustomerBook::customerNo, Function.identity()));
    return closed.isEmpty()
        ? List.of()
        : cells.stream()
            .filter(cell -> asked(cell, closed.get(cell.key().customerNo())))
            .map(cell -> new TouchedRow(cell.key().lineItemNo(), cell.key().periodStart()))
            .distinct()
            .toList();
  }

  private static boolean asked(Cell cell, @Nullable CustomerBook book) {
    if (book == null) {
      return false;
    }
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem item : subscription.lineItems()) {
        if (item.no().equals(cell.key().lineItemNo())) {
          // A cell of the whole life is touched once anything of it was asked for.
          return subscription.asked(item, item.clock().periodOf(cell.period().from()));
        }
      }
    }
    return false;
  }
}
