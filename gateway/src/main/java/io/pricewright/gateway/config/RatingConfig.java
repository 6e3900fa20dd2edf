package io.pricewright.gateway.config;

import java.util.List;

/**
 * How much is rated at once.
 *
 * @param lanes rating transactions of one environment under way at most
 * @param queue events that may wait at most
 */
public record RatingConfig(int lanes, int queue) {
  private static final Setting<Integer> LANES =
      Setting.whole(
          "PRICEWRIGHT_LANES",
          1,
          1_000,
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          "half the cores",
          "rating transactions at once in each environment");

  private static final Setting<Integer> QUEUE =
      Setting.whole(
          "PRICEWRIGHT_QUEUE", 1, 9_999_999, 50_000, "events that may wait before 503 is answered");

  static final List<Setting<?>> SETTINGS = List.of(LANES, QUEUE);

  /** Reads it. */
  public static RatingConfig read(Variables from) {
    return new RatingConfig(from.get(LANES), from.get(QUEUE));
  }
}
