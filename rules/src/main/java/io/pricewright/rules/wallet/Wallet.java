package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.WalletId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What draws need of a wallet.
 *
 * @param id id
 * @param no order of making
 * @param status whether it may be drawn from
 * @param postPaid whether it waits for invoices instead of paying usage as it comes
 * @param prices which line items it may pay for
 * @param meters the meters of the features it may pay for; null: all
 */
public record Wallet(
    WalletId id,
    long no,
    Status status,
    boolean postPaid,
    Prices prices,
    @Nullable Set<MeterId> meters) {
  /** States of a wallet. */
  public enum Status implements Coded {
    ACTIVE,
    FROZEN,
    CLOSED;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which prices a wallet pays for. */
  public enum Prices implements Coded {
    ALL,
    USAGE,
    FIXED;

    @Override
    public String code() {
      return name();
    }
  }

  /**
   * What a line item is, as far as wallets ask.
   *
   * @param fixed whether its price is FIXED
   * @param meterId whose usage it counts, or null
   */
  public record Line(boolean fixed, @Nullable MeterId meterId) {
    /** Usage of no meter that is known, which only wallets without named features pay for. */
    public static final Line USAGE = new Line(false, null);
  }

  public Wallet {
    meters = meters == null ? null : Set.copyOf(meters);
  }

  /** Returns whether usage draws from it as it comes. */
  public boolean live() {
    return status == Status.ACTIVE && !postPaid;
  }

  /** Returns whether it may pay for a line item. */
  public boolean pays(Line line) {
    boolean kind = prices == Prices.ALL || line.fixed() == (prices == Prices.FIXED);
    return kind && (meters == null || (line.meterId() != null && meters.contains(line.meterId())));
  }
}
