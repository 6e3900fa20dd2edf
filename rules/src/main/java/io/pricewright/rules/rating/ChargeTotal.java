package io.pricewright.rules.rating;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What charges came to for a customer in a currency.
 *
 * @param customerNo whose
 * @param sum of either sign
 * @param events how many events they sum up
 */
public record ChargeTotal(CustomerNo customerNo, Money sum, int events) {
  private record Whose(CustomerNo customerNo, Currency currency) {}

  private static final Comparator<Whose> ORDER =
      Comparator.comparing(Whose::customerNo).thenComparing(whose -> whose.currency().code());

  /** Sums charges by customer and currency, in this order. */
  public static List<ChargeTotal> of(List<Charge> charges) {
    Map<Whose, ChargeTotal> totals = new TreeMap<>(ORDER);
    for (Charge charge : charges) {
      CustomerNo customerNo = charge.cell().customerNo();
      totals.merge(
          new Whose(customerNo, charge.amount().currency()),
          new ChargeTotal(customerNo, charge.amount(), charge.events()),
          (a, b) -> new ChargeTotal(customerNo, a.sum.plus(b.sum), a.events + b.events));
    }
    return List.copyOf(totals.values());
  }
}
