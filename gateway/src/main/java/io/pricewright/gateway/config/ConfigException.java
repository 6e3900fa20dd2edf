package io.pricewright.gateway.config;

import java.util.List;

/** Says in one line which settings cannot be used, and what would do. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(List<String> complaints) {
    super(String.join(" ", complaints));
  }
}
