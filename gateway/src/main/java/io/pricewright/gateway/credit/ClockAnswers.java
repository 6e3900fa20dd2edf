package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Says;
import java.time.Instant;

/** What is answered of an environment's clock. */
final class ClockAnswers {
  static final Body<Clock> CLOCK = Body.of(Clock.class);

  private ClockAnswers() {}

  /** The environment's time. */
  record Clock(@Says("The environment's time.") Instant now) {}
}
