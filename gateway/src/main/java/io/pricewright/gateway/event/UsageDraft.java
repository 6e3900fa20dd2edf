package io.pricewright.gateway.event;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.BucketSize;
import io.pricewright.rules.subscription.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Of which meter a body asks the usage, whose, and in which windows. */
@Named("UsageByMeter")
@NotYet(
    keys = "bucket_size",
    says = "A meter is measured by its own bucket size: make another meter for another.")
record UsageDraft(
    @Longest(255) MeterId meterId,
    @Nullable ExternalId externalCustomerId,
    @Nullable CustomerId customerId,
    @Says("Left out: from the beginning.") @Nullable Instant startTime,
    @Says("Left out: up to now.") @Nullable Instant endTime,
    @Says("Values, or lists of values, of properties.") Json.@Nullable Obj filters,
    @Says("Measures each window too, from the one that holds start_time; at most 3,000.")
        @Example("DAY")
        @Nullable BucketSize windowSize,
    @Refused(code = "not_a_choice", detail = "Send an IANA time zone, such as Europe/Berlin.")
        @Says("By whose clock windows are cut; left out: UTC.")
        @Example("Europe/Berlin")
        @Nullable ZoneId timezone,
    @Says("From when windows of a month are counted; left out: from the first.")
        @Nullable Instant billingAnchor) {
  static final Body<UsageDraft> BODY = Body.of(UsageDraft.class);

  /** Reads what to measure. Fails with {@code Problem.InvalidRequest}. */
  static MeasureMeter.Command read(Request request, Instant now) {
    Given<UsageDraft> given = request.read(BODY);
    UsageDraft draft = given.draft();
    Instant end = draft.endTime != null ? draft.endTime : draft.upTo(now);
    Instant start = draft.startTime == null ? Instant.EPOCH : draft.startTime;
    Interval time = start.isBefore(end) ? new Interval(start, end) : null;
    if (time == null) {
      given.refuse(
          draft.endTime == null ? "start_time" : "end_time",
          "out_of_range",
          "Give a start_time before the end_time, which is now where it is left out.");
    }
    List<Interval> windows = draft.windows(given, time);
    UsageDraft done = given.done();
    return new MeasureMeter.Command(
        done.meterId(),
        done.externalCustomerId(),
        done.customerId(),
        Objects.requireNonNull(time),
        new PropertyValues(done.filters()),
        windows);
  }

  /** What is sent with a time of the next hour is counted, but no window begins there. */
  private Instant upTo(Instant now) {
    return windowSize == null ? now.plus(Duration.ofHours(2)) : now;
  }

  private List<Interval> windows(Given<?> given, @Nullable Interval time) {
    if (billingAnchor != null && windowSize != BucketSize.MONTH) {
      given.refuse("billing_anchor", "conflict", "Only windows of a MONTH have an anchor.");
    }
    if (windowSize == null) {
      if (timezone != null) {
        given.refuse("timezone", "conflict", "Give a window_size too: only windows have a zone.");
      }
      return List.of();
    }
    if (startTime == null) {
      given.refuse("start_time", "required", "Give a start_time: windows begin there.");
    }
    if (startTime == null || time == null) {
      return List.of();
    }
    List<Interval> windows =
        new UsageWindows(windowSize, timezone == null ? ZoneOffset.UTC : timezone, billingAnchor)
            .over(time);
    if (windows.size() > UsageWindows.MOST) {
      given.refuse(
          "window_size",
          "out_of_range",
          "That makes over %d windows: ask for longer ones, or a shorter time."
              .formatted(UsageWindows.MOST));
    }
    return windows;
  }
}
