package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a balance raises an alert. A level that was entered is left only when the balance is past
 * its threshold by the hysteresis, so that a balance that trembles alerts once.
 *
 * @param enabled whether it does
 * @param critical level of {@link State#IN_ALARM}, or null
 * @param warning or null
 * @param info or null
 * @param hysteresisPercent of the threshold's magnitude
 */
public record Alerts(
    boolean enabled,
    @Nullable Level critical,
    @Nullable Level warning,
    @Nullable Level info,
    BigDecimal hysteresisPercent) {
  /** The hysteresis when nothing is said. */
  public static final BigDecimal HYSTERESIS = new BigDecimal("5");

  private static final BigDecimal HUNDRED = new BigDecimal("100");

  /** How serious it is, rising. */
  public enum State implements Coded {
    OK,
    INFO,
    WARNING,
    IN_ALARM;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A threshold.
   *
   * @param threshold the bound
   * @param above whether the balance above it alerts, instead of below
   */
  public record Level(BigDecimal threshold, boolean above) {
    boolean entered(BigDecimal value) {
      int side = value.compareTo(threshold);
      return above ? side > 0 : side < 0;
    }

    boolean left(BigDecimal value, BigDecimal percent) {
      BigDecimal margin = threshold.abs().multiply(percent).divide(HUNDRED);
      return above
          ? value.compareTo(threshold.subtract(margin)) <= 0
          : value.compareTo(threshold.add(margin)) >= 0;
    }

    Json toJson() {
      return Json.Obj.EMPTY
          .with("threshold", Json.of(threshold.toPlainString()))
          .with("condition", Json.of(above ? "above" : "below"));
    }

    static @Nullable Level fromJson(@Nullable Json json) {
      return json instanceof Json.Obj level
          ? new Level(
              new BigDecimal(Objects.requireNonNull(level.string("threshold"))),
              "above".equals(level.string("condition")))
          : null;
    }
  }

  /** Returns the state after one. */
  public State after(State before, BigDecimal value) {
    if (!enabled) {
      return State.OK;
    }
    for (State state : new State[] {State.IN_ALARM, State.WARNING, State.INFO}) {
      Level level = level(state);
      if (level == null) {
        continue;
      }
      boolean stays = before.compareTo(state) >= 0 && !level.left(value, hysteresisPercent);
      if (level.entered(value) || stays) {
        return state;
      }
    }
    return State.OK;
  }

  private @Nullable Level level(State state) {
    return switch (state) {
      case OK -> null;
      case INFO -> info;
      case WARNING -> warning;
      case IN_ALARM -> critical;
    };
  }

  /** Returns them as JSON. */
  public Json.Obj toJson() {
    return Json.Obj.EMPTY
        .with("alert_enabled", Json.of(enabled))
        .with("critical", json(critical))
        .with("warning", json(warning))
        .with("info", json(info))
        .with("hysteresis_percent", Json.of(hysteresisPercent.toPlainString()));
  }

  private static Json json(@Nullable Level level) {
    return level == null ? Json.nothing() : level.toJson();
  }

  /** Returns it as the text of its JSON. */
  public String text() {
    return toJson().text();
  }

  /** Reads what {@link #text} wrote. */
  public static Alerts parse(String text) {
    Json.Obj json = JsonReader.parseObject(text);
    return new Alerts(
        json.get("alert_enabled") instanceof Json.Bool on && on.value(),
        Level.fromJson(json.get("critical")),
        Level.fromJson(json.get("warning")),
        Level.fromJson(json.get("info")),
        new BigDecimal(Objects.requireNonNull(json.string("hysteresis_percent"))));
  }
}
