package io.pricewright.gateway.simulation;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** How a report is written. */
enum ReportForm implements Coded {
  /** As it is kept. */
  JSON,
  /** A line for each part. */
  NDJSON,
  /** A row for each customer. */
  CSV,
  /** One page that stands alone. */
  HTML;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
