package io.pricewright.rules.wallet;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dated, prioritised amount in a wallet, and what became of it. All amounts but {@code credits}
 * are in the wallet's currency.
 *
 * @param id id, and the name of its ledger account
 * @param walletId its wallet
 * @param no order of making
 * @param kind paid, promotional, sign-up, or the wallet's line
 * @param priority lower is drawn first, null last
 * @param effective pays for usage from then on; null: since ever. Bought credit pays, from then on,
 *     earlier usage too
 * @param expiry pays for usage before it; null: for ever
 * @param credits how many units were granted
 * @param rate currency a unit is worth
 * @param amount what the units are worth
 * @param line how far below zero it may be drawn; zero but for a LINE
 * @param drawn by usage, invoiced or not
 * @param settled the part of {@code drawn} that is on final invoice lines
 * @param gone debited, lapsed, carried over or closed
 * @param held reserved by holds
 * @param lapsed whether it was written off after its expiry
 * @param schedule the recurring grant it comes of, or null
 * @param begun whether its effective time has come; always so of what is given away
 * @param carries whether what is left of it is to be carried over at its expiry
 */
public record Grant(
    GrantId id,
    WalletId walletId,
    long no,
    GrantKind kind,
    @Nullable Integer priority,
    @Nullable Instant effective,
    @Nullable Instant expiry,
    BigDecimal credits,
    BigDecimal rate,
    BigDecimal amount,
    BigDecimal line,
    BigDecimal drawn,
    BigDecimal settled,
    BigDecimal gone,
    BigDecimal held,
    boolean lapsed,
    @Nullable ScheduleId schedule,
    boolean begun,
    boolean carries) {
  /** The order of drawing: priority, earliest expiry, given before bought, oldest. */
  public static final Comparator<Grant> ORDER =
      Comparator.comparing((Grant grant) -> grant.kind == GrantKind.LINE)
          .thenComparing(Grant::priority, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Grant::expiry, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(grant -> !grant.kind.free())
          .thenComparingLong(Grant::no)
          .thenComparing(grant -> grant.id.value());

  public Grant {
    if (amount.signum() < 0 || drawn.signum() < 0 || gone.signum() < 0 || held.signum() < 0) {
      throw new IllegalStateException("no amount of grant %s is below zero".formatted(id));
    }
    if (amount.add(line).subtract(drawn).subtract(gone).compareTo(held) < 0) {
      throw new IllegalStateException("grant %s has less than is drawn and held".formatted(id));
    }
  }

  /** Makes a grant of which nothing is used. */
  public static Grant of(
      GrantId id,
      WalletId walletId,
      long no,
      GrantKind kind,
      @Nullable Integer priority,
      @Nullable Instant effective,
      @Nullable Instant expiry,
      BigDecimal credits,
      BigDecimal rate,
      @Nullable ScheduleId schedule) {
    BigDecimal zero = BigDecimal.ZERO;
    BigDecimal amount = worth(credits, rate);
    boolean begun = kind.free() || effective == null || no(effective) <= no;
    return new Grant(
        id, walletId, no, kind, priority, effective, expiry, credits, rate, amount, zero, zero,
        zero, zero, zero, false, schedule, begun, false);
  }

  /** Makes the line of a wallet: no credit, drawn last, down to minus an amount. */
  public static Grant line(
      GrantId id, WalletId walletId, long no, BigDecimal rate, BigDecimal line) {
    BigDecimal zero = BigDecimal.ZERO;
    return new Grant(
        id,
        walletId,
        no,
        GrantKind.LINE,
        null,
        null,
        null,
        zero,
        rate,
        zero,
        line,
        zero,
        zero,
        zero,
        zero,
        false,
        null,
        true,
        false);
  }

  /** Returns the order number of something made at an instant: its microseconds. */
  public static long no(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  /** Returns when it was made, by its order number. */
  public Instant madeAt() {
    return Instant.EPOCH.plus(no, ChronoUnit.MICROS);
  }

  /** Returns what units are worth at a rate. */
  public static BigDecimal worth(BigDecimal credits, BigDecimal rate) {
    return Money.round12(credits.multiply(rate));
  }

  /** Returns how many units an amount buys at a price. */
  public static BigDecimal bought(BigDecimal amount, BigDecimal price) {
    return Money.plain(amount.divide(price, Money.SCALE, RoundingMode.HALF_UP));
  }

  /**
   * Returns whether it pays for usage at an instant. What is given away pays from its effective
   * time on; what was bought pays, once it has begun, whatever is open.
   */
  public boolean covers(Instant at) {
    return (effective == null || sinceEver() || !at.isBefore(effective))
        && (expiry == null || at.isBefore(expiry));
  }

  /**
   * Returns when time next changes it: when it begins, when its rest is carried over, or when it
   * lapses; null: never.
   *
   * @param grace how long after its expiry it lapses
   */
  public @Nullable Instant due(Duration grace) {
    Instant begins = begun ? null : effective;
    Instant ends = expiry == null || lapsed ? null : carries ? expiry : expiry.plus(grace);
    return begins == null || (ends != null && ends.isBefore(begins)) ? ends : begins;
  }

  private boolean sinceEver() {
    return begun && !kind.free();
  }

  /** Returns the instants before and after which it pays for different usage. */
  List<Instant> bounds() {
    List<Instant> bounds = new ArrayList<>(2);
    if (effective != null && !sinceEver()) {
      bounds.add(effective);
    }
    if (expiry != null) {
      bounds.add(expiry);
    }
    return bounds;
  }

  /** Returns what is left, held or not; of a line it may be below zero. */
  public BigDecimal remaining() {
    return amount.subtract(drawn).subtract(gone);
  }

  /** Returns what may still be drawn. */
  public BigDecimal available() {
    return remaining().add(line).subtract(held);
  }

  /** Returns the balance as if usage not yet invoiced had drawn nothing. */
  public BigDecimal balance() {
    return amount.subtract(settled).subtract(gone);
  }

  /** Returns an amount of this grant in units, as far as it counts from zero. */
  public BigDecimal units(BigDecimal money) {
    if (money.compareTo(amount) == 0) {
      return credits;
    }
    return Money.plain(money.divide(rate, Money.SCALE, RoundingMode.HALF_UP));
  }

  /** Returns the units left: cumulative, so that many small draws lose nothing to rounding. */
  public BigDecimal unitsLeft() {
    return Money.plain(credits.subtract(units(drawn.add(gone))));
  }

  /** Returns the units of {@link #balance}. */
  public BigDecimal unitBalance() {
    return Money.plain(credits.subtract(units(settled.add(gone))));
  }

  Grant draw(BigDecimal more) {
    return with(drawn.add(more), settled, gone, held);
  }

  Grant settle(BigDecimal more) {
    return with(drawn, settled.add(more), gone, held);
  }

  Grant lose(BigDecimal more) {
    return with(drawn, settled, gone.add(more), held);
  }

  Grant hold(BigDecimal more) {
    return with(drawn, settled, gone, held.add(more));
  }

  Grant grow(BigDecimal credits, BigDecimal amount) {
    return with(this.credits.add(credits), this.amount.add(amount), lapsed, begun, carries);
  }

  Grant begin() {
    return with(credits, amount, lapsed, true, carries);
  }

  /** Returns it as one whose rest is to be carried over at its expiry, or is not any more. */
  public Grant carrying(boolean carries) {
    return with(credits, amount, lapsed, begun, carries);
  }

  /** Returns it as one that ends at an instant, with nothing to carry over. */
  Grant forfeited(Instant at) {
    return new Grant(
        id, walletId, no, kind, priority, effective, at, credits, rate, amount, line, drawn,
        settled, gone, held, lapsed, schedule, begun, false);
  }

  Grant ended() {
    return carrying(false);
  }

  Grant lapse() {
    return with(credits, amount, true, begun, false);
  }

  private Grant with(BigDecimal drawn, BigDecimal settled, BigDecimal gone, BigDecimal held) {
    return new Grant(
        id, walletId, no, kind, priority, effective, expiry, credits, rate, amount, line, drawn,
        settled, gone, held, lapsed, schedule, begun, carries);
  }

  private Grant with(
      BigDecimal credits, BigDecimal amount, boolean lapsed, boolean begun, boolean carries) {
    return new Grant(
        id, walletId, no, kind, priority, effective, expiry, credits, rate, amount, line, drawn,
        settled, gone, held, lapsed, schedule, begun, carries);
  }
}
