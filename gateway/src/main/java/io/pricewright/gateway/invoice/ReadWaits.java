package io.pricewright.gateway.invoice;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.invoice.WaitsFor;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.database.Tx;
import io.pricewright.store.invoice.Waits;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose documents wait though they are due: for tasks that rate usage of theirs, and for
 * parked events of their time; as long as the settings say, counted from the boundary, and for
 * tasks from when the draft was made if that was later, as what was sold into the past is rated
 * then.
 */
final class ReadWaits {
  private final Snapshots snapshots;

  ReadWaits(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Returns what waits, and for what; of subscriptions of which nothing is due nothing. */
  Future<Map<SubscriptionId, WaitsFor>> of(
      Tx tx, Collection<OpenSubscription> open, InvoiceSettings settings, Instant now) {
    List<OpenSubscription> due = open.stream().filter(one -> mayWait(one, now)).toList();
    if (due.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    List<CustomerNo> customers =
        due.stream().map(one -> one.gate().customerNo()).distinct().toList();
    Future<Catalogue> catalogue = snapshots.catalogue(tx);
    Future<List<Work>> tasks = Waits.tasks(tx, customers);
    Future<Set<Waits.Span>> parked = Waits.parked(tx, due.stream().map(ReadWaits::span).toList());
    return Future.join(catalogue, tasks, parked)
        .map(
            all -> {
              Map<SubscriptionId, WaitsFor> waits = new HashMap<>();
              for (OpenSubscription one : due) {
                SubscriptionId id = one.subscription().id();
                if (now.isBefore(since(one, now).plus(settings.hold()))
                    && tasks.result().stream()
                        .anyMatch(work -> rates(work, one, catalogue.result()))) {
                  waits.put(id, WaitsFor.TASKS);
                } else if (now.isBefore(one.boundary().plus(settings.hold()))
                    && parked.result().contains(span(one))) {
                  waits.put(id, WaitsFor.PARKED_EVENTS);
                }
              }
              return waits;
            });
  }

  private static boolean mayWait(OpenSubscription one, Instant now) {
    Instant next = one.next();
    return next != null && !next.isAfter(now) && one.usageAt(one.boundary());
  }

  private static Instant since(OpenSubscription one, Instant now) {
    return one.draft() == null ? now : one.draft().createdAt();
  }

  private static Waits.Span span(OpenSubscription one) {
    Instant after = one.after();
    Instant from = after == null ? one.subscription().start() : after;
    return new Waits.Span(one.gate().customerNo(), from, one.boundary());
  }

  private static boolean rates(Work work, OpenSubscription one, Catalogue catalogue) {
    Subscription subscription = one.subscription();
    return switch (work) {
      case Work.AdoptEvents adopt -> adopt.customerNo().equals(one.gate().customerNo());
      case Work.RateStored rate -> has(subscription, rate.lineItemNo());
      case Work.CutLineItem cut -> has(subscription, cut.lineItemNo());
      case Work.AttachPrice attach -> attach.planId().equals(subscription.planId());
      case Work.Recount recount ->
          subscription.lineItems().stream().anyMatch(item -> recounts(recount, item, catalogue));
      case Work.CarryLevel carry ->
          // What begins at the boundary is for the next document.
          carry.after().plusNanos(1_000).isBefore(one.boundary())
              && carry.customerNo().equals(one.gate().customerNo())
              && subscription.lineItems().stream()
                  .anyMatch(item -> carry.meterId().equals(meter(item, catalogue)));
      default -> false;
    };
  }

  private static boolean has(Subscription subscription, LineItemNo no) {
    return subscription.lineItems().stream().anyMatch(item -> item.no().equals(no));
  }

  private static boolean recounts(Work.Recount recount, LineItem item, Catalogue catalogue) {
    return recount.lineageId() != null
        ? recount.lineageId().equals(item.lineageId())
        : Objects.equals(recount.meterId(), meter(item, catalogue));
  }

  private static @Nullable MeterId meter(LineItem item, Catalogue catalogue) {
    return catalogue.lineage(item.lineageId()).getFirst().meterId();
  }
}
