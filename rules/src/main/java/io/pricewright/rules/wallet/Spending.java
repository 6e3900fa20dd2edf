package io.pricewright.rules.wallet;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Charge;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.rating.RatedEvent;
import java.math.BigDecimal;
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
 * @param parts when the usage occurred; they add up to the total
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
    byCell(rated, customers)
        .forEach(
            (cell, charge) -> {
              Where where = new Where(cell.customerNo(), charge.currency(), key(cell));
              totals.merge(where, charge.amount(), BigDecimal::add);
              parts
                  .computeIfAbsent(where, w -> new ArrayList<>())
                  .addAll(shares(rated, cell, charge.amount()));
            });
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

  private static Map<CellKey, Money> byCell(RatedBatch rated, Predicate<CustomerNo> customers) {
    Map<CellKey, Money> all = new LinkedHashMap<>();
    for (Charge charge : rated.charges()) {
      if (customers.test(charge.cell().customerNo())) {
        all.merge(charge.cell(), charge.amount(), Money::plus);
      }
    }
    return all;
  }

  private static List<Use.Part> shares(RatedBatch rated, CellKey cell, BigDecimal total) {
    List<Use.Part> moments =
        rated.moments().getOrDefault(cell, List.of()).stream()
            .map(moment -> new Use.Part(moment.at(), moment.amount()))
            .toList();
    return Shares.of(total, moments, cell.periodStart());
  }

  private static Use.Key key(CellKey cell) {
    return new Use.Key(cell.lineItemNo(), cell.periodStart());
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

  /** Draws for it, or gives back. */
  public void from(Purse purse) {
    purse.charge(key, total, parts, key.periodStart());
  }
}
