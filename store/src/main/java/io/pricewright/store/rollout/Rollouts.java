package io.pricewright.store.rollout;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of rollouts. */
public final class Rollouts {
  private static final String COLUMNS =
      "id, name, lineage_id, price_id, state, plan, simulation_id, pending, created_at, updated_at";
  private static final String ADD =
      "insert into rollouts (tenant, environment, id, name, lineage_id, price_id, state, plan,"
          + " created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";
  private static final String FIND =
      "select " + COLUMNS + " from rollouts where tenant = $1 and environment = $2 and id = $3";
  private static final String LOCK =
      "select 1 from rollouts where tenant = $1 and environment = $2 and id = $3 for update";
  private static final String LIST =
      "select "
          + COLUMNS
          + " from rollouts where tenant = $1 and environment = $2"
          + " order by created_at desc, id desc limit $3 offset $4";
  private static final String COUNT =
      "select count(*) from rollouts where tenant = $1 and environment = $2";
  private static final String DUE =
      "select "
          + COLUMNS
          + " from rollouts where tenant = $1 and environment = $2"
          + " and (state in ('shadow', 'rolling_out', 'active') or pending is not null) order by id limit 100";
  private static final String PUT =
      "update rollouts set state = $5, plan = $6, simulation_id = $7, pending = $8, updated_at = $9"
          + " where tenant = $1 and environment = $2 and id = $3 and state = $4";
  private static final String STEP =
      "insert into rollout_steps (tenant, environment, rollout_id, action, from_state, to_state,"
          + " actor, reason, details, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
  private static final String STEPS =
      "select action, from_state, to_state, actor, reason, details, made_at from rollout_steps"
          + " where tenant = $1 and environment = $2 and rollout_id = $3 order by step_no limit 1000";
  // The share is a hash of rollout and customer, so that a wider share holds the narrower one.
  private static final String MEANT =
      " from subscription_line_items l join customers c on c.tenant = l.tenant and c.environment ="
          + " l.environment and c.customer_no = l.customer_no where l.tenant = $1 and l.environment ="
          + " $2 and l.lineage_id = $4 and l.pinned_price_id is null and (l.end_date is null or"
          + " l.end_date > $5) and c.status = 'published' and ($6::bigint[] is null or l.customer_no"
          + " = any($6)) and ($7::text is null or c.metadata::jsonb ->> $7 = any($8::text[])) and"
          + " (('x' || substr(md5($3 || '/' || l.customer_no), 1, 8))::bit(32)::bigint % 1000000) <"
          + " $9 and not exists (select from price_assignments a where a.tenant = l.tenant and"
          + " a.environment = l.environment and a.rollout_id = $3 and a.line_item_no ="
          + " l.line_item_no)";
  private static final String NEXT =
      "select l.line_item_no, l.customer_no"
          + MEANT
          + " order by l.customer_no, l.line_item_no limit $10";
  private static final String ASSIGN =
      "insert into price_assignments (tenant, environment, rollout_id, line_item_no, customer_no,"
          + " price_id, effective_from, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"
          + " on conflict (tenant, environment, rollout_id, line_item_no) do nothing";
  private static final String HELD =
      "select count(*) from price_assignments where tenant = $1 and environment = $2"
          + " and line_item_no = $3";
  private static final String UNCOUNTED =
      "select line_item_no, customer_no, effective_from, effective_to from price_assignments where"
          + " tenant = $1 and environment = $2 and rollout_id = $3 and not recounted"
          + " order by assignment_no limit $4";
  private static final String COUNTED =
      "update price_assignments set recounted = true where tenant = $1 and environment = $2"
          + " and rollout_id = $3 and line_item_no = $4";
  private static final String REACHED =
      "select distinct customer_no from price_assignments where tenant = $1 and environment = $2"
          + " and rollout_id = $3 and (effective_to is null or effective_to > effective_from)"
          + " order by customer_no limit $4";
  private static final String OPEN =
      "select line_item_no, customer_no, effective_from, effective_to from price_assignments where"
          + " tenant = $1 and environment = $2 and rollout_id = $3 and"
          + " (effective_to is null or ($4 and effective_to > effective_from)) order by assignment_no limit $5";
  private static final String END =
      "update price_assignments set effective_to = case when $5::timestamptz is null then"
          + " effective_from else greatest($5, effective_from) end, recounted = false where tenant ="
          + " $1 and environment = $2 and rollout_id = $3 and line_item_no = $4";
  private static final String DIFFERENCE =
      "insert into rollout_differences (tenant, environment, rollout_id, customer_no, baseline,"
          + " candidate, events, evaluated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"
          + " on conflict (tenant, environment, rollout_id, customer_no) do update set"
          + " baseline = excluded.baseline, candidate = excluded.candidate, events = excluded.events,"
          + " evaluated_at = excluded.evaluated_at";
  private static final String DIFFERENCES =
      "select c.external_id, d.baseline, d.candidate, d.events, d.evaluated_at from"
          + " rollout_differences d join customers c on c.tenant = d.tenant and c.environment ="
          + " d.environment and c.customer_no = d.customer_no where d.tenant = $1 and d.environment"
          + " = $2 and d.rollout_id = $3 order by abs(d.candidate - d.baseline) desc, d.customer_no"
          + " limit $4";
  private static final String NUMBERS =
      "select count(*), count(*) filter (where effective_to is null), count(*) filter (where not"
          + " recounted) from price_assignments where tenant = $1 and environment = $2 and rollout_id = $3";

  private Rollouts() {}

  /** An assignment as stored. */
  public record Assigned(
      LineItemNo lineItemNo, CustomerNo customerNo, Instant from, @Nullable Instant to) {}

  /** What a customer's usage costs by both prices. */
  public record Difference(
      String externalId, BigDecimal baseline, BigDecimal candidate, long events, Instant at) {}

  /** How many line items a rollout reached, holds, and has still to count. */
  public record Numbers(long reached, long holds, long uncounted) {}

  /** Adds a rollout. */
  public static Future<Void> add(Tx tx, StoredRollout rollout) {
    return tx.run(
            ADD,
            scoped(tx)
                .addString(rollout.id())
                .addString(rollout.name())
                .addString(rollout.lineageId())
                .addString(rollout.priceId())
                .addString(rollout.state().toApi())
                .addString(rollout.plan().toJson().text())
                .addOffsetDateTime(Tx.at(rollout.createdAt())))
        .mapEmpty();
  }

  /** Finds a rollout. */
  public static Future<Optional<StoredRollout>> find(Tx tx, String id) {
    return tx.run(FIND, scoped(tx).addString(id)).map(rows -> Rows.first(rows, Rollouts::fromRow));
  }

  /** Keeps a rollout from being changed by others until the transaction ends. */
  public static Future<Void> lock(Tx tx, String id) {
    return tx.run(LOCK, scoped(tx).addString(id)).mapEmpty();
  }

  /** Returns rollouts, newest first. */
  public static Future<List<StoredRollout>> list(Tx tx, int limit, int offset) {
    return tx.run(LIST, scoped(tx).addInteger(limit).addInteger(offset))
        .map(rows -> Rows.all(rows, Rollouts::fromRow));
  }

  /** Counts rollouts. */
  public static Future<Long> count(Tx tx) {
    return tx.run(COUNT, scoped(tx)).map(rows -> rows.iterator().next().getLong(0));
  }

  /** Returns rollouts that want to be driven; at most 100. */
  public static Future<List<StoredRollout>> due(Tx tx) {
    return tx.run(DUE, scoped(tx)).map(rows -> Rows.all(rows, Rollouts::fromRow));
  }

  /** Returns scopes in which rollouts want to be driven, at most so many. */
  public static Future<List<Scope>> dueScopes(Database database, int most) {
    return database.unscoped(
        tx ->
            tx.run("select tenant, environment from rollout_scopes($1)", Tuple.of(most))
                .map(
                    rows ->
                        Rows.all(rows, row -> new Scope(row.getInteger(0), row.getInteger(1)))));
  }

  /** Writes a rollout that is still in a state; false when it is not any more. */
  public static Future<Boolean> put(Tx tx, StoredRollout rollout, RolloutState before) {
    return tx.run(
            PUT,
            scoped(tx)
                .addString(rollout.id())
                .addString(before.toApi())
                .addString(rollout.state().toApi())
                .addString(rollout.plan().toJson().text())
                .addString(rollout.simulationId())
                .addString(rollout.pending())
                .addOffsetDateTime(Tx.at(rollout.updatedAt())))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Adds a step to the audit trail. */
  public static Future<Void> step(Tx tx, String id, RolloutStep step) {
    return tx.run(
            STEP,
            scoped(tx)
                .addString(id)
                .addString(step.action())
                .addString(step.from())
                .addString(step.to())
                .addString(step.actor())
                .addString(step.reason())
                .addString(step.details())
                .addOffsetDateTime(Tx.at(step.at())))
        .mapEmpty();
  }

  /** Returns the audit trail, first to last; at most 1,000 steps. */
  public static Future<List<RolloutStep>> steps(Tx tx, String id) {
    return tx.run(STEPS, scoped(tx).addString(id))
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new RolloutStep(
                            row.getString(0),
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            Rows.instant(row, "made_at"))));
  }

  /** Returns line items that a rollout is meant for and did not reach, in order of customers. */
  public static Future<List<LineItems.Owned>> next(
      Tx tx, StoredRollout rollout, Instant now, int limit) {
    RolloutPlan plan = rollout.plan();
    List<CustomerNo> customers = plan.customers();
    Tuple tuple =
        scoped(tx)
            .addString(rollout.id())
            .addString(rollout.lineageId())
            .addOffsetDateTime(Tx.at(now))
            .addArrayOfLong(
                customers == null
                    ? null
                    : customers.stream().map(CustomerNo::value).toArray(Long[]::new))
            .addString(plan.attribute())
            .addArrayOfString(plan.values().toArray(String[]::new))
            .addLong(plan.percent().movePointRight(4).longValue())
            .addInteger(limit);
    return tx.run(NEXT, tuple)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new LineItems.Owned(
                            new LineItemNo(row.getLong(0)), new CustomerNo(row.getLong(1)))));
  }

  /** Returns how many assignments a line item has had. */
  public static Future<Long> held(Tx tx, LineItemNo lineItemNo) {
    return tx.run(HELD, scoped(tx).addLong(lineItemNo.value()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Assigns a rollout's version to a line item; false when it was before. Behind the gate. */
  public static Future<Boolean> assign(
      Tx tx, StoredRollout rollout, LineItems.Owned to, Instant from, Instant now) {
    return tx.run(
            ASSIGN,
            scoped(tx)
                .addString(rollout.id())
                .addLong(to.lineItemNo().value())
                .addLong(to.customerNo().value())
                .addString(rollout.priceId())
                .addOffsetDateTime(Tx.at(from))
                .addOffsetDateTime(Tx.at(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Returns assignments whose cells are not counted again yet. */
  public static Future<List<Assigned>> uncounted(Tx tx, String id, int limit) {
    return tx.run(UNCOUNTED, scoped(tx).addString(id).addInteger(limit)).map(Rollouts::assigned);
  }

  /** Notes that the cells of an assignment are counted. */
  public static Future<Void> counted(Tx tx, String id, LineItemNo lineItemNo) {
    return tx.run(COUNTED, scoped(tx).addString(id).addLong(lineItemNo.value())).mapEmpty();
  }

  /** Returns customers whom a rollout reached and who were not taken out of it. */
  public static Future<List<CustomerNo>> reached(Tx tx, String id, int limit) {
    return tx.run(REACHED, scoped(tx).addString(id).addInteger(limit))
        .map(rows -> Rows.all(rows, row -> new CustomerNo(row.getLong(0))));
  }

  /**
   * Returns assignments that are to be ended.
   *
   * @param whole also those that were ended from an instant on, to be taken back from their begin
   */
  public static Future<List<Assigned>> open(Tx tx, String id, boolean whole, int limit) {
    return tx.run(OPEN, scoped(tx).addString(id).addBoolean(whole).addInteger(limit))
        .map(Rollouts::assigned);
  }

  /**
   * Ends an assignment. Behind the gate.
   *
   * @param at from when; null: from its begin, as if it had never been
   */
  public static Future<Void> end(Tx tx, String id, LineItemNo lineItemNo, @Nullable Instant at) {
    return tx.run(
            END,
            scoped(tx)
                .addString(id)
                .addLong(lineItemNo.value())
                .addOffsetDateTime(at == null ? null : Tx.at(at)))
        .mapEmpty();
  }

  /** Records what a customer's usage costs by both prices, instead of what was recorded before. */
  public static Future<Void> difference(
      Tx tx,
      String id,
      CustomerNo customerNo,
      BigDecimal baseline,
      BigDecimal candidate,
      long events,
      Instant now) {
    return tx.run(
            DIFFERENCE,
            scoped(tx)
                .addString(id)
                .addLong(customerNo.value())
                .addBigDecimal(baseline)
                .addBigDecimal(candidate)
                .addLong(events)
                .addOffsetDateTime(Tx.at(now)))
        .mapEmpty();
  }

  /** Returns recorded differences, the greatest first. */
  public static Future<List<Difference>> differences(Tx tx, String id, int limit) {
    return tx.run(DIFFERENCES, scoped(tx).addString(id).addInteger(limit))
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Difference(
                            row.getString(0),
                            row.getBigDecimal(1),
                            row.getBigDecimal(2),
                            row.getLong(3),
                            Rows.instant(row, "evaluated_at"))));
  }

  /** Counts a rollout's line items. */
  public static Future<Numbers> numbers(Tx tx, String id) {
    return tx.run(NUMBERS, scoped(tx).addString(id))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Numbers(row.getLong(0), row.getLong(1), row.getLong(2));
            });
  }

  private static List<Assigned> assigned(io.vertx.sqlclient.RowSet<Row> rows) {
    List<Assigned> all = new ArrayList<>();
    rows.forEach(
        row ->
            all.add(
                new Assigned(
                    new LineItemNo(row.getLong(0)),
                    new CustomerNo(row.getLong(1)),
                    Rows.instant(row, "effective_from"),
                    Rows.instantOrNull(row, "effective_to"))));
    return all;
  }

  private static StoredRollout fromRow(Row row) {
    return new StoredRollout(
        row.getString("id"),
        row.getString("name"),
        row.getString("lineage_id"),
        row.getString("price_id"),
        RolloutState.of(row.getString("state")),
        RolloutPlan.fromJson(JsonReader.parseObject(row.getString("plan"))),
        row.getString("simulation_id"),
        row.getString("pending"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
