package io.pricewright.store.access;

import static io.pricewright.store.database.Scoped.CREATED_AT;
import static io.pricewright.store.database.Scoped.ENVIRONMENT;
import static io.pricewright.store.database.Scoped.ID;
import static io.pricewright.store.database.Scoped.TENANT;
import static io.pricewright.store.database.Scoped.table;
import static io.pricewright.store.database.Scoped.text;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The tables of tenants and environments. */
public final class Tenants {
  private static final Table<Record> TENANTS = table("tenants");
  private static final Table<Record> ENVIRONMENTS = table("environments");
  private static final Field<String> NAME = text("name");
  private static final int FIRST_LOCK = 3;
  private static final Field<String> TYPE = text("type");

  /**
   * A tenant and one of its environments, by number and id.
   *
   * @param scope their numbers
   * @param tenantId {@code tenant_...}
   * @param environmentId {@code env_...}
   * @param type {@code production} or {@code development}
   */
  public record Named(Scope scope, String tenantId, String environmentId, String type) {}

  private Tenants() {}

  /**
   * Adds a tenant, outside any scope, and takes a number for its first environment. The environment
   * is added in its own scope, where row level security lets it in.
   */
  public static Future<Scope> add(Tx tx, String id, String name, Instant now) {
    return tx.run(
            Sql.DSL_CONTEXT
                .insertInto(TENANTS)
                .set(ID, id)
                .set(NAME, name)
                .set(CREATED_AT, now)
                .returning(TENANT))
        .compose(
            added ->
                nextEnvironment(tx)
                    .map(number -> new Scope(added.iterator().next().getInteger(0), number)));
  }

  /** Adds a tenant unless there is one, on whatever node; outside any scope. */
  public static Future<Optional<Scope>> addFirst(Tx tx, String id, String name, Instant now) {
    return tx.run("select pg_advisory_xact_lock($1, 0)", Tuple.of(FIRST_LOCK))
        .compose(locked -> tx.run("select 1 from tenants limit 1", Tuple.tuple()))
        .compose(
            found ->
                found.size() > 0
                    ? Future.succeededFuture(Optional.<Scope>empty())
                    : add(tx, id, name, now).map(Optional::of));
  }

  private static Future<Integer> nextEnvironment(Tx tx) {
    return tx.run(
            "select nextval(pg_get_serial_sequence('environments', 'environment'))::integer",
            Tuple.tuple())
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  /** Adds the environment of the scope. */
  public static Future<Void> addEnvironment(
      Tx tx, String id, String name, String type, Instant now) {
    return tx.run(
            Sql.DSL_CONTEXT
                .insertInto(ENVIRONMENTS)
                .set(TENANT, tx.scope().tenant())
                .set(ENVIRONMENT, tx.scope().environment())
                .set(ID, id)
                .set(NAME, name)
                .set(TYPE, type)
                .set(CREATED_AT, now))
        .mapEmpty();
  }

  /** Returns the ids of the scope. */
  public static Future<Optional<Named>> find(Tx tx) {
    Field<String> tenantId =
        Sql.DSL_CONTEXT
            .select(ID)
            .from(TENANTS)
            .where(TENANT.eq(tx.scope().tenant()))
            .<String>asField("tenant_id");
    return tx.run(
            Sql.DSL_CONTEXT
                .select(ID, tenantId, TYPE)
                .from(ENVIRONMENTS)
                .where(Scoped.in(tx.scope())))
        .map(
            rows ->
                Rows.first(
                    rows,
                    row ->
                        new Named(
                            tx.scope(), row.getString(1), row.getString(0), row.getString(2))));
  }
}
