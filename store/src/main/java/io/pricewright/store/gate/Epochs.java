package io.pricewright.store.gate;

import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.Environments.ENVIRONMENTS;
import static org.jooq.impl.DSL.inline;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;

/**
 * The environment's epoch, and locks on external ids. Rating holds the environment's lock shared; a
 * change of meters, prices, scripts or entitlements holds it alone and moves the epoch in the same
 * transaction.
 *
 * <p>Text: advisory locks are functions of PostgreSQL and touch no table.
 */
public final class Epochs {
  private static final int ENVIRONMENT_LOCK = 1;
  private static final int EXTERNAL_ID_LOCK = 2;

  private static final Statement READ =
      statement(sql -> sql.select(ENVIRONMENTS.EPOCH).from(ENVIRONMENTS).where(in(ENVIRONMENTS)));
  private static final Statement MOVE =
      statement(
          sql ->
              sql.update(ENVIRONMENTS)
                  .set(ENVIRONMENTS.EPOCH, ENVIRONMENTS.EPOCH.plus(inline(1L)))
                  .where(in(ENVIRONMENTS))
                  .returning(ENVIRONMENTS.EPOCH));

  private Epochs() {}

  /** Takes the environment's lock shared, and returns the epoch as it is behind it. */
  public static Future<Long> share(Tx tx) {
    var locked =
        tx.run(
            "select pg_advisory_xact_lock_shared($1, $2)",
            Tuple.of(ENVIRONMENT_LOCK, tx.scope().environment()));
    var read = tx.run(READ);
    return Future.join(locked, read).map(both -> epoch(read.result()));
  }

  /** Returns the epoch without a lock: what a transaction that sees one instant may go by. */
  public static Future<Long> read(Tx tx) {
    return tx.run(READ).map(Epochs::epoch);
  }

  /** Takes the environment's lock alone, moves the epoch, and returns the new one. */
  public static Future<Long> advance(Tx tx) {
    tx.movesCatalogue();
    var locked =
        tx.run(
            "select pg_advisory_xact_lock($1, $2)",
            Tuple.of(ENVIRONMENT_LOCK, tx.scope().environment()));
    var moved = tx.run(MOVE);
    return Future.join(locked, moved).map(both -> epoch(moved.result()));
  }

  /** Takes external ids' locks shared, as ingest does for ids it does not know. */
  public static Future<Void> shareIds(Tx tx, Collection<ExternalId> externalIds) {
    return tx.run(
            "select count(pg_advisory_xact_lock_shared($1, h)) from"
                + " (select h from unnest($2::int[]) as t(h) order by h) as ordered",
            Tuple.of(EXTERNAL_ID_LOCK).addArrayOfInteger(hashes(tx, externalIds)))
        .mapEmpty();
  }

  /** Takes an external id's lock alone, as creating or renaming its customer does. */
  public static Future<Void> holdId(Tx tx, ExternalId externalId) {
    return tx.run(
            "select pg_advisory_xact_lock($1, $2)",
            Tuple.of(EXTERNAL_ID_LOCK, hash(tx, externalId)))
        .mapEmpty();
  }

  private static Integer[] hashes(Tx tx, Collection<ExternalId> externalIds) {
    return externalIds.stream().map(id -> hash(tx, id)).distinct().toArray(Integer[]::new);
  }

  private static int hash(Tx tx, ExternalId externalId) {
    return (int) EventKey.of(tx.scope().environment() + "/" + externalId).high();
  }

  private static long epoch(RowSet<io.vertx.sqlclient.Row> rows) {
    if (rows.size() == 0) {
      throw new IllegalStateException("the environment has no row, or no scope is set");
    }
    return rows.iterator().next().getLong(0);
  }
}
