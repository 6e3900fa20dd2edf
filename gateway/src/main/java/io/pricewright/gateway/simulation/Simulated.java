package io.pricewright.gateway.simulation;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.sandbox.SimulationReport;
import java.util.List;
import java.util.Map;

/**
 * An answered question.
 *
 * @param question what was asked
 * @param live the live versions
 * @param candidate the price that was tried
 * @param report what was found
 * @param externalIds external id by customer number
 */
record Simulated(
    Question question,
    List<PriceVersion> live,
    PriceVersion candidate,
    SimulationReport report,
    Map<Long, String> externalIds) {}
