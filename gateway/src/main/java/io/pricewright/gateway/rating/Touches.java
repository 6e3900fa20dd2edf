package io.pricewright.gateway.rating;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.row.TouchedRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which periods of those that a batch moves were asked for already. */
final class Touches {
  private static final Duration GRACE = Duration.ofHours(1);

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

  /** Returns when those whose periods were touched are looked at: what comes until then is one. */
  static Map<CustomerNo, Instant> due(List<Cell> cells, List<TouchedRow> touched, Instant now) {
    if (touched.isEmpty()) {
      return Map.of();
    }
    Set<LineItemNo> items =
        touched.stream().map(TouchedRow::lineItemNo).collect(Collectors.toSet());
    return cells.stream()
        .map(Cell::key)
        .filter(key -> items.contains(key.lineItemNo()))
        .map(CellKey::customerNo)
        .distinct()
        .collect(Collectors.toMap(Function.identity(), customer -> now.plus(GRACE)));
  }

  private static boolean asked(Cell cell, @Nullable CustomerBook book) {
    if (book == null) {
      return false;
    }
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem item : subscription.lineItems()) {
        if (item.no().equals(cell.key().lineItemNo())) {
          // A cell of the whole life is touched once anything of it was asked for.
          return subscription.asked(item, item.span().counted(cell.key().periodStart()).whole());
        }
      }
    }
    return false;
  }
}
