package io.pricewright.rules.catalogue;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** Whether what is sold is still offered; archived rows stay for those who have them. */
public enum Status implements Coded {
  /** Offered. */
  PUBLISHED,
  /** No longer. */
  ARCHIVED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
