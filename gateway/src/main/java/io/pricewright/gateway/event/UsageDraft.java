package io.pricewright.gateway.event;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Older;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Of which meter a body asks the usage, and whose. */
@Named("UsageByMeter")
@Older({"window_size", "bucket_size", "billing_anchor", "timezone"})
record UsageDraft(
    @Longest(255) MeterId meterId,
    @Nullable ExternalId externalCustomerId,
    @Nullable CustomerId customerId,
    @Says("Left out: from the beginning.") @Nullable Instant startTime,
    @Says("Left out: up to now.") @Nullable Instant endTime,
    @Says("Values, or lists of values, of properties.") Json.@Nullable Obj filters) {
  static final Body<UsageDraft> BODY = Body.of(UsageDraft.class);

  /** Reads what to measure. Fails with {@code Problem.InvalidRequest}. */
  static MeasureMeter.Command read(Request request) {
    UsageDraft draft = request.read(BODY).done();
    return new MeasureMeter.Command(
        draft.meterId(),
        draft.externalCustomerId(),
        draft.customerId(),
        draft.startTime(),
        draft.endTime(),
        new PropertyValues(draft.filters()));
  }
}
