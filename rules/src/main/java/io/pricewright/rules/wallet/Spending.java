package io.pricewright.rules.wallet;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rating.Charge;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.rating.RatedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a batch charged a customer on one line item and period.
 *
 * @param customerNo whose
 * @param currency in what
 * @param key line item and period
 * @param total of either sign, not zero
 * @param parts when the usage occurred; empty for corrections, which count at the period's start
 */
public record Spending(
    CustomerNo customerNo, Currency currency, Use.Key key, BigDecimal total, List<Use.Part> parts) {
  private record Where(CustomerNo customerNo, Currency currency, Use.Key key) {}

  public Spending {
    parts = List.copyOf(parts);
  }

  /** Returns what a batch charged some customers, in the order of its charges. */
  public static List<Spending> of(RatedBatch rated, Predicate<CustomerNo> customers) {
    Map<Where, BigDecimal> totals = new LinkedHashMap<>();
    Map<Where, List<Use.Part>> parts = new LinkedHashMap<>();
    for (Charge charge : rated.charges()) {
      if (!customers.test(charge.cell().customerNo())) {
        continue;
      }
      Where where = where(charge);
      totals.merge(where, charge.amount().amount(), BigDecimal::add);
      List<Use.Part> mine = parts.computeIfAbsent(where, w -> new ArrayList<>());
      rated
          .moments()
          .getOrDefault(charge.cell(), List.of())
          .forEach(moment -> mine.add(new Use.Part(moment.at(), moment.amount())));
    }
    List<Spending> all = new ArrayList<>();
    totals.forEach(
        (where, total) -> {
          if (total.signum() != 0) {
            all.add(
                new Spending(
                    where.customerNo(),
                    where.currency(),
                    where.key(),
                    total,
                    parts.getOrDefault(where, List.of())));
          }
        });
    return all;
  }

  /** Returns what events cost in a currency, parked ones aside. */
  public static BigDecimal sum(List<RatedEvent> events, String currency) {
    BigDecimal sum = BigDecimal.ZERO;
    for (RatedEvent event : events) {
      for (Entry entry : event.entries()) {
        BigDecimal amount = entry.amount();
        sum = amount != null && currency.equals(entry.currency()) ? sum.add(amount) : sum;
      }
    }
    return sum;
  }

  /** Returns what events cost in each currency, by its code; parked ones aside. */
  public static SortedMap<String, BigDecimal> totals(List<RatedEvent> events) {
    SortedMap<String, BigDecimal> totals = new TreeMap<>();
    for (RatedEvent event : events) {
      for (Entry entry : event.entries()) {
        if (entry.amount() != null && entry.currency() != null) {
          totals.merge(entry.currency(), entry.amount(), BigDecimal::add);
        }
      }
    }
    return totals;
  }

  /** Returns in which currencies events cost something, each once. */
  public static List<String> currencies(List<RatedEvent> events) {
    return events.stream()
        .flatMap(event -> event.entries().stream())
        .filter(entry -> entry.amount() != null && entry.amount().signum() != 0)
        .map(Entry::currency)
        .filter(java.util.Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  private static Where where(Charge charge) {
    return new Where(
        charge.cell().customerNo(),
        charge.amount().currency(),
        new Use.Key(charge.cell().lineItemNo(), charge.cell().periodStart()));
  }

  /** Draws for it, or gives back. */
  public void from(Purse purse) {
    purse.charge(key, total, parts, otherwise());
  }

  private Instant otherwise() {
    return key.periodStart();
  }
}
