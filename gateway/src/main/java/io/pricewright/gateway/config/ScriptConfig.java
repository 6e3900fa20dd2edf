package io.pricewright.gateway.config;

import java.time.Duration;
import java.util.List;

/**
 * What scripts may.
 *
 * @param budget how long the scripts of one rating transaction may run
 * @param gate whether scripts without tests and manifest are refused
 */
public record ScriptConfig(Duration budget, Gate gate) {
  /** Whether a script has to bring what judges it. */
  public enum Gate {
    OPTIONAL,
    REQUIRED
  }

  private static final Setting<Duration> BUDGET =
      Setting.millis(
          "PRICEWRIGHT_SCRIPT_BUDGET_MS",
          1,
          600_000,
          1_000,
          "how long the scripts of one transaction may run; the rest is parked as `deferred` and"
              + " rated at once afterwards");

  private static final Setting<Gate> GATE =
      Setting.choice(
          "PRICEWRIGHT_GATE",
          Gate.class,
          Gate.OPTIONAL,
          "`required` refuses scripts that bring neither tests nor manifest");

  static final List<Setting<?>> SETTINGS = List.of(BUDGET, GATE);

  /** Reads it. */
  public static ScriptConfig read(Variables from) {
    return new ScriptConfig(from.get(BUDGET), from.get(GATE));
  }

  /** Returns whether scripts without tests and manifest are refused. */
  public boolean gateRequired() {
    return gate == Gate.REQUIRED;
  }
}
