package io.pricewright.gateway.http.body;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of the API: keys are snake_case. */
final class Names {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private Names() {}

  /** Returns the snake_case of a camelCase name: {@code addressLine1} gives address_line1. */
  static String snake(String camel) {
    return HUMP.matcher(camel).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /** Returns the schema's name of a record. */
  static String of(Class<?> type) {
    Named named = type.getAnnotation(Named.class);
    return named == null ? type.getSimpleName().replaceAll("(?<=.)Answer$", "") : named.value();
  }
}
