package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of how far a clock goes: exactly one of both.
 *
 * @param to the time it shows then
 * @param by how far it goes
 */
@Named("AdvanceClock")
record ClockDraft(
    @Says("The time it shows then; give this or `by`.") @Nullable Instant to,
    @Says("How far it goes; give this or `to`.") @Example("P1D") @Nullable Duration by) {
  static final Body<ClockDraft> BODY = Body.of(ClockDraft.class);

  private static final Duration MOST = Duration.ofDays(3_660);

  /** Returns how far the clock goes: 0 to ten years. Fails with {@code Problem.InvalidRequest}. */
  static Duration step(Request request, Instant now) {
    Given<ClockDraft> given = request.read(BODY);
    if (given.has("to") == given.has("by")) {
      given.refuse("by", "required", "Give exactly one of to and by.");
    }
    Instant to = given.draft().to();
    Duration by = given.draft().by();
    Duration step = to != null ? Duration.between(now, to) : by != null ? by : Duration.ZERO;
    if (step.isNegative() || step.compareTo(MOST) > 0) {
      given.refuse(
          to == null ? "by" : "to", "out_of_range", "The clock goes forward, at most ten years.");
    }
    given.done();
    return step;
  }
}
