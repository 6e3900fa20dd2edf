package io.pricewright.rules.rating;

import io.pricewright.rules.usage.DistinctValues;
import java.util.Map;

/**
 * What is stored about the cells a batch touches. Cells and values that are missing here do not
 * exist yet.
 *
 * @param cells by key
 * @param distinct multiplicities of the touched values of COUNT_UNIQUE cells; consumed by rating
 */
public record StoredUsage(Map<CellKey, Cell> cells, Map<CellKey, DistinctValues> distinct) {}
