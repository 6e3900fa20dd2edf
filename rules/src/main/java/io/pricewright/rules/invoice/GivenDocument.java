package io.pricewright.rules.invoice;

import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.wallet.Move;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * A document of lines that somebody gave, of no subscription: its totals, and what the ledger is
 * told. No price and no event made it, so nothing of it is charged before it is asked: it is owed
 * and earned at once. Prepaid credits are for what subscriptions ask, and pay nothing of it; the
 * credit balance, which is money, does.
 *
 * @param lines at least one
 * @param balance what the customer's credit balance has for it, zero or more
 */
public record GivenDocument(List<Line> lines, BigDecimal balance) {
  public GivenDocument {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a document asks something");
    }
    if (balance.signum() < 0) {
      throw new IllegalArgumentException("nobody pays with a debt: " + balance);
    }
  }

  /**
   * A line.
   *
   * @param amount exact, zero or more
   * @param net what is to be paid, in minor units
   */
  public record Line(BigDecimal amount, BigDecimal net) {
    public Line {
      if (amount.signum() < 0) {
        throw new IllegalArgumentException("nobody is asked less than nothing: " + amount);
      }
    }

    /** Rounds an amount to minor units of its currency, half a unit up. */
    public static Line of(BigDecimal amount, Currency currency) {
      return new Line(
          Money.plain(amount),
          Money.plain(amount.setScale(currency.decimals(), RoundingMode.HALF_UP)));
    }

    /** Returns what is posted: what is earned is exact, what is to be paid in minor units. */
    public List<Move> moves() {
      Document.Moves moves = new Document.Moves();
      moves.add(Account.RECEIVABLE, Account.REVENUE, amount);
      moves.add(Account.ROUNDING, Account.RECEIVABLE, Money.plain(amount.subtract(net)));
      return moves.all;
    }
  }

  /** Returns what its lines add up to before they are rounded. */
  public static BigDecimal exact(List<Line> lines) {
    return sum(lines, Line::amount);
  }

  /** Returns what is to be paid, in minor units: the sum of its lines. */
  public BigDecimal total() {
    return sum(lines, Line::net);
  }

  /** Returns what the credit balance pays of the total at once. */
  public BigDecimal paid() {
    return Money.plain(total().min(balance));
  }

  /** Returns whether it is paid by now. */
  public PaymentStatus payment() {
    return total().compareTo(paid()) > 0 ? PaymentStatus.PENDING : PaymentStatus.SUCCEEDED;
  }

  /** Returns what is posted besides its lines: what the credit balance pays. */
  public List<Move> moves() {
    Document.Moves moves = new Document.Moves();
    moves.add(Account.CREDIT_BALANCE, Account.RECEIVABLE, paid());
    return moves.all;
  }

  private static BigDecimal sum(List<Line> lines, Function<Line, BigDecimal> of) {
    return Money.plain(lines.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
