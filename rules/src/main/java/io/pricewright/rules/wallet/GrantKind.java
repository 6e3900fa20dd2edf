package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** What a grant is. */
public enum GrantKind implements Coded {
  /** Bought. */
  PAID,
  /** Given away. */
  PROMOTIONAL,
  /** Given away for signing up. */
  SIGN_UP,
  /** No credit but the wallet's line: how far below zero it may go. Drawn when all else is. */
  LINE;

  /** Returns whether nobody paid for it. */
  public boolean free() {
    return this == PROMOTIONAL || this == SIGN_UP;
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
