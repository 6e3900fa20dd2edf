package io.pricewright.store.catalogue;

import static io.pricewright.store.jooq.tables.Environments.ENVIRONMENTS;
import static io.pricewright.store.jooq.tables.Meters.METERS;
import static io.pricewright.store.jooq.tables.Prices.PRICES;
import static io.pricewright.store.jooq.tables.Scripts.SCRIPTS;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.gate.StatedLaws;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Term;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the snapshot of the catalogue that rating works with. */
public final class CatalogueReader {
  private static final Statement EPOCH =
      Sql.statement(
          dsl -> dsl.select(ENVIRONMENTS.EPOCH).from(ENVIRONMENTS).where(Sql.in(ENVIRONMENTS)));
  private static final Statement ALL_METERS =
      Sql.statement(
          dsl ->
              dsl.select(
                      METERS.ID,
                      METERS.NAME,
                      METERS.EVENT_NAME,
                      METERS.AGGREGATION,
                      METERS.FILTERS,
                      METERS.RESET_USAGE,
                      METERS.ALLOW_NEGATIVE,
                      METERS.STATUS)
                  .from(METERS)
                  .where(Sql.in(METERS))
                  .orderBy(METERS.CREATED_AT, METERS.ID));
  private static final Statement USED_SCRIPTS =
      Sql.statement(
          dsl ->
              dsl.select(
                      SCRIPTS.ID,
                      SCRIPTS.NAME,
                      SCRIPTS.NUMBER,
                      SCRIPTS.SHA256,
                      SCRIPTS.KIND,
                      SCRIPTS.SOURCE,
                      SCRIPTS.GATE,
                      SCRIPTS.MANIFEST)
                  .from(SCRIPTS)
                  .where(Sql.in(SCRIPTS))
                  .and(
                      DSL.exists(
                          dsl.selectOne()
                              .from(PRICES)
                              .where(Sql.same(PRICES, SCRIPTS))
                              .and(PRICES.SCRIPT_ID.eq(SCRIPTS.ID)))));
  private static final Statement ALL_PRICES =
      Sql.statement(
          dsl ->
              dsl.select(
                      PRICES.ID,
                      PRICES.LINEAGE_ID,
                      PRICES.ENTITY_ID,
                      PRICES.METER_ID,
                      PRICES.CURRENCY,
                      PRICES.EFFECTIVE_FROM,
                      PRICES.SCRIPT_ID,
                      PRICES.PARAMS,
                      PRICES.TERMS,
                      PRICES.BILLING_PERIOD,
                      PRICES.BILLING_PERIOD_COUNT)
                  .from(PRICES)
                  .where(Sql.in(PRICES))
                  .orderBy(PRICES.LINEAGE_ID, PRICES.VERSION));

  private CatalogueReader() {}

  /**
   * Reads the epoch, the meters, and all price versions. The caller holds the environment's lock,
   * so that the four reads see one state.
   */
  public static Future<Catalogue> load(Tx tx) {
    var epoch = tx.run(EPOCH).map(rows -> rows.iterator().next().getLong(0));
    var meters = tx.run(ALL_METERS);
    var scripts = tx.run(USED_SCRIPTS).map(rows -> Rows.all(rows, CatalogueReader::script));
    var prices = tx.run(ALL_PRICES);
    return Future.join(epoch, meters, scripts, prices)
        .map(
            read -> {
              Map<ScriptId, ScriptVersion> byId = new HashMap<>();
              scripts.result().forEach(script -> byId.put(script.id(), script));
              List<PriceVersion> versions = Rows.all(prices.result(), row -> price(row, byId));
              List<Meter> sold = new ArrayList<>();
              List<Meter> retired = new ArrayList<>();
              for (Row row : meters.result()) {
                boolean published = MeterRow.STATUS.get(row, 7) == Status.PUBLISHED;
                (published ? sold : retired).add(meter(row));
              }
              return new Catalogue(epoch.result(), sold, retired, versions);
            });
  }

  private static Meter meter(Row row) {
    return new Meter(
        MeterRow.ID.get(row, 0),
        MeterRow.NAME.get(row, 1),
        MeterRow.EVENT_NAME.get(row, 2),
        MeterRow.AGGREGATION.get(row, 3),
        MeterRow.FILTERS.get(row, 4).all(),
        MeterRow.RESET_USAGE.get(row, 5),
        MeterRow.ALLOW_NEGATIVE.get(row, 6));
  }

  private static ScriptVersion script(Row row) {
    return new ScriptVersion(
        ScriptRow.ID.get(row, 0),
        ScriptRow.NAME.get(row, 1),
        ScriptRow.NUMBER.get(row, 2),
        ScriptRow.SHA256.get(row, 3),
        ScriptRow.KIND.get(row, 4),
        ScriptRow.SOURCE.get(row, 5),
        StatedLaws.monotone(ScriptRow.GATE.get(row, 6), ScriptRow.MANIFEST.getOrNull(row, 7)));
  }

  /** Usage is priced by it alone, and what is asked once prices none. */
  private static Term term(@Nullable BillingPeriod period, int count) {
    return period == null ? Term.MONTH : new Term(period, count);
  }

  private static PriceVersion price(Row row, Map<ScriptId, ScriptVersion> scripts) {
    return new PriceVersion(
        PriceRow.ID.get(row, 0),
        PriceRow.LINEAGE_ID.get(row, 1),
        PriceRow.ENTITY_ID.get(row, 2),
        PriceRow.METER_ID.getOrNull(row, 3),
        PriceRow.CURRENCY.get(row, 4),
        term(PriceRow.BILLING_PERIOD.getOrNull(row, 9), PriceRow.BILLING_PERIOD_COUNT.get(row, 10)),
        PriceRow.EFFECTIVE_FROM.getOrNull(row, 5),
        Objects.requireNonNull(scripts.get(PriceRow.SCRIPT_ID.get(row, 6))),
        PriceRow.PARAMS.get(row, 7),
        PriceVersion.Bounds.of(JsonReader.parseObject(PriceRow.TERMS.get(row, 8))));
  }
}
