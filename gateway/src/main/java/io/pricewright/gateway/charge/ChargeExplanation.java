package io.pricewright.gateway.charge;

import io.pricewright.rules.rating.Explain;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.row.ChargeRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a charge's amount came about.
 *
 * @param charge the charge
 * @param book its customer's, or null when there is none to be read
 * @param complete whether the parts give the amount
 * @param detail why not, or null
 * @param parts in order
 */
record ChargeExplanation(
    ChargeRow charge,
    @Nullable CustomerBook book,
    boolean complete,
    @Nullable String detail,
    List<Part> parts) {
  ChargeExplanation {
    parts = List.copyOf(parts);
  }

  /** What explains a charge or a part of it. */
  sealed interface Part permits Explained.Part, Corrected {}

  /** A segment of a charge that corrects earlier ones. */
  record Corrected(Explain.Correction correction) implements Part {}
}
