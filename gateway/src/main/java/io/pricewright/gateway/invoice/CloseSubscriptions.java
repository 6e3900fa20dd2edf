package io.pricewright.gateway.invoice;

import io.pricewright.gateway.background.CustomerStep;
import io.pricewright.gateway.background.CustomerWork;
import io.pricewright.gateway.background.Rank;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.invoice.Settings;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
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
  private final MakeDocuments make;

  CloseSubscriptions(ReadOpen open, MakeDocuments make) {
    this.open = open;
    this.make = make;
  }

  @Override
  public Future<Agenda> open(Tx tx, Map<CustomerNo, Gate> gates, Instant now) {
    return Settings.read(tx)
        .compose(
            settings ->
                settings.billFrom() == null
                    ? Future.succeededFuture(new Closings(Map.of(), settings, now))
                    : open.of(tx, gates.values(), settings, now)
                        .map(subscriptions -> new Closings(subscriptions, settings, now)));
  }

  /** The documents of a group of customers. */
  private final class Closings implements Agenda {
    private final Map<CustomerNo, List<OpenSubscription>> customers;
    private final InvoiceSettings settings;
    private final Instant now;
    private final List<MakeDocuments.Due> due = new ArrayList<>();
    private final Set<CustomerNo> over = new HashSet<>();

    Closings(
        Map<CustomerNo, List<OpenSubscription>> customers, InvoiceSettings settings, Instant now) {
      this.customers = customers;
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
      due.add(one.finalized());
      over.add(customer);
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
      return InvoiceRow.TABLE.addAll(tx, made).compose(added -> make.run(tx, due, settings, now));
    }
  }
}
