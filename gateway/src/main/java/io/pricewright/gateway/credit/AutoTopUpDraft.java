package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.wallet.AutoTopUp;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of when a wallet asks for money by itself. Threshold and amount are in its
 * credits.
 */
@Named("SetAutoTopUp")
record AutoTopUpDraft(
    @Default("true") boolean enabled,
    @Says("Has to be false: there are no invoices yet.") @Default("false") boolean invoicing,
    @NotNegative
        @Required("Say below how many credits to buy.")
        @Example("10")
        @Says("Below this real-time balance it asks for money.")
        BigDecimal threshold,
    @NotNegative
        @Required("Say how many credits to buy.")
        @Example("100")
        @Says("How many credits; as many times as the gap needs, at once.")
        BigDecimal amount,
    @Bounds(min = 1, max = 1_000)
        @Says("Most of a day (UTC), then it tells so; 10 when it is left out.")
        @Nullable Integer maxPerDay,
    @Says("Least time between two: an ISO 8601 duration, such as PT10M, or value and unit.")
        @Nullable Json cooldown)
    implements Checked {
  private static final Body<Span> SPAN = Body.of(Span.class);

  /** A time as a number of units. */
  record Span(
      @Bounds(min = 0, max = 1_000_000) @Default("0") long value, @Default("second") Unit unit) {
    Duration duration() {
      return Duration.ofSeconds(unit.seconds * value);
    }
  }

  /** In what a time is counted. */
  enum Unit implements Coded {
    SECOND(1),
    MINUTE(60),
    HOUR(3_600),
    DAY(86_400);

    private final long seconds;

    Unit(long seconds) {
      this.seconds = seconds;
    }

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public void check(Place place) {
    if (invoicing) {
      place.refuse(
          "invoicing", "not_supported", "There are no invoices yet: leave it out to buy directly.");
    }
    AmountsDraft.below(place, "threshold", threshold);
    AmountsDraft.positive(place, "amount", amount);
    AmountsDraft.below(place, "amount", amount);
    try {
      pause();
    } catch (DateTimeException e) {
      place.refuse("cooldown", "not_a_duration", "Send an ISO 8601 duration, such as PT10M.");
    } catch (ProblemException e) {
      if (e.problem() instanceof Problem.InvalidRequest wrong) {
        place.refuseAll(
            wrong.errors().stream()
                .map(one -> new FieldError("/cooldown" + one.pointer(), one.code(), one.detail()))
                .toList());
      }
    }
  }

  /** Fails with DateTimeException, or with what is wrong inside. */
  private Duration pause() {
    return switch (cooldown) {
      case null -> Duration.ZERO;
      case Json.Obj span -> SPAN.read(span).done().duration();
      case Json.Str text -> notNegative(Duration.parse(text.value()));
      default -> throw new DateTimeException("no text");
    };
  }

  private static Duration notNegative(Duration duration) {
    if (duration.isNegative()) {
      throw new DateTimeException("below zero");
    }
    return duration;
  }

  /** Returns the settings. */
  AutoTopUp read() {
    return new AutoTopUp(
        enabled,
        threshold,
        amount,
        false,
        pause(),
        maxPerDay == null ? AutoTopUp.PER_DAY : maxPerDay);
  }
}
