package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.row.PriceRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The three parts of a price version that change apart from each other, and how they are copied.
 */
final class PriceParts {
  private PriceParts() {}

  /** Which version it is, and when it holds. */
  record Stage(
      PriceId id,
      int version,
      @Nullable Instant from,
      @Nullable Instant to,
      Status status,
      Instant createdAt,
      Instant updatedAt) {
    static Stage of(PriceRow row) {
      return new Stage(
          row.id(),
          row.version(),
          row.effectiveFrom(),
          row.endDate(),
          row.status(),
          row.createdAt(),
          row.updatedAt());
    }

    Stage touched(Instant now) {
      return new Stage(id, version, from, to, status, createdAt, now);
    }

    Stage ended(Instant at, Status then, Instant now) {
      return new Stage(id, version, from, at, then, createdAt, now);
    }

    /** The version after the newest of the lineage. */
    Stage next(PriceId nextId, int newest, Instant begin, Instant now) {
      return new Stage(nextId, newest + 1, begin, null, Status.PUBLISHED, now, now);
    }
  }

  /** What it costs. */
  record Money(ScriptId scriptId, String params, String terms) {
    static Money of(PriceRow row) {
      return new Money(row.scriptId(), row.params(), row.terms());
    }
  }

  /** What people and the tenant's programs call it. */
  record Texts(
      @Nullable String lookupKey,
      @Nullable String displayName,
      @Nullable String description,
      Json.Obj metadata) {
    static Texts of(PriceRow row) {
      return new Texts(row.lookupKey(), row.displayName(), row.description(), row.metadata());
    }

    /** Reads them; what is absent is as before. */
    static Texts read(Fields fields, Texts before) {
      Json.Obj metadata = fields.metadata("metadata");
      return new Texts(
          fields.textOr("lookup_key", 255, before.lookupKey),
          fields.textOr("display_name", 255, before.displayName),
          fields.textOr("description", Fields.MAX_TEXT, before.description),
          metadata == null ? before.metadata : metadata);
    }
  }

  /** Returns a price with these parts, and the rest of another of its lineage. */
  static PriceRow with(PriceRow rest, Stage stage, Money money, Texts texts) {
    return new PriceRow(
        stage.id(),
        rest.lineageId(),
        stage.version(),
        stage.from(),
        rest.entityType(),
        rest.entityId(),
        rest.type(),
        rest.meterId(),
        rest.currency(),
        rest.billingModel(),
        rest.billingPeriod(),
        rest.billingPeriodCount(),
        rest.invoiceCadence(),
        money.scriptId(),
        money.params(),
        money.terms(),
        texts.lookupKey(),
        texts.displayName(),
        texts.description(),
        texts.metadata(),
        stage.to(),
        stage.status(),
        stage.createdAt(),
        stage.updatedAt());
  }
}
