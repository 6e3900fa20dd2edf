package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.wallet.Cadence;
import io.pricewright.rules.wallet.CreditGrantScope;
import io.pricewright.rules.wallet.ExpirationType;
import io.pricewright.rules.wallet.ExpirationUnit;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.CreditScheduleRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is answered of credits that come with plans and subscriptions. */
final class CreditGrantAnswers {
  static final Body<Shown> CREDIT_GRANT = Body.of(Shown.class);
  static final Body<Upcoming> UPCOMING = Body.of(Upcoming.class);

  private CreditGrantAnswers() {}

  /** A credit grant. */
  @Named("CreditGrant")
  record Shown(
      CreditGrantId id,
      String name,
      CreditGrantScope scope,
      @Nullable PlanId planId,
      @Nullable SubscriptionId subscriptionId,
      BigDecimal credits,
      Cadence cadence,
      @Nullable BillingPeriod period,
      @Nullable Integer periodCount,
      ExpirationType expirationType,
      @Nullable Integer expirationDuration,
      @Nullable ExpirationUnit expirationDurationUnit,
      @Nullable Integer priority,
      @Nullable BigDecimal conversionRate,
      @Nullable BigDecimal topupConversionRate,
      @Nullable BigDecimal rolloverCap,
      boolean forfeitOnCancel,
      @Nullable Instant startDate,
      @Nullable Instant endDate,
      @Metadata Json.Obj metadata,
      @Nullable String addonId,
      @Nullable Instant creditGrantAnchor,
      @Inline MadeAnswer made) {
    static Shown of(CreditGrantRow row, Caller caller) {
      return new Shown(
          row.id(),
          row.name(),
          row.scope(),
          row.planId(),
          row.subscriptionId(),
          row.credits(),
          row.cadence(),
          row.period(),
          row.periodCount(),
          row.expirationType(),
          row.expirationDuration(),
          row.expirationDurationUnit(),
          row.priority(),
          row.conversionRate(),
          row.topupConversionRate(),
          row.rolloverCap(),
          row.forfeitOnCancel(),
          row.startDate(),
          row.endDate(),
          row.metadata(),
          null,
          null,
          MadeAnswer.of(row.status(), row.createdAt(), row.updatedAt(), caller));
    }
  }

  /** Why credits come. */
  enum Reason implements Coded {
    ONETIME_CREDIT_GRANT,
    FIRST_TIME_RECURRING_CREDIT_GRANT,
    RECURRING_CREDIT_GRANT;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Reason of(CreditGrantRow grant, int given) {
      if (grant.cadence() == Cadence.ONETIME) {
        return ONETIME_CREDIT_GRANT;
      }
      return given == 0 ? FIRST_TIME_RECURRING_CREDIT_GRANT : RECURRING_CREDIT_GRANT;
    }
  }

  /** Credits to come, in the words of a credit grant's application. */
  @Named("CreditGrantApplication")
  record Upcoming(
      ScheduleId id,
      CreditGrantId creditGrantId,
      SubscriptionId subscriptionId,
      BigDecimal credits,
      String applicationStatus,
      Reason applicationReason,
      @Nullable Instant scheduledFor,
      @Nullable Instant periodStart,
      @Nullable Instant periodEnd,
      @Nullable Instant appliedAt,
      @Nullable String failureReason,
      int retryCount,
      @Nullable String idempotencyKey,
      @Nullable String subscriptionStatusAtApplication,
      @Metadata Json.Obj metadata,
      @Inline MadeAnswer made) {
    static Upcoming of(CreditScheduleRow row, CreditGrantRow grant, Caller caller) {
      return new Upcoming(
          row.id(),
          grant.id(),
          row.subscriptionId(),
          grant.credits(),
          "pending",
          Reason.of(grant, row.ordinal()),
          row.nextAt(),
          row.nextAt(),
          null,
          null,
          null,
          0,
          null,
          null,
          Json.Obj.EMPTY,
          MadeAnswer.of(Status.PUBLISHED, row.createdAt(), row.createdAt(), caller));
    }
  }
}
