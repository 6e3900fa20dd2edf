package io.pricewright.store.idempotency;

import static io.pricewright.store.database.Scoped.CREATED_AT;
import static io.pricewright.store.database.Scoped.ENVIRONMENT;
import static io.pricewright.store.database.Scoped.TENANT;
import static io.pricewright.store.database.Scoped.bytes;
import static io.pricewright.store.database.Scoped.number;
import static io.pricewright.store.database.Scoped.table;
import static io.pricewright.store.database.Scoped.text;

import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Scoped;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The table of idempotency keys. */
public final class IdempotencyKeys {
  private static final Table<Record> KEYS = table("idempotency_keys");
  private static final Field<byte[]> KEY_HASH = bytes("key_hash");
  private static final Field<byte[]> BODY_HASH = bytes("body_hash");
  private static final Field<Integer> HTTP_STATUS = number("status");
  private static final Field<String> ANSWER = text("answer");

  /** What a claim finds. */
  public sealed interface Claim {
    /** The key is new: do the work, then keep the answer. */
    record Fresh() implements Claim {}

    /** The work was done: here is its answer. */
    record Done(int status, String answer) implements Claim {}

    /** The key was used with another body. */
    record OtherBody() implements Claim {}

    /** Another transaction does the work right now. */
    record Running() implements Claim {}
  }

  private IdempotencyKeys() {}

  /**
   * Claims a key. Waits for another transaction that holds it until the lock timeout; after {@link
   * Claim.Running} the transaction is of no more use.
   */
  public static Future<Claim> claim(Tx tx, byte[] keyHash, byte[] bodyHash, Instant now) {
    return tx.run(
            Sql.DSL_CONTEXT
                .insertInto(KEYS)
                .set(TENANT, tx.scope().tenant())
                .set(ENVIRONMENT, tx.scope().environment())
                .set(KEY_HASH, keyHash)
                .set(BODY_HASH, bodyHash)
                .set(CREATED_AT, now)
                .onConflictDoNothing())
        .compose(
            added ->
                added.rowCount() == 1
                    ? Future.<Claim>succeededFuture(new Claim.Fresh())
                    : read(tx, keyHash, bodyHash))
        .recover(
            failure ->
                Failures.lockTimeout(failure)
                    ? Future.succeededFuture(new Claim.Running())
                    : Future.failedFuture(failure));
  }

  private static Future<Claim> read(Tx tx, byte[] keyHash, byte[] bodyHash) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(BODY_HASH, HTTP_STATUS, ANSWER)
                .from(KEYS)
                .where(Scoped.in(tx.scope()).and(KEY_HASH.eq(keyHash))))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return Arrays.equals(row.getBuffer(0).getBytes(), bodyHash)
                  ? new Claim.Done(row.getInteger(1), row.getString(2))
                  : new Claim.OtherBody();
            });
  }

  /** Keeps the answer of a claimed key. */
  public static Future<Void> keep(Tx tx, byte[] keyHash, int status, String answer) {
    return tx.run(
            Sql.DSL_CONTEXT
                .update(KEYS)
                .set(HTTP_STATUS, status)
                .set(ANSWER, answer)
                .where(Scoped.in(tx.scope()).and(KEY_HASH.eq(keyHash))))
        .mapEmpty();
  }
}
