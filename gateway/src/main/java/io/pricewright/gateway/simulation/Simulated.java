package io.pricewright.gateway.simulation;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.sandbox.SimulationReport;
import java.util.List;
import java.util.Map;

/**
 * An answered question.
 *
 * @param question what was asked
 * @param found what was compared
 * @param report what was found
 * @param externalIds external id by customer number
 * @param badRows rows of a file that are no events, the first ones
 * @param badRowCount how many there are in all
 * @param rows rows of a file
 */
record Simulated(
    Question question,
    Candidates.Found found,
    SimulationReport report,
    Map<CustomerNo, ExternalId> externalIds,
    List<BadRow> badRows,
    long badRowCount,
    long rows) {
  Simulated {
    badRows = List.copyOf(badRows);
  }

  PriceVersion first() {
    return found.first();
  }

  ExternalId externalId(CustomerNo customerNo) {
    return externalIds.getOrDefault(customerNo, new ExternalId(Long.toString(customerNo.value())));
  }
}
