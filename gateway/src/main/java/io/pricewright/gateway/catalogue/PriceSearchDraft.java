package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Searching;
import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.store.database.Operator;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.PriceRow;
import java.time.Instant;

/** What bodies ask for when they search prices. */
final class PriceSearchDraft {
  private static final String EXPIRED = "allow_expired_prices";
  static final Searching PRICES =
      Searching.published(
              "SearchPrices",
              "id",
              "entity_id",
              "meter_id",
              "lookup_key",
              "type",
              "currency",
              "billing_model")
          .where("price_ids", "id")
          .where("plan_ids", "entity_id")
          .where("entity_ids", "entity_id")
          .where("entity_type", "entity_type")
          .where("meter_ids", "meter_id")
          .where("lineage_ids", "lineage_id")
          .where("lookup_key", "lookup_key")
          .where("billing_periods", "billing_period")
          .compared("start_date_lt", ColumnType.TIME, "effective_from", Operator.LESS)
          .asking(EXPIRED, ColumnType.FLAG, "false leaves out prices whose end_date has passed.")
          .filtered("effective_from", ColumnType.TIME)
          .filtered("end_date", ColumnType.TIME)
          .sorted("effective_from");

  private PriceSearchDraft() {}

  /** Returns which prices are asked for. */
  static Where<PriceRow> where(Search search, Instant now) {
    Where<PriceRow> where = search.where(PriceRow.TABLE);
    return Boolean.FALSE.equals(search.own().get(EXPIRED))
        ? where.andAfterOrNull(PriceRow.END_DATE, now)
        : where;
  }
}
