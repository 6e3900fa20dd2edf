package io.pricewright.gateway.rollout;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rollout.Guard;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.rollout.RolloutPlan.Mode;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it is asked for.
 *
 * @param name for people
 * @param priceId a version of the lineage
 * @param wanted script and parameters of the new version
 * @param plan whom it reaches, and from when
 * @param reason why
 */
record RolloutDraft(
    String name, String priceId, PriceScripts.Wanted wanted, RolloutPlan plan, String reason) {
  static final Shape SHAPE =
      Shape.of(
          "MakeRollout",
          "name*, price_id*, candidate*:object, mode, at:time, external_customer_ids:array,"
              + " attribute:object, percent:decimal, guard:object, reason*");
  private static final int MAX_CUSTOMERS = 1_000;
  private static final int MAX_VALUES = 100;
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** Reads a draft and looks its customers up; refuses it with all that is wrong. */
  static Future<RolloutDraft> read(Tx tx, Fields fields) {
    String name = fields.requiredText("name", 100);
    String priceId = fields.requiredText("price_id", 100);
    Fields candidate = fields.object("candidate");
    PriceScripts.Wanted wanted =
        candidate == null ? null : PriceScripts.read(candidate, Json.Obj.EMPTY);
    if (wanted == null) {
      fields.refuse("candidate", "required", "Give a script with params.");
    }
    String mode = fields.oneOf("mode", "next_period", "next_period", "at", "reprice");
    Instant at = fields.instant("at");
    if (mode.equals("at") != (at != null)) {
      fields.refuse("at", "required", "Give 'at' with mode at, and only there.");
    }
    List<String> named = fields.texts("external_customer_ids", MAX_CUSTOMERS);
    Fields attribute = fields.object("attribute");
    String key = attribute == null ? null : attribute.requiredText("key", 100);
    List<String> values = attribute == null ? List.of() : attribute.texts("values", MAX_VALUES);
    BigDecimal percent = Objects.requireNonNullElse(fields.decimal("percent"), ALL);
    if (percent.signum() <= 0 || percent.compareTo(ALL) > 0) {
      fields.refuse("percent", "out_of_range", "Send a share above 0, to 100.");
    }
    Guard guard = guard(fields.object("guard"));
    String reason = fields.requiredText("reason", 1_000);
    fields.done();
    Mode parsed = Mode.valueOf(mode.toUpperCase(Locale.ROOT));
    return customers(tx, named)
        .map(
            customers ->
                new RolloutDraft(
                    name,
                    priceId,
                    Objects.requireNonNull(wanted),
                    new RolloutPlan(parsed, at, customers, key, values, percent, guard),
                    reason));
  }

  private static Guard guard(@Nullable Fields fields) {
    if (fields == null) {
      return new Guard(null, null, 0, 0, null);
    }
    Long beyond = fields.integer("max_customers_beyond", 0, 1_000_000);
    Long errors = fields.integer("max_errors", 0, 1_000_000);
    return new Guard(
        fields.amount("max_change_percent"),
        fields.amount("max_total_percent"),
        beyond == null ? 0 : beyond.intValue(),
        errors == null ? 0 : errors.intValue(),
        fields.integer("max_steps", 1, 1_000_000_000));
  }

  private static Future<@Nullable List<CustomerNo>> customers(Tx tx, List<String> named) {
    if (named.isEmpty()) {
      return Future.succeededFuture(null);
    }
    return Customers.resolve(tx, named).map(known -> found(named, known));
  }

  private static List<CustomerNo> found(List<String> named, Map<String, CustomerNo> known) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      if (!known.containsKey(named.get(i))) {
        errors.add(
            new FieldError(
                "/external_customer_ids/" + i,
                "not_found",
                "There is no customer with that external id."));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          new Problem.InvalidRequest("Customers are missing; errors says which.", errors));
    }
    return known.values().stream().distinct().toList();
  }
}
