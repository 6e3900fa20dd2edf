package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import java.time.Instant;

/** What is answered of an environment's clock. */
final class ClockAnswers {
  static final Body<Clock> CLOCK = Body.of(Clock.class);
  static final Body<Advanced> ADVANCED = Body.of(Advanced.class);

  private ClockAnswers() {}

  /** The environment's time. */
  record Clock(@Says("The environment's time.") Instant now) {}

  /** The environment's time, and whether all is done that became due. */
  @Named("AdvancedClock")
  record Advanced(
      @Inline Clock clock,
      @Says("Whether nothing is left that is due before that time; waited for up to a minute.")
          boolean caughtUp,
      @Says("How much is left: tasks, and customers whose credits are due; at most 100 of those.")
          long left) {}
}
