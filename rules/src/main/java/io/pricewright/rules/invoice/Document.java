package io.pricewright.rules.invoice;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.billing.Asked;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.wallet.Move;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A document that holds for ever: its lines with what prepaid credits paid of each, its totals, and
 * what the ledger is told. It adds up by hand: total = subtotal - discount - credits, each the sum
 * of its lines in minor units.
 *
 * @param lines at least one
 * @param balance what the customer's credit balance has for it, zero or more
 */
public record Document(List<Line> lines, BigDecimal balance) {
  public Document {
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
   * @param line what is asked
   * @param inAdvance whether what it is for is still to be served
   * @param credits what prepaid credits paid of its net amount; below zero: what they got back
   */
  public record Line(DocumentLines.Line line, boolean inAdvance, BigDecimal credits) {
    /** Returns whether its gross amount is a charge of its own: only usage is charged before. */
    public boolean charges() {
      return line.key().kind() != AmountKind.USAGE && line.asks().gross().signum() != 0;
    }

    /** Returns the account that its gross amount is earned on, or is to be. */
    public Account earned() {
      return inAdvance ? Account.DEFERRED : Account.REVENUE;
    }

    /** Returns what is posted besides its charge: discount, rounding and what is to be paid. */
    public List<Move> moves() {
      Moves moves = new Moves();
      Asked asks = line.asks();
      moves.add(inAdvance ? Account.DEFERRED : Account.DISCOUNT, Account.UNBILLED, asks.discount());
      moves.add(inAdvance ? Account.DEFERRED : Account.ROUNDING, Account.UNBILLED, asks.rounding());
      moves.add(Account.RECEIVABLE, Account.UNBILLED, asks.net().subtract(credits));
      return moves.all;
    }
  }

  /** Returns the sum of the lines before discounts. */
  public BigDecimal subtotal() {
    return sum(line -> line.line().asks().subtotal());
  }

  /** Returns what is taken off. */
  public BigDecimal discount() {
    return sum(line -> line.line().asks().shownDiscount());
  }

  /** Returns what prepaid credits paid. */
  public BigDecimal credits() {
    return sum(Line::credits);
  }

  /** Returns what is to be paid; below zero: what is owed to the customer. */
  public BigDecimal total() {
    return Money.plain(subtotal().subtract(discount()).subtract(credits()));
  }

  /** Returns what the credit balance pays of the total at once. */
  public BigDecimal paid() {
    return Money.plain(total().max(BigDecimal.ZERO).min(balance));
  }

  /** Returns what it is: an invoice is never below zero. */
  public InvoiceType type() {
    return total().signum() < 0 ? InvoiceType.CREDIT : InvoiceType.SUBSCRIPTION;
  }

  /** Returns whether it is paid by now. */
  public PaymentStatus payment() {
    return total().compareTo(paid()) > 0 ? PaymentStatus.PENDING : PaymentStatus.SUCCEEDED;
  }

  /**
   * Returns what is posted besides its lines: what is below zero goes to the credit balance, which
   * pays what is above.
   */
  public List<Move> moves() {
    Moves moves = new Moves();
    moves.add(Account.CREDIT_BALANCE, Account.RECEIVABLE, total().min(BigDecimal.ZERO).add(paid()));
    return moves.all;
  }

  private BigDecimal sum(Function<Line, BigDecimal> of) {
    return Money.plain(lines.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** Movements from amounts of either sign: one below zero is posted the other way round. */
  static final class Moves {
    final List<Move> all = new ArrayList<>();

    void add(Account debit, Account credit, BigDecimal amount) {
      if (amount.signum() > 0) {
        all.add(new Move(debit, credit, amount));
      } else if (amount.signum() < 0) {
        all.add(new Move(credit, debit, amount.negate()));
      }
    }
  }
}
