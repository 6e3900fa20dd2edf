package io.pricewright.store.catalogue;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the snapshot of the catalogue that rating works with. */
public final class CatalogueReader {
  private static final String EPOCH =
      "select epoch from environments where tenant = $1 and environment = $2";
  private static final String METERS =
      "select id, name, event_name, aggregation, filters, reset_usage, allow_negative from meters"
          + " where tenant = $1 and environment = $2 and status = 'published' order by created_at, id";
  private static final String SCRIPTS =
      "select id, name, number, sha256, kind, source from scripts s where tenant = $1 and"
          + " environment = $2 and exists (select from prices p where p.tenant = s.tenant"
          + " and p.environment = s.environment and p.script_id = s.id)";
  private static final String PRICES =
      "select id, lineage_id, entity_id, meter_id, currency, effective_from, script_id, params, terms"
          + " from prices where tenant = $1 and environment = $2 order by lineage_id, version";

  private CatalogueReader() {}

  /**
   * Reads the epoch, the published meters, and all price versions. The caller holds the
   * environment's lock, so that the four reads see one state.
   */
  public static Future<Catalogue> load(Tx tx) {
    Tuple scope = Tuple.of(tx.scope().tenant(), tx.scope().environment());
    var epoch = tx.run(EPOCH, scope).map(rows -> rows.iterator().next().getLong(0));
    var meters = tx.run(METERS, scope).map(rows -> Rows.all(rows, CatalogueReader::meter));
    var scripts = tx.run(SCRIPTS, scope).map(rows -> Rows.all(rows, CatalogueReader::script));
    var prices = tx.run(PRICES, scope);
    return Future.join(epoch, meters, scripts, prices)
        .map(
            read -> {
              Map<String, ScriptVersion> byId = new HashMap<>();
              scripts.result().forEach(script -> byId.put(script.id().value(), script));
              List<PriceVersion> versions = Rows.all(prices.result(), row -> price(row, byId));
              return new Catalogue(epoch.result(), meters.result(), versions);
            });
  }

  private static Meter meter(Row row) {
    return new Meter(
        new MeterId(row.getString(0)),
        row.getString(1),
        row.getString(2),
        MeterJson.aggregation(row.getString(3)),
        MeterJson.filters(row.getString(4)),
        ResetUsage.valueOf(row.getString(5)),
        row.getBoolean(6));
  }

  private static ScriptVersion script(Row row) {
    return new ScriptVersion(
        new ScriptId(row.getString(0)),
        row.getString(1),
        row.getInteger(2),
        row.getString(3),
        ScriptKind.valueOf(row.getString(4)),
        row.getString(5));
  }

  private static PriceVersion price(Row row, Map<String, ScriptVersion> scripts) {
    return new PriceVersion(
        new PriceId(row.getString("id")),
        new LineageId(row.getString("lineage_id")),
        new PlanId(row.getString("entity_id")),
        Id.ofNullable(row.getString("meter_id"), MeterId::new),
        new Currency(row.getString("currency")),
        Rows.instantOrNull(row, "effective_from"),
        Objects.requireNonNull(scripts.get(row.getString("script_id"))),
        row.getString("params"),
        PriceVersion.Bounds.of(JsonReader.parseObject(row.getString("terms"))));
  }
}
