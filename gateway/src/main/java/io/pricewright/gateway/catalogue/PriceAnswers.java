package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.check.MovedMoney;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.LeftOutWhenNull;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.InvoiceCadence;
import io.pricewright.rules.catalogue.PriceEntity;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.catalogue.TierMode;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.row.PriceRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is answered of prices. */
public final class PriceAnswers {
  static final Body<Shown> PRICE = Body.of(Shown.class);

  private PriceAnswers() {}

  /** What a change would move. */
  @Named("Moves")
  record Moves(
      @Says("Customers who pay another amount.") long customers,
      @Says("Periods of line items that are over and cost another amount.") long closedPeriods,
      @Says("By how much all amounts together move, by currency.") Map<String, String> amounts,
      @Says("Whether there is more than was judged.") boolean partial) {
    static Moves of(MovedMoney.Moved moved) {
      Map<String, String> amounts = new TreeMap<>();
      moved
          .amounts()
          .forEach(
              (currency, amount) ->
                  amounts.put(currency, amount.stripTrailingZeros().toPlainString()));
      return new Moves(moved.customers(), moved.closedPeriods(), amounts, moved.partial());
    }
  }

  /** A price version. */
  @Named("Price")
  public record Shown(
      PriceId id,
      @Inline MadeAnswer made,
      @Inline Cost cost,
      @Example("RECURRING") String billingCadence,
      BillingModel billingModel,
      PricePeriod billingPeriod,
      int billingPeriodCount,
      Currency currency,
      @Nullable String description,
      @Example("0.002 usd") @Nullable String displayAmount,
      @Nullable String displayName,
      @Says("When the next version begins, or it was archived.") @Nullable Instant endDate,
      @Says("The plan.") PlanId entityId,
      PriceEntity entityType,
      InvoiceCadence invoiceCadence,
      @Nullable String lookupKey,
      @Metadata Json.Obj metadata,
      @Nullable MeterId meterId,
      @Says("The first version of a later one.") @Nullable LineageId parentPriceId,
      @Example("FIAT") String priceUnitType,
      @Says("The same as effective_from.") @Nullable Instant startDate,
      int trialPeriod,
      PriceType type,
      @Says("All versions of the price.") LineageId lineageId,
      int version,
      @Says("From when it holds; null: since ever.") @Nullable Instant effectiveFrom,
      @Says("Of a dry run: what would move.") @LeftOutWhenNull @Nullable Moves moves,
      @Inline Lacking lacking) {
    /** Returns it with what a dry run found. */
    Shown with(MovedMoney.Moved moved) {
      return new Shown(
          id,
          made,
          cost,
          billingCadence,
          billingModel,
          billingPeriod,
          billingPeriodCount,
          currency,
          description,
          displayAmount,
          displayName,
          endDate,
          entityId,
          entityType,
          invoiceCadence,
          lookupKey,
          metadata,
          meterId,
          parentPriceId,
          priceUnitType,
          startDate,
          trialPeriod,
          type,
          lineageId,
          version,
          effectiveFrom,
          Moves.of(moved),
          lacking);
    }

    /** Returns a price version as a caller sees it. */
    public static Shown of(PriceRow row, Caller caller) {
      Cost cost = Cost.of(row);
      return new Shown(
          row.id(),
          MadeAnswer.of(row.status(), row.createdAt(), row.updatedAt(), caller),
          cost,
          "RECURRING",
          row.billingModel(),
          PricePeriod.of(row.billingPeriod()),
          row.billingPeriodCount(),
          row.currency(),
          row.description(),
          cost.amount() == null ? null : cost.amount().toPlainString() + " " + row.currency(),
          row.displayName(),
          row.endDate(),
          row.entityId(),
          row.entityType(),
          row.invoiceCadence(),
          row.lookupKey(),
          row.metadata(),
          row.meterId(),
          row.version() == 1 ? null : row.lineageId(),
          "FIAT",
          row.effectiveFrom(),
          0,
          row.type(),
          row.lineageId(),
          row.version(),
          row.effectiveFrom(),
          null,
          Lacking.NOTHING);
    }
  }

  /** What it costs, in the terms of its billing model. */
  record Cost(
      @Example("0.002") @Nullable BigDecimal amount,
      @Nullable TierMode tierMode,
      @Nullable List<TermsDraft.Tier> tiers,
      TermsDraft.@Nullable Packing transformQuantity,
      @Says("The version that a SCRIPT price names.") @Nullable Pinned script,
      @Says("What the script gets, decimals as strings.") @Example("{\"amount\":\"0.002\"}")
          Json.Obj params,
      @Nullable BigDecimal maximumAmount,
      int freeEvents,
      @Says("The least of it that a line item has: FIXED.") @Nullable BigDecimal minQuantity) {
    private static Cost of(PriceRow row) {
      Json.Obj kept = JsonReader.parseObject(row.terms());
      PriceTerms terms = PriceTerms.fromJson(row.billingModel(), kept);
      PriceVersion.Bounds bounds = PriceVersion.Bounds.of(kept);
      return new Cost(
          terms.amount(),
          terms.tierMode(),
          terms.tiers().isEmpty() ? null : terms.tiers().stream().map(TermsDraft.Tier::of).toList(),
          TermsDraft.Packing.of(terms.transform()),
          kept.get("script") instanceof Json.Obj script ? Pinned.of(script) : null,
          JsonReader.parseObject(row.params()),
          bounds.maximum(),
          bounds.freeEvents(),
          bounds.minQuantity());
    }
  }

  /** A script version. */
  @Named("PinnedScript")
  record Pinned(@Example("tiered") String name, int version, ScriptId id) {
    private static Pinned of(Json.Obj kept) {
      return new Pinned(
          Objects.requireNonNull(kept.string("name")),
          ((Json.Num) Objects.requireNonNull(kept.get("version"))).value().intValueExact(),
          new ScriptId(Objects.requireNonNull(kept.string("id"))));
    }
  }

  /** What generated clients look for and no price has. */
  record Lacking(
      Json.@Nullable Obj addon,
      @Nullable BigDecimal conversionRate,
      @Nullable String displayPriceUnitAmount,
      Json.@Nullable Obj group,
      @Nullable String groupId,
      Json.@Nullable Obj meter,
      Json.@Nullable Obj plan,
      @Nullable String priceUnit,
      @Nullable BigDecimal priceUnitAmount,
      @Nullable String priceUnitId,
      @Nullable List<Json> priceUnitTiers,
      Json.@Nullable Obj pricingUnit,
      @Nullable Integer sequence,
      @Nullable Integer trialPeriodDays) {
    private static final Lacking NOTHING =
        new Lacking(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
