package io.pricewright.gateway.config;

import java.util.List;

/** How a node logs, to its standard error; {@code logback.xml} reads the same variable. */
public final class LogConfig {
  /** The form of a line. */
  enum Format {
    TEXT,
    JSON
  }

  private static final Setting<Format> LOG =
      Setting.choice(
          "PRICEWRIGHT_LOG", Format.class, Format.TEXT, "lines of the log: for people, or objects");

  static final List<Setting<?>> SETTINGS = List.of(LOG);

  private LogConfig() {}

  /** Notes a form that is none. */
  public static void check(Variables from) {
    from.get(LOG);
  }
}
