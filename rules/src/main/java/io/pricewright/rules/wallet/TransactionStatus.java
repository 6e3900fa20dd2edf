package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** Whether what a transaction of a wallet says has happened. */
public enum TransactionStatus implements Coded {
  /** Money is asked for; nothing moved yet. */
  PENDING,
  /** It happened. */
  COMPLETED,
  /** It will not happen. */
  FAILED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
