package io.pricewright.gateway.entitlement;

import io.pricewright.rules.entitlement.AggregatedEntitlement;
import io.pricewright.rules.entitlement.EntitlementEntity;
import io.pricewright.rules.entitlement.Reset;
import io.pricewright.rules.entitlement.ResetPeriod;
import io.pricewright.rules.entitlement.RollingWindow;
import io.pricewright.rules.entitlement.Source;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer's entitlements at a time, feature by feature.
 *
 * @param features in the order of the oldest source
 * @param holds as long as no subscription or trial begins or ends
 */
record Rights(List<OfFeature> features, Interval holds) {
  private static final int MOST_SUBSCRIPTIONS = 1_000;
  private static final Instant BEGIN = Instant.parse("1900-01-01T00:00:00Z");

  /**
   * An entitlement, the subscription that brings it, and the subscription's plan.
   *
   * @param start from when usage counts: since the subscription or its paid time began
   */
  record Brought(
      EntitlementRow row,
      SubscriptionRow subscription,
      @Nullable PlanRow plan,
      BillingClock clock,
      Instant start) {
    /** Returns it with the clock of the line item that counts the meter by the same periods. */
    Brought on(@Nullable MeterId meter, List<LineItems.Priced> items) {
      ResetPeriod reset = row.usageResetPeriod();
      return reset == null || meter == null
          ? this
          : items.stream()
              .filter(item -> item.row().subscriptionId().equals(subscription.id()))
              .filter(item -> meter.equals(item.meterId()))
              .map(item -> LineItems.clock(item.row()))
              .filter(clock -> reset.resetsWith(clock.term()))
              .findFirst()
              .map(clock -> new Brought(row, subscription, plan, clock, start))
              .orElse(this);
    }

    Source source() {
      return new Source(
          row.id().value(),
          subscription.id().value(),
          row.isEnabled(),
          row.usageLimit(),
          reset(),
          row.isSoftLimit(),
          row.staticValue(),
          clock,
          start);
    }

    private @Nullable Reset reset() {
      String window = row.rollingWindow();
      return window == null ? row.usageResetPeriod() : new RollingWindow(Duration.parse(window));
    }
  }

  /** One feature with all that brings it. */
  record OfFeature(FeatureRow feature, @Nullable MeterRow meter, List<Brought> brought) {
    List<Source> sources() {
      return brought.stream().map(Brought::source).toList();
    }

    /** Returns the JSON objects of what is enabled, in the order of the sources. */
    List<String> configs() {
      return brought.stream()
          .filter(one -> one.row().isEnabled())
          .flatMap(one -> Stream.ofNullable(one.row().configValue()))
          .toList();
    }

    AggregatedEntitlement whole() {
      return AggregatedEntitlement.of(sources());
    }
  }

  /** Returns the features that one of the subscriptions brings. */
  List<OfFeature> of(SubscriptionId subscriptionId) {
    List<OfFeature> some = new ArrayList<>();
    for (OfFeature feature : features) {
      List<Brought> mine =
          feature.brought().stream()
              .filter(one -> one.subscription().id().equals(subscriptionId))
              .toList();
      if (!mine.isEmpty()) {
        some.add(new OfFeature(feature.feature(), feature.meter(), mine));
      }
    }
    return some;
  }

  static Future<Rights> read(Tx tx, CustomerNo customerNo, Instant now) {
    return Subscriptions.ofCustomer(tx, customerNo, MOST_SUBSCRIPTIONS)
        .compose(
            all -> {
              List<SubscriptionRow> live = all.stream().filter(s -> live(s, now)).toList();
              Set<String> entities = new HashSet<>();
              live.forEach(
                  s -> {
                    entities.add(s.id().value());
                    entities.add(s.planId().value());
                  });
              List<String> ids = List.copyOf(entities);
              Future<List<EntitlementRow>> rows =
                  EntitlementRow.TABLE.listAny(tx, EntitlementRow.ENTITY_ID, ids);
              Future<List<PlanRow>> plans =
                  PlanRow.TABLE.listAny(
                      tx,
                      PlanRow.ID,
                      live.stream().map(SubscriptionRow::planId).distinct().toList());
              Future<List<LineItems.Priced>> items =
                  LineItems.priced(tx, live.stream().map(SubscriptionRow::id).toList());
              return Future.join(rows, plans, items)
                  .compose(
                      read ->
                          byFeature(
                                  tx,
                                  brought(live, rows.result(), plans.result(), now),
                                  items.result())
                              .map(features -> new Rights(features, holds(all, now))));
            });
  }

  private static boolean live(SubscriptionRow row, Instant now) {
    return row.subscriptionStatus().bringsRights(row.startDate(), row.endDate(), now);
  }

  /** The answer holds between the moments at which a subscription or its trial begins or ends. */
  private static Interval holds(List<SubscriptionRow> subscriptions, Instant now) {
    Instant from = BEGIN;
    Instant to = Interval.END_OF_TIME;
    for (SubscriptionRow row : subscriptions) {
      Instant end = row.endDate() == null ? Interval.END_OF_TIME : row.endDate();
      Instant trial = row.trialEnd() == null ? row.startDate() : row.trialEnd();
      for (Instant moment : List.of(row.startDate(), trial, end)) {
        if (moment.isAfter(now) && moment.isBefore(to)) {
          to = moment;
        }
        if (!moment.isAfter(now) && moment.isAfter(from)) {
          from = moment;
        }
      }
    }
    return new Interval(from, to);
  }

  /** A subscription's own entitlement replaces its plan's on the same feature, as in rating. */
  private static List<Brought> brought(
      List<SubscriptionRow> live, List<EntitlementRow> rows, List<PlanRow> plans, Instant now) {
    List<Brought> brought = new ArrayList<>();
    for (SubscriptionRow subscription : live) {
      PlanRow plan =
          plans.stream().filter(p -> p.id().equals(subscription.planId())).findFirst().orElse(null);
      List<EntitlementRow> own =
          of(rows, EntitlementEntity.SUBSCRIPTION, subscription.id().value());
      Set<FeatureId> replaced = new HashSet<>();
      own.forEach(row -> replaced.add(row.featureId()));
      own.forEach(row -> brought.add(brought(row, subscription, plan, now)));
      of(rows, EntitlementEntity.PLAN, subscription.planId().value()).stream()
          .filter(row -> !replaced.contains(row.featureId()))
          .forEach(row -> brought.add(brought(row, subscription, plan, now)));
    }
    return brought;
  }

  private static Brought brought(
      EntitlementRow row, SubscriptionRow subscription, @Nullable PlanRow plan, Instant now) {
    Instant trialEnd = subscription.trialEnd();
    // What was used on trial is used up with it.
    Instant since = trialEnd == null || trialEnd.isAfter(now) ? subscription.startDate() : trialEnd;
    return new Brought(row, subscription, plan, Subscriptions.clock(subscription), since);
  }

  private static List<EntitlementRow> of(
      List<EntitlementRow> rows, EntitlementEntity type, String id) {
    return rows.stream()
        .filter(EntitlementRow::published)
        .filter(row -> row.entityType() == type && row.entityId().equals(id))
        .toList()
        .reversed();
  }

  private static Future<List<OfFeature>> byFeature(
      Tx tx, List<Brought> brought, List<LineItems.Priced> items) {
    Map<FeatureId, List<Brought>> byFeature = new LinkedHashMap<>();
    brought.forEach(
        one -> byFeature.computeIfAbsent(one.row().featureId(), id -> new ArrayList<>()).add(one));
    return FeatureRow.TABLE
        .listAny(tx, FeatureRow.ID, byFeature.keySet())
        .compose(features -> withMeters(tx, byFeature, features, items));
  }

  private static Future<List<OfFeature>> withMeters(
      Tx tx,
      Map<FeatureId, List<Brought>> byFeature,
      List<FeatureRow> features,
      List<LineItems.Priced> items) {
    Map<FeatureId, FeatureRow> byId = new HashMap<>();
    List<MeterId> meterIds = new ArrayList<>();
    for (FeatureRow feature : features) {
      byId.put(feature.id(), feature);
      Optional.ofNullable(feature.meterId()).ifPresent(meterIds::add);
    }
    return MeterRow.TABLE
        .listAny(tx, MeterRow.ID, meterIds)
        .map(
            meters -> {
              Map<MeterId, MeterRow> meterById = new HashMap<>();
              meters.forEach(meter -> meterById.put(meter.id(), meter));
              List<OfFeature> all = new ArrayList<>();
              byFeature.forEach(
                  (id, sources) -> {
                    FeatureRow feature = byId.get(id);
                    if (feature != null) {
                      MeterId meterId = feature.meterId();
                      all.add(
                          new OfFeature(
                              feature,
                              meterId == null ? null : meterById.get(meterId),
                              sources.stream().map(one -> one.on(meterId, items)).toList()));
                    }
                  });
              return List.copyOf(all);
            });
  }
}
