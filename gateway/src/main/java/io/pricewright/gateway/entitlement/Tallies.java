package io.pricewright.gateway.entitlement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pricewright.gateway.event.MeasureUsage;
import io.pricewright.rules.entitlement.UsageWindow;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.rules.usage.UsageState;
import io.pricewright.store.cache.Stamp;
import io.pricewright.store.customer.Families.Member;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.EventSearch;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage by customer, meter and window, whatever the billing period. A state is folded once from the
 * events and then catches up with those that came behind the customer's gate since, so asking after
 * each event costs that event and not the window. It begins anew when the catalogue or the
 * customer's version moves, which is what voids and filters do. Thread-safe.
 */
final class Tallies {
  private static final int PAGE = 2_000;
  private static final int MOST_STATES = 500_000;
  private static final int MOST_WINDOWS = 1_000;

  private final Cache<Whose, Tally> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_STATES)
          .weigher((Whose whose, Tally tally) -> 1 + tally.states().size())
          .build();

  private record Whose(Scope scope, CustomerNo no) {}

  /** A meter and the time in which it counts. */
  record Window(Meter meter, UsageWindow time) {}

  /**
   * What was used in a window.
   *
   * @param leaves when some of it no longer counts; null when nothing was used
   */
  record Used(BigDecimal quantity, @Nullable Instant leaves) {
    static final Used NOTHING = new Used(BigDecimal.ZERO, null);

    Used plus(Used other) {
      Instant first = leaves;
      Instant second = other.leaves;
      boolean mine = second == null || (first != null && first.isBefore(second));
      return new Used(quantity.add(other.quantity), mine ? first : second);
    }
  }

  private record Key(MeterId meterId, Interval span) {}

  private record Tally(Stamp stamp, Map<Key, Meter> windows, Map<Key, UsageState> states) {
    Tally {
      windows = Map.copyOf(windows);
      states = Map.copyOf(states);
    }
  }

  /** Returns the usage in windows as of a member's stamp, in the order asked. */
  Future<List<Used>> used(Tx tx, Member member, List<Window> windows) {
    Map<Key, Meter> parts = new HashMap<>();
    for (Window window : windows) {
      if (window.meter().aggregation().type() != AggregationType.COUNT_UNIQUE) {
        window.time().parts().forEach(part -> parts.put(key(window, part), window.meter()));
      }
    }
    return states(tx, member, parts)
        .compose(
            states -> {
              List<Future<Used>> all = new ArrayList<>();
              for (Window window : windows) {
                all.add(
                    window.meter().aggregation().type() == AggregationType.COUNT_UNIQUE
                        ? distinct(tx, member, window)
                        : Future.succeededFuture(sum(window, states)));
              }
              return Future.join(all).map(done -> all.stream().map(Future::result).toList());
            });
  }

  private static Key key(Window window, Interval part) {
    return new Key(window.meter().id(), part);
  }

  private static Used sum(Window window, Map<Key, UsageState> states) {
    UsageState nothing = MeasureUsage.empty(window.meter());
    UsageState sum = nothing;
    Instant leaves = null;
    for (Interval part : window.time().parts()) {
      UsageState state = states.getOrDefault(key(window, part), nothing);
      if (!state.equals(nothing)) {
        sum = sum.merge(state);
        leaves = leaves == null ? window.time().leaves(part) : leaves;
      }
    }
    return new Used(
        Money.round12(sum.quantity(window.meter().aggregation(), window.time().whole())), leaves);
  }

  /** Distinct values are counted over the window each time. */
  private static Future<Used> distinct(Tx tx, Member member, Window window) {
    Interval whole = window.time().whole();
    return MeasureUsage.of(
            tx,
            window.meter(),
            new EventSearch.Query(
                null,
                member.no(),
                null,
                window.meter().eventName(),
                null,
                null,
                null,
                whole.from(),
                whole.to()),
            event -> event.gateSeq() <= member.stamp().seq())
        .map(used -> new Used(used, used.signum() == 0 ? null : window.time().holds().to()));
  }

  private Future<Map<Key, UsageState>> states(Tx tx, Member member, Map<Key, Meter> windows) {
    Whose whose = new Whose(tx.scope(), member.no());
    Tally old = kept.getIfPresent(whose);
    boolean usable =
        old != null
            && old.stamp().withoutUsage().equals(member.stamp().withoutUsage())
            && old.stamp().seq() <= member.stamp().seq();
    Tally before = usable && old != null ? old : new Tally(member.stamp(), Map.of(), Map.of());
    // All windows catch up, also those another customer above asks for; until they are too many.
    Map<Key, Meter> known = new HashMap<>(before.windows());
    if (known.size() > MOST_WINDOWS) {
      known.keySet().retainAll(windows.keySet());
    }
    Map<Key, Meter> missing = new HashMap<>(windows);
    missing.keySet().removeAll(known.keySet());
    Map<Key, UsageState> now = new HashMap<>(before.states());
    now.keySet().retainAll(known.keySet());
    missing.forEach((key, meter) -> now.put(key, MeasureUsage.empty(meter)));
    return anew(tx, member, missing, now)
        .compose(done -> later(tx, member, before.stamp().seq(), known, now))
        .map(
            done -> {
              known.putAll(missing);
              keep(whose, new Tally(member.stamp(), known, now));
              return now;
            });
  }

  private void keep(Whose whose, Tally tally) {
    kept.asMap().merge(whose, tally, (a, b) -> a.stamp().compareTo(b.stamp()) > 0 ? a : b);
  }

  private static Future<Void> anew(
      Tx tx, Member member, Map<Key, Meter> windows, Map<Key, UsageState> into) {
    if (windows.isEmpty()) {
      return Future.succeededFuture();
    }
    Instant from =
        windows.keySet().stream().map(k -> k.span().from()).min(Instant::compareTo).orElseThrow();
    Instant to =
        windows.keySet().stream().map(k -> k.span().to()).max(Instant::compareTo).orElseThrow();
    return anew(tx, member, new Interval(from, to), EventPages.Position.START, windows, into);
  }

  private static Future<Void> anew(
      Tx tx,
      Member member,
      Interval span,
      EventPages.Position after,
      Map<Key, Meter> windows,
      Map<Key, UsageState> into) {
    return EventPages.page(
            tx, member.no(), span.from(), span.to(), member.stamp().seq(), after, PAGE)
        .compose(
            page -> {
              fold(page, windows, into);
              return page.size() < PAGE
                  ? Future.succeededFuture()
                  : anew(tx, member, span, EventPages.Position.of(page.getLast()), windows, into);
            });
  }

  private static Future<Void> later(
      Tx tx, Member member, long since, Map<Key, Meter> windows, Map<Key, UsageState> into) {
    return windows.isEmpty() || since >= member.stamp().seq()
        ? Future.succeededFuture()
        : later(tx, member, since, null, windows, into);
  }

  private static Future<Void> later(
      Tx tx,
      Member member,
      long since,
      @Nullable StoredEvent after,
      Map<Key, Meter> windows,
      Map<Key, UsageState> into) {
    return EventPages.since(tx, member.no(), since, member.stamp().seq(), after, PAGE)
        .compose(
            page -> {
              fold(page, windows, into);
              return page.size() < PAGE
                  ? Future.succeededFuture()
                  : later(tx, member, since, page.getLast(), windows, into);
            });
  }

  private static void fold(
      List<StoredEvent> page, Map<Key, Meter> windows, Map<Key, UsageState> into) {
    for (StoredEvent event : page) {
      windows.forEach(
          (key, meter) -> {
            if (key.span().contains(event.event().occurredAt())) {
              into.computeIfPresent(key, (same, state) -> MeasureUsage.plus(meter, state, event));
            }
          });
    }
  }
}
