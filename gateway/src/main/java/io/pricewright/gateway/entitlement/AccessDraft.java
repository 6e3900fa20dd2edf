package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.FieldError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * May customers use features? Either one is asked for, or a list of them.
 *
 * @param mode whether what may be used is taken as well
 * @param checks what is asked; null: the other keys are the only one
 */
@Named("CheckAccess")
@Example("{\"external_customer_id\":\"acme\",\"feature\":\"calls\",\"quantity\":\"3\"}")
record AccessDraft(
    @Default("check") Mode mode,
    @Says("Many at once, instead of one in the keys beside: at most 10000, or 500 to reserve.")
        @AtMost(AccessDraft.MOST_CHECKS)
        @Nullable List<One> checks,
    @Longest(255) @Nullable String customerId,
    @Longest(255) @Nullable String externalCustomerId,
    @Longest(255) @Nullable String feature,
    @NotNegative @Nullable BigDecimal quantity,
    @NotNegative @Nullable BigDecimal amount,
    @Nullable Currency currency,
    @Bounds(min = 1, max = 604_800) @Nullable Long expiresInSeconds) {
  /** Most checks of one request. */
  static final int MOST_CHECKS = 10_000;

  /** Most reservations of one request: they wait for each other behind gates. */
  static final int MOST_RESERVED = 500;

  static final Body<AccessDraft> BODY = Body.of(AccessDraft.class);

  private static final long USUAL_SECONDS = 300;
  private static final List<String> KEYS =
      List.of(
          "customer_id",
          "external_customer_id",
          "feature",
          "quantity",
          "amount",
          "currency",
          "expires_in_seconds");

  /** What is done. */
  enum Mode implements Coded {
    CHECK,
    RESERVE;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One of many. */
  @Named("AccessCheck")
  @Example("{\"external_customer_id\":\"acme\",\"feature\":\"calls\",\"quantity\":\"3\"}")
  record One(
      @Longest(255) @Nullable String customerId,
      @Longest(255) @Nullable String externalCustomerId,
      @Longest(255) String feature,
      @NotNegative @Nullable BigDecimal quantity,
      @NotNegative @Nullable BigDecimal amount,
      @Nullable Currency currency,
      @Bounds(min = 1, max = 604_800) @Nullable Long expiresInSeconds)
      implements Checked {
    @Override
    public void check(Place place) {
      if (place.has("customer_id") == place.has("external_customer_id")) {
        place.refuse("customer_id", "required", EITHER);
      }
    }

    Ask ask() {
      return new Ask(
          externalCustomerId == null ? String.valueOf(customerId) : externalCustomerId,
          externalCustomerId != null,
          feature,
          quantity == null ? BigDecimal.ONE : quantity,
          amount,
          currency == null ? null : currency.code(),
          Duration.ofSeconds(expiresInSeconds == null ? USUAL_SECONDS : expiresInSeconds));
    }
  }

  private static final String EITHER = "Give either customer_id or external_customer_id.";

  /** What was asked. */
  record Asked(boolean reserve, List<Ask> asks) {}

  static Asked read(Request request) {
    Given<AccessDraft> given = request.read(BODY);
    AccessDraft draft = given.draft();
    boolean reserve = draft.mode == Mode.RESERVE;
    if (given.has("checks")) {
      many(given, draft.checks, reserve);
    } else {
      one(given, draft, reserve);
    }
    given.done();
    return new Asked(reserve, draft.all().stream().map(One::ask).toList());
  }

  private List<One> all() {
    return checks == null ? List.of(alone()) : checks;
  }

  private One alone() {
    return new One(
        customerId,
        externalCustomerId,
        feature == null ? "" : feature,
        quantity,
        amount,
        currency,
        expiresInSeconds);
  }

  private static void many(Given<AccessDraft> given, @Nullable List<One> checks, boolean reserve) {
    for (String key : KEYS) {
      if (given.has(key)) {
        given.refuse(key, "unknown_field", "Give it in each of 'checks'.");
      }
    }
    if (checks == null) {
      return;
    }
    if (checks.isEmpty()) {
      given.refuse("checks", "required", "Ask for at least one.");
    }
    if (reserve && checks.size() > AccessDraft.MOST_RESERVED) {
      given.refuse("checks", "too_many", "Send at most %d.".formatted(AccessDraft.MOST_RESERVED));
    }
    for (int i = 0; reserve && i < checks.size(); i++) {
      nothing(given, "checks/" + i + "/", checks.get(i).quantity);
    }
  }

  private static void one(Given<AccessDraft> given, AccessDraft draft, boolean reserve) {
    if (given.has("customer_id") == given.has("external_customer_id")) {
      given.refuse("customer_id", "required", EITHER);
    }
    if (!given.has("feature") || (draft.feature != null && draft.feature.isBlank())) {
      given.refuse("feature", "required", "Give 'feature'.");
    }
    if (reserve) {
      nothing(given, "", draft.quantity);
    }
  }

  private static void nothing(
      Given<AccessDraft> given, String before, @Nullable BigDecimal quantity) {
    if (quantity != null && quantity.signum() == 0) {
      given.refuseAll(
          List.of(
              new FieldError("/" + before + "quantity", "out_of_range", "Reserve more than 0.")));
    }
  }
}
