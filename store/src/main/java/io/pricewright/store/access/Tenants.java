package io.pricewright.store.access;

import static io.pricewright.store.jooq.tables.Environments.ENVIRONMENTS;
import static io.pricewright.store.jooq.tables.Tenants.TENANTS;

import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.tenancy.EnvironmentType;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.EnvironmentRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/**
 * The tables of tenants and environments.
 *
 * <p>Text: the advisory lock and the next number of a sequence, which are functions of PostgreSQL.
 */
public final class Tenants {
  private static final int FIRST_LOCK = 3;
  private static final String LOCK_FIRST = "select pg_advisory_xact_lock($1, 0)";
  private static final String NEXT_ENVIRONMENT =
      "select nextval(pg_get_serial_sequence('%s', '%s'))::integer"
          .formatted(ENVIRONMENTS.getName(), ENVIRONMENTS.ENVIRONMENT.getName());
  private static final Statement ADD =
      Sql.statement(
          dsl ->
              dsl.insertInto(TENANTS, TENANTS.ID, TENANTS.NAME, TENANTS.CREATED_AT)
                  .values(
                      Sql.arg(1, TENANTS.ID),
                      Sql.arg(2, TENANTS.NAME),
                      Sql.arg(3, TENANTS.CREATED_AT))
                  .returning(TENANTS.TENANT));
  private static final Statement ANY =
      Sql.statement(dsl -> dsl.select(TENANTS.TENANT).from(TENANTS).limit(1));
  private static final Statement NAMES =
      Sql.statement(
          dsl ->
              dsl.select(TENANTS.ID, ENVIRONMENTS.ID, ENVIRONMENTS.TYPE)
                  .from(ENVIRONMENTS)
                  .join(TENANTS)
                  .on(TENANTS.TENANT.eq(ENVIRONMENTS.TENANT))
                  .where(Sql.in(ENVIRONMENTS)));

  /** A tenant and one of its environments. */
  public record Named(TenantId tenantId, EnvironmentId environmentId, EnvironmentType type) {}

  private Tenants() {}

  /**
   * Adds a tenant, outside any scope, and takes a number for its first environment. The environment
   * is added in its own scope, where row level security lets it in.
   */
  public static Future<Scope> add(Tx tx, TenantId id, String name, Instant now) {
    return tx.run(ADD, id, name, now)
        .compose(
            added ->
                nextEnvironment(tx)
                    .map(number -> new Scope(added.iterator().next().getInteger(0), number)));
  }

  /** Adds a tenant unless there is one, on whatever node; outside any scope. */
  public static Future<Optional<Scope>> addFirst(Tx tx, TenantId id, String name, Instant now) {
    return tx.run(LOCK_FIRST, Tuple.of(FIRST_LOCK))
        .compose(locked -> tx.run(ANY))
        .compose(
            found ->
                found.size() > 0
                    ? Future.succeededFuture(Optional.<Scope>empty())
                    : add(tx, id, name, now).map(Optional::of));
  }

  private static Future<Integer> nextEnvironment(Tx tx) {
    return tx.run(NEXT_ENVIRONMENT, Tuple.tuple())
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  /** Adds the environment of the scope, which is named after its kind. */
  public static Future<Void> addEnvironment(
      Tx tx, EnvironmentId id, EnvironmentType type, Instant now) {
    return EnvironmentRow.TABLE.add(tx, new EnvironmentRow(id, type.code(), type, 0L, 0L, now));
  }

  /** Returns the ids of the scope. */
  public static Future<Optional<Named>> find(Tx tx) {
    return tx.run(NAMES).map(rows -> Rows.first(rows, Tenants::named));
  }

  private static Named named(Row row) {
    return new Named(
        new TenantId(row.getString(0)),
        new EnvironmentId(row.getString(1)),
        EnvironmentRow.TYPE.get(row, 2));
  }
}
