package io.pricewright.store.catalogue;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A price version as stored.
 *
 * @param id prefixed id
 * @param lineageId id of the first version
 * @param version version
 * @param effectiveFrom effective from
 * @param entityType entity type
 * @param entityId the plan
 * @param type type
 * @param meterId meter id
 * @param currency lower-case code
 * @param billingModel billing model
 * @param billingPeriod billing period
 * @param billingPeriodCount billing period count
 * @param invoiceCadence invoice cadence
 * @param scriptId script id
 * @param params JSON for the script
 * @param terms JSON as the client sees it
 * @param lookupKey the tenant's own key, or null
 * @param displayName display name
 * @param description for people, or null
 * @param metadata JSON object of strings
 * @param endDate end date
 * @param status published or archived
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record PriceRow(
    String id,
    String lineageId,
    int version,
    @Nullable Instant effectiveFrom,
    String entityType,
    String entityId,
    String type,
    @Nullable String meterId,
    String currency,
    String billingModel,
    String billingPeriod,
    int billingPeriodCount,
    String invoiceCadence,
    String scriptId,
    String params,
    String terms,
    @Nullable String lookupKey,
    @Nullable String displayName,
    @Nullable String description,
    String metadata,
    @Nullable Instant endDate,
    String status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> LINEAGE_ID = Scoped.text("lineage_id");
  private static final Field<Integer> VERSION = Scoped.number("version");
  private static final Field<Instant> EFFECTIVE_FROM = Scoped.time("effective_from");
  private static final Field<String> ENTITY_TYPE = Scoped.text("entity_type");
  private static final Field<String> ENTITY_ID = Scoped.text("entity_id");
  private static final Field<String> TYPE = Scoped.text("type");
  private static final Field<String> METER_ID = Scoped.text("meter_id");
  private static final Field<String> CURRENCY = Scoped.text("currency");
  private static final Field<String> BILLING_MODEL = Scoped.text("billing_model");
  private static final Field<String> BILLING_PERIOD = Scoped.text("billing_period");
  private static final Field<Integer> BILLING_PERIOD_COUNT = Scoped.number("billing_period_count");
  private static final Field<String> INVOICE_CADENCE = Scoped.text("invoice_cadence");
  private static final Field<String> SCRIPT_ID = Scoped.text("script_id");
  private static final Field<String> PARAMS = Scoped.text("params");
  private static final Field<String> TERMS = Scoped.text("terms");
  private static final Field<String> LOOKUP_KEY = Scoped.text("lookup_key");
  private static final Field<String> DISPLAY_NAME = Scoped.text("display_name");
  private static final Field<String> DESCRIPTION = Scoped.text("description");
  private static final Field<String> METADATA = Scoped.text("metadata");
  private static final Field<Instant> END_DATE = Scoped.time("end_date");
  private static final Field<String> STATUS = Scoped.text("status");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<PriceRow> TABLE =
      new Catalogued<>(
          "prices",
          List.of(
              ID,
              LINEAGE_ID,
              VERSION,
              EFFECTIVE_FROM,
              ENTITY_TYPE,
              ENTITY_ID,
              TYPE,
              METER_ID,
              CURRENCY,
              BILLING_MODEL,
              BILLING_PERIOD,
              BILLING_PERIOD_COUNT,
              INVOICE_CADENCE,
              SCRIPT_ID,
              PARAMS,
              TERMS,
              LOOKUP_KEY,
              DISPLAY_NAME,
              DESCRIPTION,
              METADATA,
              END_DATE,
              STATUS,
              CREATED_AT,
              UPDATED_AT),
          PriceRow::toRow,
          PriceRow::fromRow);

  private static void toRow(PriceRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(LINEAGE_ID, row.lineageId())
        .set(VERSION, row.version())
        .set(EFFECTIVE_FROM, row.effectiveFrom())
        .set(ENTITY_TYPE, row.entityType())
        .set(ENTITY_ID, row.entityId())
        .set(TYPE, row.type())
        .set(METER_ID, row.meterId())
        .set(CURRENCY, row.currency())
        .set(BILLING_MODEL, row.billingModel())
        .set(BILLING_PERIOD, row.billingPeriod())
        .set(BILLING_PERIOD_COUNT, row.billingPeriodCount())
        .set(INVOICE_CADENCE, row.invoiceCadence())
        .set(SCRIPT_ID, row.scriptId())
        .set(PARAMS, row.params())
        .set(TERMS, row.terms())
        .set(LOOKUP_KEY, row.lookupKey())
        .set(DISPLAY_NAME, row.displayName())
        .set(DESCRIPTION, row.description())
        .set(METADATA, row.metadata())
        .set(END_DATE, row.endDate())
        .set(STATUS, row.status())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  private static PriceRow fromRow(Row row) {
    return new PriceRow(
        row.getString("id"),
        row.getString("lineage_id"),
        row.getInteger("version"),
        Rows.instantOrNull(row, "effective_from"),
        row.getString("entity_type"),
        row.getString("entity_id"),
        row.getString("type"),
        row.getString("meter_id"),
        row.getString("currency"),
        row.getString("billing_model"),
        row.getString("billing_period"),
        row.getInteger("billing_period_count"),
        row.getString("invoice_cadence"),
        row.getString("script_id"),
        row.getString("params"),
        row.getString("terms"),
        row.getString("lookup_key"),
        row.getString("display_name"),
        row.getString("description"),
        row.getString("metadata"),
        Rows.instantOrNull(row, "end_date"),
        row.getString("status"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
