package io.pricewright.gateway.invoice;

import io.pricewright.rules.billing.Asked;
import io.pricewright.rules.billing.BilledItem;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.billing.DueKey;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.invoice.AskedSums;
import io.pricewright.store.row.InvoiceWaiverRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What documents hold of a subscription, and which of its periods moved since.
 *
 * @param sums what was asked
 * @param touched keys of service periods, by line item
 * @param waivers what voided documents asked
 */
record AskedBefore(
    AskedSums sums,
    Map<LineItemNo, List<Instant>> touched,
    Map<DueKey, List<InvoiceWaiverRow>> waivers)
    implements DocumentLines.Before {
  @Override
  public Asked asked(DueKey key) {
    return sums.asked().getOrDefault(key, Asked.NOTHING);
  }

  @Override
  public Collection<Instant> touched(BilledItem item) {
    return touched.getOrDefault(item.no(), List.of());
  }

  @Override
  public Asked waived(DueKey key) {
    return waivers.getOrDefault(key, List.of()).stream()
        .map(AskedBefore::asked)
        .reduce(Asked.NOTHING, Asked::plus);
  }

  static Asked asked(InvoiceWaiverRow row) {
    return new Asked(row.gross(), row.discount(), row.subtotal(), row.net());
  }

  /** Returns the waivers that change as something is absorbed, as they are then: the last first. */
  List<InvoiceWaiverRow> absorb(DueKey key, Asked absorbed) {
    List<InvoiceWaiverRow> rows = new ArrayList<>(waivers.getOrDefault(key, List.of()));
    rows.sort(
        Comparator.comparing((InvoiceWaiverRow row) -> row.invoiceId().value())
            .thenComparing(InvoiceWaiverRow::lineNo)
            .reversed());
    if (waived(key).plus(absorbed).isNothing()) {
      return rows.stream().map(row -> with(row, Asked.NOTHING)).toList();
    }
    List<InvoiceWaiverRow> changed = new ArrayList<>();
    Asked rest = absorbed;
    for (InvoiceWaiverRow row : rows) {
      Asked has = asked(row);
      Asked part = rest.absorbed(has);
      if (!part.isNothing()) {
        changed.add(with(row, has.plus(part)));
        rest = rest.plus(part.negated());
      }
    }
    return changed;
  }

  private static InvoiceWaiverRow with(InvoiceWaiverRow row, Asked left) {
    return row.withGross(left.gross())
        .withDiscount(left.discount())
        .withSubtotal(left.subtotal())
        .withNet(left.net());
  }

  /** Returns what was to be paid in money of a line item and period. */
  BigDecimal money(Use.Key key) {
    return sums.money().getOrDefault(key, BigDecimal.ZERO);
  }
}
