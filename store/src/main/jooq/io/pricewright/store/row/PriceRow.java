package io.pricewright.store.row;

import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.InvoiceCadence;
import io.pricewright.rules.catalogue.PriceEntity;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Prices;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code prices}. */
public record PriceRow(
    PriceId id,
    LineageId lineageId,
    Integer version,
    @Nullable Instant effectiveFrom,
    PriceEntity entityType,
    PlanId entityId,
    PriceType type,
    @Nullable MeterId meterId,
    Currency currency,
    BillingModel billingModel,
    @Nullable BillingPeriod billingPeriod,
    Integer billingPeriodCount,
    InvoiceCadence invoiceCadence,
    ScriptId scriptId,
    String params,
    String terms,
    @Nullable String lookupKey,
    @Nullable String displayName,
    @Nullable String description,
    Json.Obj metadata,
    @Nullable Instant endDate,
    Status status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  /** {@code id}. */
  public static final Column<PriceRow, PriceId> ID =
      Column.of(Prices.PRICES.ID, PriceRow::id);

  /** {@code lineage_id}. */
  public static final Column<PriceRow, LineageId> LINEAGE_ID =
      Column.of(Prices.PRICES.LINEAGE_ID, PriceRow::lineageId);

  /** {@code version}. */
  public static final Column<PriceRow, Integer> VERSION =
      Column.of(Prices.PRICES.VERSION, PriceRow::version);

  /** {@code effective_from}. */
  public static final Column<PriceRow, Instant> EFFECTIVE_FROM =
      Column.of(Prices.PRICES.EFFECTIVE_FROM, PriceRow::effectiveFrom);

  /** {@code entity_type}. */
  public static final Column<PriceRow, PriceEntity> ENTITY_TYPE =
      Column.of(Prices.PRICES.ENTITY_TYPE, PriceRow::entityType);

  /** {@code entity_id}. */
  public static final Column<PriceRow, PlanId> ENTITY_ID =
      Column.of(Prices.PRICES.ENTITY_ID, PriceRow::entityId);

  /** {@code type}. */
  public static final Column<PriceRow, PriceType> TYPE =
      Column.of(Prices.PRICES.TYPE, PriceRow::type);

  /** {@code meter_id}. */
  public static final Column<PriceRow, MeterId> METER_ID =
      Column.of(Prices.PRICES.METER_ID, PriceRow::meterId);

  /** {@code currency}. */
  public static final Column<PriceRow, Currency> CURRENCY =
      Column.of(Prices.PRICES.CURRENCY, PriceRow::currency);

  /** {@code billing_model}. */
  public static final Column<PriceRow, BillingModel> BILLING_MODEL =
      Column.of(Prices.PRICES.BILLING_MODEL, PriceRow::billingModel);

  /** {@code billing_period}. */
  public static final Column<PriceRow, BillingPeriod> BILLING_PERIOD =
      Column.of(Prices.PRICES.BILLING_PERIOD, PriceRow::billingPeriod);

  /** {@code billing_period_count}. */
  public static final Column<PriceRow, Integer> BILLING_PERIOD_COUNT =
      Column.of(Prices.PRICES.BILLING_PERIOD_COUNT, PriceRow::billingPeriodCount);

  /** {@code invoice_cadence}. */
  public static final Column<PriceRow, InvoiceCadence> INVOICE_CADENCE =
      Column.of(Prices.PRICES.INVOICE_CADENCE, PriceRow::invoiceCadence);

  /** {@code script_id}. */
  public static final Column<PriceRow, ScriptId> SCRIPT_ID =
      Column.of(Prices.PRICES.SCRIPT_ID, PriceRow::scriptId);

  /** {@code params}. */
  public static final Column<PriceRow, String> PARAMS =
      Column.of(Prices.PRICES.PARAMS, PriceRow::params);

  /** {@code terms}. */
  public static final Column<PriceRow, String> TERMS =
      Column.of(Prices.PRICES.TERMS, PriceRow::terms);

  /** {@code lookup_key}. */
  public static final Column<PriceRow, String> LOOKUP_KEY =
      Column.of(Prices.PRICES.LOOKUP_KEY, PriceRow::lookupKey);

  /** {@code display_name}. */
  public static final Column<PriceRow, String> DISPLAY_NAME =
      Column.of(Prices.PRICES.DISPLAY_NAME, PriceRow::displayName);

  /** {@code description}. */
  public static final Column<PriceRow, String> DESCRIPTION =
      Column.of(Prices.PRICES.DESCRIPTION, PriceRow::description);

  /** {@code metadata}. */
  public static final Column<PriceRow, Json.Obj> METADATA =
      Column.of(Prices.PRICES.METADATA, PriceRow::metadata);

  /** {@code end_date}. */
  public static final Column<PriceRow, Instant> END_DATE =
      Column.of(Prices.PRICES.END_DATE, PriceRow::endDate);

  /** {@code status}. */
  public static final Column<PriceRow, Status> STATUS =
      Column.of(Prices.PRICES.STATUS, PriceRow::status);

  /** {@code created_at}. */
  public static final Column<PriceRow, Instant> CREATED_AT =
      Column.of(Prices.PRICES.CREATED_AT, PriceRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<PriceRow, Instant> UPDATED_AT =
      Column.of(Prices.PRICES.UPDATED_AT, PriceRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<PriceRow> TABLE =
      Entity.of(
          Prices.PRICES,
          row -> read(row, 0),
          List.of(ID),
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
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static PriceRow read(Row row, int at) {
    return new PriceRow(
        ID.get(row, at + 0),
        LINEAGE_ID.get(row, at + 1),
        VERSION.get(row, at + 2),
        EFFECTIVE_FROM.getOrNull(row, at + 3),
        ENTITY_TYPE.get(row, at + 4),
        ENTITY_ID.get(row, at + 5),
        TYPE.get(row, at + 6),
        METER_ID.getOrNull(row, at + 7),
        CURRENCY.get(row, at + 8),
        BILLING_MODEL.get(row, at + 9),
        BILLING_PERIOD.getOrNull(row, at + 10),
        BILLING_PERIOD_COUNT.get(row, at + 11),
        INVOICE_CADENCE.get(row, at + 12),
        SCRIPT_ID.get(row, at + 13),
        PARAMS.get(row, at + 14),
        TERMS.get(row, at + 15),
        LOOKUP_KEY.getOrNull(row, at + 16),
        DISPLAY_NAME.getOrNull(row, at + 17),
        DESCRIPTION.getOrNull(row, at + 18),
        METADATA.get(row, at + 19),
        END_DATE.getOrNull(row, at + 20),
        STATUS.get(row, at + 21),
        CREATED_AT.get(row, at + 22),
        UPDATED_AT.get(row, at + 23));
  }

  /** Returns the row with another id. */
  public PriceRow withId(PriceId id) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another lineage_id. */
  public PriceRow withLineageId(LineageId lineageId) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another version. */
  public PriceRow withVersion(Integer version) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another effective_from. */
  public PriceRow withEffectiveFrom(@Nullable Instant effectiveFrom) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another entity_type. */
  public PriceRow withEntityType(PriceEntity entityType) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another entity_id. */
  public PriceRow withEntityId(PlanId entityId) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another type. */
  public PriceRow withType(PriceType type) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another meter_id. */
  public PriceRow withMeterId(@Nullable MeterId meterId) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another currency. */
  public PriceRow withCurrency(Currency currency) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another billing_model. */
  public PriceRow withBillingModel(BillingModel billingModel) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another billing_period. */
  public PriceRow withBillingPeriod(@Nullable BillingPeriod billingPeriod) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another billing_period_count. */
  public PriceRow withBillingPeriodCount(Integer billingPeriodCount) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another invoice_cadence. */
  public PriceRow withInvoiceCadence(InvoiceCadence invoiceCadence) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another script_id. */
  public PriceRow withScriptId(ScriptId scriptId) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another params. */
  public PriceRow withParams(String params) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another terms. */
  public PriceRow withTerms(String terms) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another lookup_key. */
  public PriceRow withLookupKey(@Nullable String lookupKey) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another display_name. */
  public PriceRow withDisplayName(@Nullable String displayName) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another description. */
  public PriceRow withDescription(@Nullable String description) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public PriceRow withMetadata(Json.Obj metadata) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another end_date. */
  public PriceRow withEndDate(@Nullable Instant endDate) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public PriceRow withStatus(Status status) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public PriceRow withCreatedAt(Instant createdAt) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public PriceRow withUpdatedAt(Instant updatedAt) {
    return new PriceRow(
        id,
        lineageId,
        version,
        effectiveFrom,
        entityType,
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod,
        billingPeriodCount,
        invoiceCadence,
        scriptId,
        params,
        terms,
        lookupKey,
        displayName,
        description,
        metadata,
        endDate,
        status,
        createdAt,
        updatedAt);
  }
}
