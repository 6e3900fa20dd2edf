package io.pricewright.gateway.invoice;

import io.pricewright.gateway.background.CustomerStep;
import io.pricewright.gateway.background.CustomerWork;
import io.pricewright.gateway.background.Rank;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.invoice.WaitsFor;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.invoice.Settings;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the documents of subscriptions. At each boundary at which something is asked there is one:
 * with usage a draft first, which waits for what comes late, and is final when its grace is over.
 * What is final moves {@code closed_through}, so that usage that comes later is asked by the next.
 */
public final class CloseSubscriptions implements CustomerWork {
  private final ReadOpen open;
  private final ReadWaits waits;
  private final MakeDocuments make;

  /** How soon it is looked again whether events are parked. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  CloseSubscriptions(ReadOpen open, ReadWaits waits, MakeDocuments make) {
    this.open = open;
    this.waits = waits;
    this.make = make;
  }

  @Override
  public Future<Agenda> open(Tx tx, Map<CustomerNo, Gate> gates, Instant now) {
    return Settings.read(tx)
        .compose(
            settings ->
                settings.billFrom() == null
                    ? Future.succeededFuture(new Closings(Map.of(), Map.of(), settings, now))
                    : open.of(tx, gates.values(), settings, now)
                        .compose(found -> closings(tx, found, settings, now)));
  }

  private Future<Agenda> closings(
      Tx tx, Map<CustomerNo, List<OpenSubscription>> found, InvoiceSettings settings, Instant now) {
    return waits
        .of(tx, found.values().stream().flatMap(List::stream).toList(), settings, now)
        .map(waiting -> new Closings(found, waiting, settings, now));
  }

  /** The documents of a group of customers. */
  private final class Closings implements Agenda {
    private final Map<CustomerNo, List<OpenSubscription>> customers;
    private final Map<SubscriptionId, WaitsFor> waiting;
    private final InvoiceSettings settings;
    private final Instant now;
    private final List<MakeDocuments.Due> due = new ArrayList<>();
    private final Set<CustomerNo> over = new HashSet<>();
    private final Set<CustomerNo> resting = new HashSet<>();

    Closings(
        Map<CustomerNo, List<OpenSubscription>> customers,
        Map<SubscriptionId, WaitsFor> waiting,
        InvoiceSettings settings,
        Instant now) {
      this.customers = customers;
      this.waiting = waiting;
      this.settings = settings;
      this.now = now;
    }

    @Override
    public @Nullable CustomerStep next(CustomerNo customer) {
      OpenSubscription first = first(customer);
      return first == null
          ? null
          : new CustomerStep(Objects.requireNonNull(first.next()), Rank.DOCUMENTS);
    }

    private @Nullable OpenSubscription first(CustomerNo customer) {
      OpenSubscription first = null;
      Instant earliest = null;
      for (OpenSubscription one : customers.getOrDefault(customer, List.of())) {
        Instant at = one.next();
        if (at != null && (earliest == null || at.isBefore(earliest))) {
          first = one;
          earliest = at;
        }
      }
      return first;
    }

    @Override
    public void take(CustomerNo customer, CustomerStep step) {
      OpenSubscription one = first(customer);
      if (one == null) {
        return;
      }
      if (one.draft() == null) {
        InvoiceRow draft = make.draft(one, settings, now);
        one.drafted(draft);
        if (draft.finalizeAt().isAfter(step.at())) {
          return;
        }
      }
      WaitsFor what = waiting.get(one.subscription().id());
      if (what != null) {
        waits(customer, one, what);
        return;
      }
      due.add(one.finalized());
      over.add(customer);
    }

    /**
     * Tasks are done in a moment; events may be parked for days, and others are not kept waiting.
     */
    private void waits(CustomerNo customer, OpenSubscription one, WaitsFor what) {
      if (what == WaitsFor.TASKS) {
        one.waits(what, null);
        resting.add(customer);
        return;
      }
      Instant again = now.plus(AGAIN);
      Instant last = one.boundary().plus(settings.hold());
      one.waits(what, again.isBefore(last) ? again : last);
    }

    @Override
    public boolean rests(CustomerNo customer) {
      return resting.contains(customer);
    }

    @Override
    public boolean over(CustomerNo customer) {
      return over.contains(customer);
    }

    @Override
    public Future<Void> write(Tx tx) {
      List<InvoiceRow> made =
          customers.values().stream()
              .flatMap(List::stream)
              .flatMap(one -> one.madeDraft().stream())
              .toList();
      List<Future<?>> changed =
          customers.values().stream()
              .flatMap(List::stream)
              .flatMap(one -> one.changedDraft().stream())
              .<Future<?>>map(row -> InvoiceRow.TABLE.put(tx, row))
              .toList();
      return InvoiceRow.TABLE
          .addAll(tx, made)
          .compose(added -> Future.join(changed))
          .compose(put -> make.run(tx, due, settings, now));
    }
  }
}
