package io.pricewright.rules.tenancy;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** What an environment is for. */
public enum EnvironmentType implements Coded {
  /** Trying things out. */
  DEVELOPMENT,
  /** Real money. */
  PRODUCTION;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
