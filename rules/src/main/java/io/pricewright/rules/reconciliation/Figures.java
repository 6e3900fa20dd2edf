package io.pricewright.rules.reconciliation;

import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of a customer's books in one currency. For one thread. */
public final class Figures {
  private static final Sum NONE = new Sum(BigDecimal.ZERO, 0);

  private final Map<Figure, Sum> sums = new EnumMap<>(Figure.class);

  private record Sum(BigDecimal amount, long count) {}

  /** Notes a figure; one that is noted twice adds up. */
  public void add(Figure figure, BigDecimal amount, long count) {
    sums.merge(
        figure,
        new Sum(amount, count),
        (one, other) -> new Sum(one.amount.add(other.amount), one.count + other.count));
  }

  private BigDecimal sum(Figure... figures) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Figure figure : figures) {
      sum = sum.add(sums.getOrDefault(figure, NONE).amount());
    }
    return Money.plain(sum);
  }

  private BigDecimal charged() {
    return sum(Figure.CHARGED_USAGE, Figure.CHARGED_FIXED, Figure.CHARGED_ADJUSTED);
  }

  /** Returns what is held against what: steps from usage to charges, documents and the ledger. */
  public List<Comparison> comparisons() {
    BigDecimal charged = charged();
    // What was voided was asked: it is waived, and not asked again by itself.
    BigDecimal open = charged.subtract(sum(Figure.ASKED, Figure.WAIVED)).add(sum(Figure.WORK));
    BigDecimal earned =
        charged
            .subtract(sum(Figure.ADVANCE_GROSS))
            .add(sum(Figure.RECOGNIZED))
            .add(sum(Figure.WORK, Figure.GIVEN));
    return List.of(
        of(
            Compared.USAGE,
            sum(Figure.USAGE),
            sum(Figure.CHARGED_USAGE),
            explained(Figure.CHARGED_ADJUSTED, Reason.ADJUSTED)),
        of(
            Compared.CHARGES,
            charged,
            sum(Figure.ASKED),
            explained(Figure.NOT_DUE, Reason.NOT_DUE),
            explained(Figure.LATE, Reason.LATE),
            explained(Figure.ELSEWHERE, Reason.ELSEWHERE),
            explained(Figure.WAIVED, Reason.WAIVED)),
        of(Compared.UNBILLED, sum(Figure.LEDGER_UNBILLED), open.subtract(sum(Figure.DRAWN))),
        of(Compared.RECEIVABLE, sum(Figure.LEDGER_RECEIVABLE), sum(Figure.REMAINING)),
        of(
            Compared.DEFERRED,
            sum(Figure.LEDGER_DEFERRED).negate(),
            sum(Figure.ADVANCE_NET).subtract(sum(Figure.RECOGNIZED))),
        of(Compared.REVENUE, sum(Figure.LEDGER_REVENUE).negate(), earned),
        of(Compared.DISCOUNT, sum(Figure.LEDGER_DISCOUNT), sum(Figure.DISCOUNTS)),
        of(Compared.ROUNDING, sum(Figure.LEDGER_ROUNDING), sum(Figure.ROUNDINGS)),
        of(Compared.CREDITS, sum(Figure.SETTLED), sum(Figure.CREDITS)),
        of(
            Compared.CREDIT_BALANCE,
            sum(Figure.LEDGER_CREDIT_BALANCE).negate(),
            sum(Figure.CREDITED, Figure.SWEPT).subtract(sum(Figure.PAID))),
        of(Compared.WAIVED, sum(Figure.LEDGER_WAIVED), sum(Figure.WAIVED)));
  }

  private static Comparison of(
      Compared compared, BigDecimal amount, BigDecimal against, Explained... explained) {
    List<Explained> told = new ArrayList<>();
    for (Explained one : explained) {
      if (one.count() != 0 || one.amount().signum() != 0) {
        told.add(one);
      }
    }
    return new Comparison(compared, Money.plain(amount), Money.plain(against), told);
  }

  private Explained explained(Figure figure, Reason reason) {
    Sum sum = sums.getOrDefault(figure, NONE);
    return new Explained(reason, Money.plain(sum.amount()), sum.count());
  }
}
