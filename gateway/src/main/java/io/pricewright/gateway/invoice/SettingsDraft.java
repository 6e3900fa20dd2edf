package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotBlank;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.invoice.InvoiceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a body says of how documents are made; what it does not say stays. */
@Named("InvoiceConfig")
record SettingsDraft(
    @Says("Whether invoices are made; else usage is metered and priced, and nothing is asked.")
        @Nullable Boolean enabled,
    @Says(
            "What is due until then is asked elsewhere. When left out as invoices are enabled: what"
                + " was due until now.")
        @Nullable Instant billFrom,
    @Says("How long an invoice that asks usage waits for what comes late: 0 to 31 days.")
        @Example("3600")
        @Nullable Long finalizationDelaySeconds,
    @Says(
            "How long after its boundary it waits at most for usage that is being rated anew and"
                + " for events whose price cannot be had: 0 to 31 days.")
        @Example("259200")
        @Nullable Long holdLimitSeconds,
    @Says("Days until it is to be paid: 0 to 365.") @Example("14") @Nullable Integer dueDateDays,
    @NotBlank @Longest(20) @Says("What numbers begin with.") @Example("INV")
        @Nullable String prefix) {
  static final Body<SettingsDraft> BODY = Body.of(SettingsDraft.class);

  private static final long MOST_SECONDS = Duration.ofDays(31).toSeconds();
  private static final int MOST_DAYS = 365;
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/_-]*");

  /** Returns settings with what a body says. Fails with {@code Problem.InvalidRequest}. */
  static InvoiceSettings read(Request request, InvoiceSettings old, Instant now) {
    Given<SettingsDraft> given = request.read(BODY);
    SettingsDraft draft = given.draft();
    Long delay = draft.finalizationDelaySeconds;
    if (delay != null && (delay < 0 || delay > MOST_SECONDS)) {
      given.refuse("finalization_delay_seconds", "out_of_range", "Send 0 to " + MOST_SECONDS + ".");
    }
    Long hold = draft.holdLimitSeconds;
    if (hold != null && (hold < 0 || hold > MOST_SECONDS)) {
      given.refuse("hold_limit_seconds", "out_of_range", "Send 0 to " + MOST_SECONDS + ".");
    }
    Integer days = draft.dueDateDays;
    if (days != null && (days < 0 || days > MOST_DAYS)) {
      given.refuse("due_date_days", "out_of_range", "Send 0 to " + MOST_DAYS + ".");
    }
    if (draft.prefix != null && !PREFIX.matcher(draft.prefix).matches()) {
      given.refuse("prefix", "out_of_range", "Send letters, digits, dashes, underscores, slashes.");
    }
    if (Boolean.FALSE.equals(draft.enabled) && draft.billFrom != null) {
      given.refuse("bill_from", "not_usable", "No invoice is made: leave it out.");
    }
    given.done();
    return new InvoiceSettings(
        from(draft, old, now),
        delay == null ? old.grace() : Duration.ofSeconds(delay),
        hold == null ? old.hold() : Duration.ofSeconds(hold),
        Objects.requireNonNullElse(days, old.dueDays()),
        Objects.requireNonNullElse(draft.prefix, old.prefix()));
  }

  private static @Nullable Instant from(SettingsDraft draft, InvoiceSettings old, Instant now) {
    if (draft.billFrom != null) {
      return draft.billFrom;
    }
    if (draft.enabled == null || draft.enabled == old.enabled()) {
      return old.billFrom();
    }
    return draft.enabled ? now : null;
  }
}
